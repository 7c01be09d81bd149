import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Endpoint, Fleet, FleetApp, ManagementCluster, TenantControlPlane, capabilityOf } from 'colonnade';
import { existing } from 'colonnade/hosts/existing';
import { toy } from '../../support/engines/toy/toy';
import { modelFields } from '../../support/engine-fields';

const FILE = join(__dirname, '../../support/engines/toy/toy.ts');

function build(labels: Readonly<Record<string, string>> = {}, replicas = 3) {
  const app = new FleetApp({ outdir: 'unused' });
  const fleet = new Fleet(app, 'acme');
  const eu: ManagementCluster = new ManagementCluster(fleet, 'eu-1', {
    version: '1.36.3',
    host: existing({ zones: ['a', 'b', 'c'], loadBalancer: 'static-ip' }),
    engine: toy({ flavour: 'less-toy' }),
  });
  const tenant = new TenantControlPlane(eu, 'team-a', {
    version: '1.36.3',
    store: 'dedicated',
    endpoint: Endpoint.loadBalancer({ address: '203.0.113.10' }),
    replicas,
    labels,
  });
  return { fleet, eu, tenant };
}

const errorsOf = (fleet: Fleet) =>
  fleet
    .validateFleet()
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ code, property }) => `${code} ${property}`);

describe('an engine of somebody else’s', () => {
  test('renders through what the package exports', () => {
    const imports = [...readFileSync(FILE, 'utf8').matchAll(/from '([^']+)'/g)].map(([, name]) => name);
    expect(imports).toEqual(['colonnade']);
    const { fleet, eu, tenant } = build({ team: 'a' });
    expect(errorsOf(fleet)).toEqual([]);
    expect(eu.operators.map(({ name }) => name)).toEqual(['toy-operator']);
    expect(tenant.renderObjects()).toEqual([
      expect.objectContaining({ kind: 'Namespace' }),
      {
        apiVersion: 'toys.example.org/v1',
        kind: 'ToyControlPlane',
        metadata: { name: 'team-a', namespace: 'tenant-team-a', labels: { team: 'a' } },
        spec: { version: '1.36.3', replicas: 3, flavour: 'less-toy', address: '203.0.113.10' },
      },
    ]);
  });

  test('covers every field of the models', () => {
    const { capabilities } = toy();
    expect(modelFields().leaves.filter((path) => capabilityOf(capabilities, path) === undefined)).toEqual([]);
  });

  test('refuses what it does not honour without a rule of its own', () => {
    const { fleet, eu } = build();
    new TenantControlPlane(eu, 'team-b', {
      version: '1.36.3',
      store: 'dedicated',
      endpoint: Endpoint.loadBalancer({ address: '203.0.113.11' }),
      featureGates: { WatchList: false },
    });
    expect(errorsOf(fleet)).toEqual(['CLN3030 featureGates']);
  });
});
