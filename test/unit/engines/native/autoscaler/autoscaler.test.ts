import type { DeploymentSpec } from 'kubernetes-types/apps/v1';
import type { NetworkPolicySpec } from 'kubernetes-types/networking/v1';
import { parseAllDocuments } from 'yaml';
import { native } from '../../../../../lib/engines/native';
import type { KubernetesObject } from '../../../../../lib/kubernetes';
import type { TenantModel } from '../../../../../lib/model';
import { aPool, aTenant } from '../../../../support/workers';
import { anAutoscaledPool } from '../../../workers/autoscaling/pools';
import { managementCluster } from '../fixtures';

const CAPI = 'cluster-autoscaler-clusterapi';
const AWS = 'cluster-autoscaler-aws';
const POOLS = [
  anAutoscaledPool('clusterapi', {}, { name: 'capi' }),
  anAutoscaledPool('aws', {}, { name: 'asg', machines: { options: { region: 'eu-central-1' } } }),
];

function render(changes: Partial<TenantModel> = {}): readonly KubernetesObject[] {
  return native().renderTenant(aTenant({ workerPools: POOLS, ...changes }), { cluster: managementCluster() });
}

function find(objects: readonly KubernetesObject[], kind: string, name: string): KubernetesObject {
  const found = objects.find((object) => object.kind === kind && object.metadata.name === name);
  if (found === undefined) throw new Error(`no ${kind} ${name} was rendered`);
  return found;
}

const deployment = (name: string, objects = render()) => find(objects, 'Deployment', name)['spec'] as DeploymentSpec;

function podOf(name: string, objects = render()) {
  const pod = deployment(name, objects).template.spec;
  const [container] = pod?.containers ?? [];
  if (pod === undefined || container === undefined) throw new Error(`${name} has no pod`);
  return { pod, container };
}

function inside(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const data = find(objects, 'ConfigMap', 'bootstrap-manifests')['data'] as Record<string, string>;
  const text = data['70-cluster-autoscaler.yaml'];
  return text === undefined ? [] : parseAllDocuments(text).map((document) => document.toJS() as KubernetesObject);
}

describe('a tenant whose pools nobody scales', () => {
  test('has nothing of a cluster-autoscaler, neither beside it nor inside', () => {
    const objects = render({ workerPools: [aPool()] });
    const text = JSON.stringify(objects.filter(({ kind }) => kind !== 'Job'));
    expect(text).not.toContain('cluster-autoscaler');
  });
});

describe('a cluster-autoscaler', () => {
  test('is an upstream image of the minor of its tenant, from the registry that the tenant names', () => {
    const images = { registry: 'mirror.example.com/k8s', digests: {}, pullSecrets: [] };
    expect(podOf(AWS).container.image).toBe('registry.k8s.io/autoscaling/cluster-autoscaler:v1.36.1');
    expect(podOf(AWS, render({ version: '1.35.4', images })).container.image).toBe(
      'mirror.example.com/k8s/autoscaling/cluster-autoscaler:v1.35.1',
    );
    const digest = `sha256:${'a'.repeat(64)}`;
    const pinned = render({ images: { ...images, digests: { 'cluster-autoscaler': digest } } });
    expect(podOf(AWS, pinned).container.image).toMatch(new RegExp(`@${digest}$`));
  });

  test('has a client certificate of its own, and the kubeconfig and the CA beside it', () => {
    const objects = render();
    expect(find(objects, 'Certificate', 'cluster-autoscaler')['spec']).toMatchObject({
      commonName: 'colonnade:cluster-autoscaler',
      usages: expect.arrayContaining(['client auth']) as unknown,
    });
    const { pod, container } = podOf(AWS, objects);
    expect(container.args).toContain('--kubeconfig=/etc/kubernetes/kubeconfig');
    expect(pod.volumes).toMatchObject([
      {
        projected: {
          sources: [
            { secret: { name: 'ca', items: [{ key: 'tls.crt' }] } },
            { secret: { name: 'cluster-autoscaler' } },
            { configMap: { name: 'kubeconfigs', items: [{ key: 'cluster-autoscaler', path: 'kubeconfig' }] } },
          ],
        },
      },
    ]);
    expect(find(objects, 'ConfigMap', 'kubeconfigs')['data']).toHaveProperty('cluster-autoscaler');
  });

  test('is to the cloud whom the pools say: by its account, its pods or a Secret, and no key is written', () => {
    const identity = {
      serviceAccountAnnotations: { 'azure.workload.identity/client-id': 'c-1' },
      environment: { AZURE_REGION: 'westeurope' },
      secret: 'cloud',
    };
    const objects = render({ workerPools: [anAutoscaledPool('azure', { identity }), ...POOLS] });
    const azure = 'cluster-autoscaler-azure';
    expect(find(objects, 'ServiceAccount', azure).metadata.annotations).toMatchObject(
      identity.serviceAccountAnnotations,
    );
    expect(deployment(azure, objects).template.metadata?.labels).toMatchObject({
      'azure.workload.identity/use': 'true',
    });
    expect(podOf(azure, objects).container).toMatchObject({
      env: expect.arrayContaining([{ name: 'AZURE_REGION', value: 'westeurope' }]) as unknown,
      envFrom: [{ secretRef: { name: 'cloud' } }],
    });
    expect(podOf(AWS, objects).container).not.toHaveProperty('envFrom');
    expect(find(objects, 'ServiceAccount', AWS).metadata.annotations).toBeUndefined();
    expect(objects.filter(({ kind, metadata }) => kind === 'Secret' && metadata.name === 'cloud')).toEqual([]);
  });

  test('is as hardened as the rest of the control plane, and asked whether it is well', () => {
    const { pod, container } = podOf(AWS);
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    for (const probe of [container.startupProbe, container.readinessProbe, container.livenessProbe])
      expect(probe?.httpGet).toEqual({ path: '/health-check', port: 'http', scheme: 'HTTP' });
  });

  test.each([
    [1, 1],
    [2, 2],
    [5, 2],
  ])('of a tenant with %s API servers has %s replicas, of which one works', (replicas, expected) => {
    const objects = render({ replicas });
    expect(deployment(AWS, objects).replicas).toBe(expected);
    expect(podOf(AWS, objects).container.args).toContain('--leader-elect=true');
    expect(find(objects, 'PodDisruptionBudget', AWS)['spec']).toMatchObject({ maxUnavailable: 1 });
  });

  test('fits into the quota of the namespace with all its pods', () => {
    const pods = (objects: readonly KubernetesObject[]) => {
      const { hard } = find(objects, 'ResourceQuota', 'tenant')['spec'] as { hard: Record<string, string> };
      return Number(hard['pods']);
    };
    // Two Deployments of two: all of them, one more, and all again while the old ones stop.
    expect(pods(render()) - pods(render({ workerPools: [aPool(), aPool({ name: 'other' })] }))).toBe(2 * 5);
  });

  test('asks Cluster API with the token of its account, which may change machines in this namespace', () => {
    const objects = render();
    const { pod, container } = podOf(CAPI, objects);
    expect(pod.automountServiceAccountToken).toBe(true);
    expect(container.args).toContain('--clusterapi-cloud-config-authoritative=true');
    expect(find(objects, 'RoleBinding', CAPI)).toMatchObject({
      metadata: { namespace: 'tenant-team-a' },
      roleRef: { kind: 'Role', name: CAPI },
      subjects: [{ kind: 'ServiceAccount', name: CAPI, namespace: 'tenant-team-a' }],
    });
    expect(find(objects, 'Role', CAPI)).toMatchObject({
      rules: [{ apiGroups: ['cluster.x-k8s.io'] }, { apiGroups: ['cluster.x-k8s.io'] }],
    });
  });

  test('of a cloud has no right and no token in the management cluster', () => {
    const objects = render();
    const { pod, container } = podOf(AWS, objects);
    expect(pod.automountServiceAccountToken).toBe(false);
    expect(objects.filter(({ kind, metadata }) => kind.startsWith('Role') && metadata.name === AWS)).toEqual([]);
    expect(container.env).toContainEqual({ name: 'AWS_REGION', value: 'eu-central-1' });
  });

  test('talks to the tenant, to DNS and to what has the machines; nobody talks to it', () => {
    const objects = render();
    const egress = (name: string) => {
      const {
        policyTypes,
        ingress,
        egress: rules = [],
      } = find(objects, 'NetworkPolicy', name)['spec'] as NetworkPolicySpec;
      expect([policyTypes, ingress]).toEqual([['Ingress', 'Egress'], undefined]);
      return rules;
    };
    const toTenant = { to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'kube-apiserver' } } }] };
    expect(egress(CAPI)).toMatchObject([toTenant, { to: [{ ipBlock: { cidr: '192.168.0.1/32' } }] }, {}]);
    expect(egress(AWS)).toMatchObject([
      toTenant,
      { ports: [{ port: 443 }], to: [{ ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '::/0' } }] },
      { ports: [{ port: 80 }], to: [{ ipBlock: { cidr: '169.254.170.23/32' } }] },
      {},
    ]);
  });

  test('has rights inside the tenant for its own leases and status only', () => {
    const objects = inside(render());
    expect(objects.map(({ kind }) => kind)).toEqual(['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding']);
    expect(JSON.stringify(find(objects, 'Role', 'colonnade:cluster-autoscaler')['rules'])).toContain(
      '"resourceNames":["cluster-autoscaler-aws","cluster-autoscaler-clusterapi"]',
    );
    for (const { metadata } of objects)
      expect(metadata.labels).toMatchObject({ 'colonnade.dev/addon': 'cluster-autoscaler' });
  });

  test('loses them when no pool has one any more, and not before', () => {
    const outdated = (pools: TenantModel['workerPools']) => {
      const objects = render({ workerPools: pools });
      const job = objects.find(({ kind, metadata }) => kind === 'Job' && /^bootstrap-/.test(metadata.name));
      return /notin \(([^)]*)\)/.exec(JSON.stringify(job))?.[1]?.split(',') ?? [];
    };
    expect(outdated(POOLS)).toContain('cluster-autoscaler');
    expect(outdated([aPool()])).not.toContain('cluster-autoscaler');
  });
});
