import { App } from 'cdk8s';
import { Endpoint, Fleet, ManagementCluster, TenantControlPlane } from 'colonnade';
import type { Engine, EngineReference } from 'colonnade';
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
