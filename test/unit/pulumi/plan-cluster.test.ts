import { App } from 'cdk8s';
import { Endpoint, EtcdStore, Fleet, ManagementCluster, TenantControlPlane } from 'colonnade';
import type { Engine, EngineReference } from 'colonnade';
import { kamaji } from 'colonnade/engines/kamaji';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';
import { planClusters } from '../../../lib/pulumi/plan-cluster';

/** The native engine under another name, which writes down what it is shown. */
function recording(seen: EngineReference[]): Engine {
  const engine: Engine = native();
  return {
    ...engine,
    name: 'recording',
    reference: { name: 'recording', options: { for: 'tests' } },
    readiness(tenant, context) {
      seen.push(context.cluster.engine);
      return engine.readiness(tenant, context);
    },
    outputs(tenant, context) {
      seen.push(context.cluster.engine);
      return engine.outputs(tenant, context);
    },
    renderTenant(tenant, context) {
      seen.push(context.cluster.engine);
      return engine.renderTenant(tenant, context);
    },
  };
}

test('an engine in the cluster of another one sees itself there, whatever it is asked', () => {
  const seen: EngineReference[] = [];
  const fleet = new Fleet(new App(), 'acme');
  const eu = new ManagementCluster(fleet, 'eu-1', {
    version: '1.36.3',
    host: existing({ zones: ['a', 'b', 'c'], loadBalancer: 'static-ip' }),
    engine: native(),
  });
  new TenantControlPlane(eu, 'team-a', {
    version: '1.35.4',
    store: 'dedicated',
    engine: recording(seen),
    endpoint: Endpoint.loadBalancer({ address: '203.0.113.10' }),
  });
  planClusters(fleet, { waits: true });
  expect(seen).toHaveLength(3);
  expect(new Set(seen.map(({ name }) => name))).toEqual(new Set(['recording']));
  expect(seen[0]?.options).toEqual({ for: 'tests' });
});

describe('what is waited for', () => {
  const planned = (waits: boolean) => {
    const fleet = new Fleet(new App(), 'acme');
    const eu = new ManagementCluster(fleet, 'eu-1', {
      version: '1.36.3',
      host: existing({ zones: ['a', 'b', 'c'], storageClass: 'fast-ssd', loadBalancer: 'static-ip' }),
      engine: native(),
    });
    const store = new EtcdStore(eu, 'shared', { members: 3, volume: '16Gi' });
    const endpoint = (address: string) => Endpoint.loadBalancer({ address });
    new TenantControlPlane(eu, 'team-a', { version: '1.35.4', store, endpoint: endpoint('203.0.113.10') });
    const others = { store: 'dedicated', engine: kamaji(), endpoint: endpoint('203.0.113.11') } as const;
    new TenantControlPlane(eu, 'team-k', { version: '1.35.4', ...others });
    const rendered = fleet.charts.flatMap(({ charts }) => charts.flatMap((chart) => chart.renderObjects()));
    const objects = planClusters(fleet, { waits }).flatMap(({ groups }) => groups.flatMap((group) => group.objects));
    return { rendered, objects };
  };

  test('is told beside objects, which are as they were rendered', () => {
    const { rendered, objects } = planned(true);
    expect(objects.map(({ object }) => object)).toEqual(expect.arrayContaining(rendered));
    expect(objects).toHaveLength(rendered.length);
    const awaited = objects.flatMap(({ object, name, wait }) => (wait ? [[`${object.kind} ${name}`, wait]] : []));
    expect(Object.fromEntries(awaited)).toEqual({
      'Deployment tenant-team-a/kube-apiserver': 'rollout',
      'Deployment tenant-team-a/kube-controller-manager': 'rollout',
      'Deployment tenant-team-a/kube-scheduler': 'rollout',
      'Job tenant-team-a/admin-kubeconfig': 'completion',
      'Job tenant-team-a/bootstrap': 'completion',
      'StatefulSet tenant-team-k/etcd': 'rollout',
      'TenantControlPlane tenant-team-k/team-k': {
        field: 'status.kubernetesResources.version.status',
        value: 'Ready',
      },
    });
  });

  test('is nothing where a program does not wait, with the same order', () => {
    const [patient, hasty] = [planned(true).objects, planned(false).objects];
    expect(hasty.filter(({ wait }) => wait !== undefined)).toEqual([]);
    expect(hasty).toEqual(patient.map((one) => ({ ...one, wait: undefined })));
  });
});
