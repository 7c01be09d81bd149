import { kamaji } from 'colonnade/engines/kamaji';
import { NEWEST_MINOR } from '../../../../lib/engines/kamaji/names';
import { SUPPORTED_MINORS } from '../../../../lib/kubernetes';
import { managementCluster } from '../native/fixtures';
import { DEDICATED, fieldOf, only, render, store } from './fixtures';

const SECRET = (name: string, namespace: string, keyPath: string) => ({
  secretReference: { name, namespace, keyPath },
});

describe('a control plane of Kamaji', () => {
  test('says version, service, ranges and DNS address of the tenant', () => {
    const { spec } = render();
    expect(spec).toMatchObject({
      dataStore: 'shared',
      dataStoreSchema: 'tenants/team-a',
      dataStoreUsername: 'team-a',
      kubernetes: { version: 'v1.36.3' },
      networkProfile: {
        address: '203.0.113.10',
        port: 6443,
        certSANs: ['203.0.113.10'],
        clusterDomain: 'cluster.local',
        serviceCidr: '10.96.0.0/16',
        serviceCidrs: ['10.96.0.0/16'],
        podCidr: '10.244.0.0/16',
        podCidrs: ['10.244.0.0/16'],
        dnsServiceIPs: ['10.96.0.10'],
      },
      controlPlane: { service: { serviceType: 'LoadBalancer' }, deployment: { replicas: 2 } },
    });
  });

  test('has NodeRestriction, what the tenant adds, and not what it takes away', () => {
    const { spec } = render({ admission: { enable: ['AlwaysPullImages'], disable: ['DefaultIngressClass'] } });
    const plugins = fieldOf(spec, 'kubernetes', 'admissionControllers');
    expect(plugins).toEqual(expect.arrayContaining(['NodeRestriction', 'AlwaysPullImages', 'NamespaceLifecycle']));
    expect(plugins).not.toContain('DefaultIngressClass');
  });

  test('is asked for audit, structured authentication and encryption by arguments, and mounts what they name', () => {
    const { spec, one, objects } = render();
    const { additionalVolumes, additionalVolumeMounts, extraArgs } = fieldOf(spec, 'controlPlane', 'deployment');
    expect(fieldOf(extraArgs ?? {}, 'apiServer')).toEqual(
      expect.arrayContaining([
        '--audit-policy-file=/etc/kubernetes/config/audit-policy.yaml',
        '--audit-log-path=-',
        '--authentication-config=/etc/kubernetes/config/authentication.yaml',
        '--admission-control-config-file=/etc/kubernetes/config/admission.yaml',
        '--encryption-provider-config=/etc/kubernetes/encryption/encryption-config.yaml',
        '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
      ]),
    );
    expect(additionalVolumes).toMatchObject([
      { name: 'colonnade-config', configMap: { name: 'kube-apiserver-config' } },
      { name: 'colonnade-encryption', secret: { secretName: 'encryption-config', defaultMode: 0o440 } },
    ]);
    expect(fieldOf(additionalVolumeMounts ?? {}, 'apiServer')).toEqual([
      { name: 'colonnade-config', mountPath: '/etc/kubernetes/config', readOnly: true },
      { name: 'colonnade-encryption', mountPath: '/etc/kubernetes/encryption', readOnly: true },
    ]);
    expect(Object.keys(fieldOf(one('ConfigMap'), 'data'))).toEqual([
      'admission.yaml',
      'audit-policy.yaml',
      'authentication.yaml',
    ]);
    expect(objects.some(({ kind, metadata }) => kind === 'Job' && metadata.name.startsWith('encryption-key-'))).toBe(
      true,
    );
  });

  test('has no key and no mount for one where the tenant encrypts nothing, and room for audit logs in files', () => {
    const { spec, objects, tenant } = render({ encryption: { provider: 'identity', resources: [] } });
    expect(objects.some(({ kind }) => kind === 'Job')).toBe(false);
    expect(JSON.stringify(spec)).not.toContain('encryption');
    const filed = render({ audit: { ...tenant.audit, sink: 'file' } });
    expect(fieldOf(filed.spec, 'controlPlane', 'deployment', 'additionalVolumes')).toContainEqual({
      name: 'colonnade-audit',
      emptyDir: {},
    });
  });

  test('gets new pods when what they read at start changes', () => {
    const hash = (spec: ReturnType<typeof render>['spec']) =>
      fieldOf(spec, 'controlPlane', 'deployment', 'podAdditionalMetadata', 'annotations', 'colonnade.dev/config-hash');
    const usual = render();
    const changed = render({ audit: { ...usual.tenant.audit, rules: [{ level: 'None' }] } });
    expect(hash(changed.spec)).not.toEqual(hash(usual.spec));
    expect(hash(render().spec)).toEqual(hash(usual.spec));
  });

  test('names no file that Kamaji does not have, and no argument that it writes itself', () => {
    const { spec } = render({ network: { ...render().tenant.network, podCidrs: ['10.244.0.0/16', 'fd00::/48'] } });
    const args = Object.values(fieldOf(spec, 'controlPlane', 'deployment', 'extraArgs'))
      .flat()
      .map(String);
    const files = args.filter((argument) => argument.includes('=/etc/')).map((argument) => argument.split('=', 1)[0]);
    expect(files.sort()).toEqual([
      '--admission-control-config-file',
      '--audit-policy-file',
      '--authentication-config',
      '--encryption-provider-config',
    ]);
    expect(args).toContain('--node-cidr-mask-size-ipv6=64');
    expect(args.filter((argument) => /^--(etcd-|tls-cert|secure-port|kubeconfig|cluster-cidr)/.test(argument))).toEqual(
      [],
    );
  });

  test('runs under Pod Security restricted, and its namespace says so', () => {
    const { spec, one } = render();
    const deployment = fieldOf(spec, 'controlPlane', 'deployment');
    expect(deployment).toMatchObject({
      automountServiceAccountToken: false,
      podSecurityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      containerSecurityContexts: {
        apiServer: { allowPrivilegeEscalation: false },
        controllerManager: { capabilities: { drop: ['ALL'] } },
        scheduler: { readOnlyRootFilesystem: true },
      },
    });
    expect(fieldOf(spec, 'addons', 'konnectivity', 'server', 'securityContext')).toMatchObject({
      allowPrivilegeEscalation: false,
    });
    expect(fieldOf(one('Namespace'), 'metadata', 'labels')).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'restricted',
      'colonnade.dev/deletion-protection': 'enabled',
    });
  });

  test('is spread over zones and hosts by the label that Kamaji gives its pods', () => {
    const spread = fieldOf(render().spec, 'controlPlane', 'deployment', 'topologySpreadConstraints');
    expect(spread).toMatchObject([
      { topologyKey: 'topology.kubernetes.io/zone' },
      { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { 'kamaji.clastix.io/name': 'team-a' } } },
    ]);
  });

  test('behind a node port serves on the node ports, tunnel included', () => {
    const { spec, one } = render({
      endpoint: {
        kind: 'nodePort',
        address: '192.0.2.10',
        nodePort: 30443,
        konnectivityNodePort: 30132,
        port: 6443,
        extraSans: ['api.example.org'],
        annotations: {},
      },
    });
    expect(spec).toMatchObject({
      networkProfile: { address: '192.0.2.10', port: 30443, certSANs: ['192.0.2.10', 'api.example.org'] },
      controlPlane: { service: { serviceType: 'NodePort' } },
      addons: { konnectivity: { server: { port: 30132 } } },
    });
    expect(fieldOf(one('NetworkPolicy', 'kamaji'), 'spec', 'ingress')).toMatchObject([
      { ports: [{ port: 30443 }, { port: 30132 }] },
    ]);
  });

  test('behind a Gateway has the name in its certificate, and one parent', () => {
    const { spec } = render(
      {
        endpoint: { kind: 'clusterIp', clusterIp: null, port: 6443, extraSans: [], annotations: {} },
      },
      { exposure: { gateway: { hostname: 'team-a.example.org', parentRefs: [{ name: 'public', namespace: 'gw' }] } } },
    );
    expect(spec).toMatchObject({
      networkProfile: { certSANs: ['team-a.example.org'] },
      controlPlane: {
        service: { serviceType: 'ClusterIP' },
        gateway: { hostname: 'team-a.example.org', parentRefs: [{ kind: 'Gateway', name: 'public', namespace: 'gw' }] },
      },
    });
  });

  test('has the addons of the tenant with repository and tag, and no key for what is off', () => {
    const { spec, tenant } = render();
    expect(fieldOf(spec, 'addons')).toMatchObject({
      coreDNS: { imageRepository: 'registry.k8s.io/coredns', imageTag: 'v1.14.7' },
      kubeProxy: { imageRepository: 'registry.k8s.io', imageTag: 'v1.36.3' },
      konnectivity: { server: { version: 'v0.36.0' }, agent: { mode: 'DaemonSet' } },
    });
    const without = render({
      addons: { kubeProxy: null, coreDns: null },
      konnectivity: { ...tenant.konnectivity, enabled: false },
    });
    expect(fieldOf(without.spec, 'addons')).toEqual({});
  });

  test('is paused, write-protected and kept in another etcd for events as its options say', () => {
    const { spec, one } = render(
      {},
      {
        paused: true,
        writePermissions: { blockDeletion: true },
        dataStoreOverrides: [{ resource: '/events', dataStore: 'events' }],
      },
    );
    expect(fieldOf(one('TenantControlPlane'), 'metadata', 'annotations')).toEqual({
      'kamaji.clastix.io/paused': 'true',
    });
    expect(spec).toMatchObject({
      writePermissions: { blockDeletion: true },
      dataStoreOverrides: [{ resource: '/events', dataStore: 'events' }],
    });
  });

  test('pulls its images with the tenant’s secrets', () => {
    const { one } = render({ images: { registry: 'mirror.example.org/k8s/', digests: {}, pullSecrets: ['mirror'] } });
    expect(one('ServiceAccount', 'kube-apiserver')).toMatchObject({ imagePullSecrets: [{ name: 'mirror' }] });
  });
});

describe('beside a control plane of Kamaji', () => {
  test('stand NetworkPolicies and a PodDisruptionBudget that select its pods', () => {
    const { spec, one, objects } = render();
    const labels = fieldOf(spec, 'controlPlane', 'deployment', 'podAdditionalMetadata', 'labels');
    const budget = fieldOf(one('PodDisruptionBudget'), 'spec', 'selector', 'matchLabels');
    expect(labels).toMatchObject(budget);
    const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy').map(({ metadata }) => metadata.name);
    expect(policies).toEqual(['default-deny', 'kube-apiserver', 'jobs', 'kamaji']);
  });

  test('an autoscaler sets the number of replicas alone', () => {
    const { spec, one } = render({}, { autoscaling: { minReplicas: 2, maxReplicas: 5 } });
    expect(fieldOf(one('HorizontalPodAutoscaler'), 'spec')).toMatchObject({
      scaleTargetRef: { kind: 'TenantControlPlane', name: 'team-a' },
      minReplicas: 2,
      maxReplicas: 5,
    });
    expect(fieldOf(spec, 'controlPlane', 'deployment')).not.toHaveProperty('replicas');
  });

  test('alerts stand when they are asked for', () => {
    expect(() => render().one('PrometheusRule')).toThrow('0 objects');
    const [group] = Object.values(fieldOf(render({}, { alerts: true }).one('PrometheusRule'), 'spec', 'groups'));
    expect(Object.values(fieldOf(group ?? {}, 'rules'))).toMatchObject([
      { alert: 'ControlPlaneDown', expr: expect.stringContaining('deployment="team-a"') as string },
      { alert: 'ControlPlaneDegraded' },
      { alert: 'ControlPlaneRestarts' },
    ]);
  });
});

describe('stores of Kamaji', () => {
  test('a shared store is the native etcd, given to the operator as root with the key of its CA', () => {
    const engine = kamaji();
    const cluster = managementCluster({ engine: engine.reference });
    const objects = engine.renderStore(store(), { cluster });
    expect(fieldOf(only(objects, 'DataStore', 'shared'), 'spec')).toEqual({
      driver: 'etcd',
      endpoints: ['etcd.etcd-shared.svc.cluster.local:2379'],
      tlsConfig: {
        certificateAuthority: {
          certificate: SECRET('etcd-shared-ca', 'cert-manager', 'tls.crt'),
          privateKey: SECRET('etcd-shared-ca', 'cert-manager', 'tls.key'),
        },
        clientCertificate: {
          certificate: SECRET('etcd-root', 'etcd-shared', 'tls.crt'),
          privateKey: SECRET('etcd-root', 'etcd-shared', 'tls.key'),
        },
      },
    });
    expect(only(objects, 'StatefulSet', 'etcd')).toBeDefined();
    expect(JSON.stringify(only(objects, 'NetworkPolicy', 'etcd-from-kamaji'))).toContain('"kamaji-system"');
  });

  test('the operator is let in from the namespace it runs in', () => {
    const engine = kamaji({ operator: { namespace: 'platform' } });
    const objects = engine.renderStore(store(), { cluster: managementCluster({ engine: engine.reference }) });
    expect(JSON.stringify(only(objects, 'NetworkPolicy', 'etcd-from-kamaji'))).toContain('"platform"');
  });

  test('a dedicated store has certificates for etcd and for nothing that Kamaji signs', () => {
    const { objects, spec, one } = render(DEDICATED);
    const certificates = objects.filter(({ kind }) => kind === 'Certificate').map(({ metadata }) => metadata.name);
    expect(certificates.sort()).toEqual([
      'etcd-ca',
      'etcd-peer',
      'etcd-peer-ca',
      'etcd-server',
      'kube-apiserver-etcd-client',
    ]);
    expect(fieldOf(one('DataStore'), 'metadata', 'name')).toBe(fieldOf(spec, 'dataStore'));
    expect(fieldOf(one('DataStore'), 'spec', 'endpoints')).toEqual(['etcd.tenant-team-a.svc.cluster.local:2379']);
  });

  test('a namespace may reach its shared store, and may not have certificates for its user', () => {
    const labels = fieldOf(render().one('Namespace'), 'metadata', 'labels');
    expect(labels).toHaveProperty(['colonnade.dev/store'], 'shared');
    expect(labels).not.toHaveProperty(['colonnade.dev/store-user']);
  });

  test('a database is described on the management cluster, by reference to Secrets', () => {
    const engine = kamaji({
      dataStores: {
        pg: {
          driver: 'PostgreSQL',
          endpoints: ['postgres.data.svc:5432'],
          basicAuth: {
            username: { name: 'pg', namespace: 'data', key: 'username' },
            password: { name: 'pg', namespace: 'data', key: 'password' },
          },
        },
      },
    });
    const objects = engine.renderCluster(managementCluster({ engine: engine.reference }));
    expect(fieldOf(only(objects, 'DataStore', 'pg'), 'spec')).toEqual({
      driver: 'PostgreSQL',
      endpoints: ['postgres.data.svc:5432'],
      basicAuth: { username: SECRET('pg', 'data', 'username'), password: SECRET('pg', 'data', 'password') },
    });
    const external = store({
      name: 'pg',
      origin: 'external',
      cluster: null,
      endpoints: ['https://postgres.data.svc:5432'],
    });
    const tenant = { store: { kind: 'shared' as const, name: 'pg', prefix: '/tenants/team-a', user: 'team-a' } };
    const made = render({ ...tenant, engine: engine.reference }, {}, { engine: engine.reference, stores: [external] });
    expect(made.spec).toMatchObject({
      dataStore: 'pg',
      dataStoreSchema: 'tenant_team_a',
      dataStoreUsername: 'tenant_team_a',
    });
    expect(fieldOf(made.one('Namespace'), 'metadata', 'labels')).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'baseline',
    });
    expect(JSON.stringify(made.one('NetworkPolicy', 'kamaji'))).toContain('5432');
  });
});

describe('the engine as a value', () => {
  test('is the same data for the same options, whatever order they are written in', () => {
    const [a, b] = [render({}, { alerts: true, paused: true }), render({}, { paused: true, alerts: true })];
    expect(JSON.stringify(a.objects)).toBe(JSON.stringify(b.objects));
    expect(JSON.parse(JSON.stringify(kamaji({ paused: true }).reference))).toEqual({
      name: 'kamaji',
      options: { paused: true },
    });
  });

  test('knows every minor version that a tenant can have: a newer one would need a rule', () => {
    expect(Math.max(...SUPPORTED_MINORS)).toBeLessThanOrEqual(NEWEST_MINOR);
  });

  test('refuses options that are no data', () => {
    const options = { konnectivity: { agent: { image: () => 'x' } } };
    expect(() => {
      Reflect.apply(kamaji, undefined, [options]);
    }).toThrow(TypeError);
  });

  test('says when a tenant is ready and where its kubeconfig is', () => {
    const { tenant, cluster } = render(DEDICATED);
    const engine = kamaji();
    expect(engine.readiness(tenant, { cluster }).map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'StatefulSet etcd',
      'TenantControlPlane team-a',
    ]);
    expect(engine.outputs(tenant, { cluster })).toEqual({
      kubeconfig: { name: 'team-a-admin-kubeconfig', namespace: 'tenant-team-a', key: 'admin.conf' },
      certificateAuthority: { name: 'team-a-ca', namespace: 'tenant-team-a', key: 'ca.crt' },
      endpoint: 'https://203.0.113.10:6443',
    });
  });

  test('is installed by Argo CD or Flux when asked, after cert-manager, without a store of the chart', () => {
    const cluster = (install: 'argo-cd' | 'flux' | 'prerequisite') => {
      const engine = kamaji({ operator: { install, values: { replicaCount: 2 } } });
      return engine.renderCluster(managementCluster({ engine: engine.reference }));
    };
    expect(fieldOf(only(cluster('argo-cd'), 'Application'), 'spec', 'source', 'helm', 'valuesObject')).toMatchObject({
      replicaCount: 2,
      'kamaji-etcd': { deploy: false },
    });
    expect(fieldOf(only(cluster('flux'), 'HelmRelease'), 'spec', 'values')).toMatchObject({ replicaCount: 2 });
    expect(cluster('prerequisite').some(({ kind }) => kind === 'Application' || kind === 'HelmRelease')).toBe(false);
    expect(kamaji().operators.map(({ name, after }) => [name, after])).toEqual([
      ['cert-manager', []],
      ['kamaji', ['cert-manager']],
    ]);
  });
});
