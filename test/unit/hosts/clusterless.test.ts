import { FleetApp, EtcdStore, Fleet, ManagementCluster } from 'colonnade';
import { native } from 'colonnade/engines/native';
import { aws } from 'colonnade/hosts/aws';
import { existing } from 'colonnade/hosts/existing';
import type { PodSpec } from 'kubernetes-types/core/v1';
import { onFargate, onVirtualNodes } from '../../../lib/hosts/clusterless';
import type { ClusterlessProps } from '../../../lib/hosts/clusterless';
import type { KubernetesObject } from '../../../lib/kubernetes';
import { clusterlessFleet } from '../../support/clusterless-fleet';
import { renderProgram } from '../../support/fleets/render';

const EKS = aws({ region: 'eu-central-1', nodes: { controlPlane: false, etcd: false } });
const AKS = existing({ zones: ['1', '2', '3'], loadBalancer: 'static-ip' });

/** Pods of Deployments of the first tenant, by name. */
function deploymentsOf(host: Parameters<typeof clusterlessFleet>[0]): readonly (readonly [string, PodSpec])[] {
  const objects = renderProgram(clusterlessFleet(host)).clusters.flatMap((cluster) => cluster.objects);
  return objects
    .filter(({ kind, metadata }) => kind === 'Deployment' && metadata.namespace === 'tenant-team-a')
    .map(({ metadata, ...rest }: KubernetesObject) => {
      const { template } = rest['spec'] as { template: { spec: PodSpec } };
      return [metadata.name, template.spec] as const;
    });
}

function codesOf(props: ClusterlessProps, host = onVirtualNodes(AKS, props)): readonly string[] {
  const fleet = new Fleet(new FleetApp(), 'acme');
  const eu = new ManagementCluster(fleet, 'eu-1', { version: '1.36.3', host, engine: native() });
  new EtcdStore(eu, 'shared', { members: 3, volume: '16Gi' });
  return fleet.validateFleet().findings.map(({ code }) => code);
}

describe('control planes without nodes', () => {
  test('on virtual nodes choose them, and stand their taint', () => {
    const pods = deploymentsOf(onVirtualNodes(AKS));
    expect(pods.map(([name]) => name)).toEqual(
      expect.arrayContaining(['kube-apiserver', 'kube-controller-manager', 'kube-scheduler']),
    );
    for (const [name, pod] of pods) {
      expect([name, pod.nodeSelector, pod.tolerations]).toEqual([
        name,
        { virtualization: 'virtualnode2' },
        [{ key: 'virtual-kubelet.io/provider', operator: 'Exists', effect: 'NoSchedule' }],
      ]);
    }
  });

  test('on Fargate choose no node: the profile chooses them', () => {
    for (const [name, pod] of deploymentsOf(onFargate(EKS)))
      expect([name, pod.nodeSelector]).toEqual([name, undefined]);
  });

  test.each([
    ['virtual nodes', onVirtualNodes(AKS)],
    ['Fargate', onFargate(EKS)],
  ])('on %s ask for nothing that is not there: no device of the node, no volume, no privileges', (_, host) => {
    for (const [name, pod] of deploymentsOf(host)) {
      expect([name, pod.hostNetwork, pod.hostPID, pod.hostIPC]).toEqual([name, undefined, undefined, undefined]);
      for (const volume of pod.volumes ?? []) {
        expect(volume).not.toHaveProperty('hostPath');
        expect(volume).not.toHaveProperty('persistentVolumeClaim');
      }
      for (const container of pod.containers) {
        expect(container.securityContext?.privileged ?? false).toBe(false);
        expect(container.ports?.filter(({ hostPort }) => hostPort !== undefined) ?? []).toEqual([]);
      }
    }
  });

  test('keep what the host is besides: its settings, its balancers and its other nodes', () => {
    const host = onFargate(EKS);
    expect(host.settings).toBe(EKS.settings);
    expect(host.facts).toMatchObject({ name: 'aws', loadBalancer: 'static-ip', balancer: EKS.facts.balancer });
    expect(host.facts.profile?.nodePools.map(({ name, kind }) => [name, kind])).toEqual([
      ['general', 'nodes'],
      ['fargate', 'serverless'],
    ]);
  });

  test('have no etcd there', () => {
    expect(codesOf({})).toContain('CLN3103');
    expect(codesOf({}, onFargate(AKS))).toContain('CLN3103');
    expect(codesOf({ etcd: 'nodes' })).not.toContain('CLN3103');
  });

  test('are said to have no network policies', () => {
    const fleet = clusterlessFleet(onVirtualNodes(AKS))(new FleetApp());
    expect(fleet.validateFleet().findings).toContainEqual(
      expect.objectContaining({ code: 'CLN3310', severity: 'warning', path: 'acme/eu-1' }),
    );
  });
});
