import { App } from 'cdk8s';
import { Endpoint, EtcdStore, Fleet, ManagementCluster, TenantControlPlane } from '../../../lib';
import { native } from '../../../lib/engines/native';
import { ROLE_LABEL, placementOn, roleTaint, storageClass } from '../../../lib/hosts';
import type { Host } from '../../../lib/hosts';
import { existing } from '../../../lib/hosts/existing';
import type { NodePoolFacts } from '../../../lib/model';

const taints = (role: NodePoolFacts['role']) => [roleTaint(role)];
const nodes = (role: NodePoolFacts['role'], kind: NodePoolFacts['kind'] = 'nodes') => ({
  name: role,
  role,
  kind,
  machineType: null,
  burstable: false,
  cpu: null,
  memoryBytes: null,
  size: { min: 1, max: 3 },
  zones: [],
  labels: { [ROLE_LABEL]: role },
  taints: taints(role),
  encrypted: true,
  private: true,
});
const nodePools = [nodes('general'), nodes('control-plane'), nodes('etcd')];
const host = existing({
  loadBalancer: 'static-ip',
  placement: placementOn(nodePools),
  balancer: {
    annotations: { 'balancer.example.org/kind': 'network', own: 'host' },
    loadBalancerClass: 'example.org/nlb',
  },
  profile: { nodePools },
});

interface Choices {
  readonly host?: Host<'static-ip'>;
  readonly tenant?: Partial<ConstructorParameters<typeof TenantControlPlane>[2]>;
  readonly annotations?: Readonly<Record<string, string>>;
}

function built({ host: place = host, tenant, annotations }: Choices = {}) {
  const fleet = new Fleet(new App(), 'acme');
  const eu = new ManagementCluster(fleet, 'eu-1', { version: '1.36.3', host: place, engine: native() });
  const store = new EtcdStore(eu, 'shared', { members: 3, volume: '16Gi' });
  const endpoint = Endpoint.loadBalancer({ address: '203.0.113.10', ...(annotations && { annotations }) });
  new TenantControlPlane(eu, 'team-a', { version: '1.35.4', store, endpoint, ...tenant });
  const [cluster] = fleet.toModel().managementClusters;
  const objects = eu.charts.flatMap((chart) => chart.renderObjects());
  return { cluster, objects, tenant: cluster?.tenants[0], store: cluster?.stores[0] };
}

const tolerates = (value: string) => [{ key: ROLE_LABEL, operator: 'Equal', value, effect: 'NoSchedule' }];

test('control planes and etcd go to the nodes that the host has for them', () => {
  const { tenant, store } = built();
  expect(tenant?.scheduling).toMatchObject({
    nodeSelector: { [ROLE_LABEL]: 'control-plane' },
    tolerations: tolerates('control-plane'),
    spread: 'preferred',
  });
  expect(store?.cluster?.scheduling).toMatchObject({
    nodeSelector: { [ROLE_LABEL]: 'etcd' },
    tolerations: tolerates('etcd'),
    spread: 'required',
  });
});

test('what a tenant says of its placement stays, and the rest is the host’s', () => {
  const { tenant } = built({ tenant: { scheduling: { nodeSelector: { disk: 'ssd' } } } });
  expect(tenant?.scheduling).toMatchObject({ nodeSelector: { disk: 'ssd' }, tolerations: tolerates('control-plane') });
});

test('a pool without machines is nobody’s place by label', () => {
  expect(placementOn([nodes('control-plane', 'serverless')]).controlPlane).toEqual({
    nodeSelector: {},
    tolerations: [],
  });
});

test('balancers get what the host says, unless the endpoint says otherwise', () => {
  const { tenant } = built({ annotations: { own: 'tenant' } });
  expect(tenant?.endpoint).toMatchObject({
    annotations: { 'balancer.example.org/kind': 'network', own: 'tenant' },
    loadBalancerClass: 'example.org/nlb',
  });
});

test('objects of the host are those of the management cluster, once', () => {
  const withClass: Host<'static-ip'> = {
    facts: host.facts,
    renderCluster: (cluster) => [
      storageClass(cluster, { name: 'etcd-ssd', provisioner: 'ssd.example.org', parameters: { type: 'ssd' } }),
    ],
  };
  const { objects } = built({ host: withClass });
  const classes = objects.filter(({ kind }) => kind === 'StorageClass');
  expect(classes).toMatchObject([
    {
      metadata: { name: 'etcd-ssd', labels: { 'app.kubernetes.io/managed-by': 'colonnade' } },
      reclaimPolicy: 'Retain',
      volumeBindingMode: 'WaitForFirstConsumer',
    },
  ]);
  expect(built().objects.filter(({ kind }) => kind === 'StorageClass')).toEqual([]);
});
