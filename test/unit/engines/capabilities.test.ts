import { ALTERNATIVES, capabilityOf, lineOf } from '../../../lib/engines/capability';
import { KNOWN_ENGINES } from '../../../lib/engines/known';
import { DERIVED, POOL_SAMPLES, TENANT_SAMPLES, fleetWith, modelFields } from '../../support/engine-fields';
import { managementCluster } from './native/fixtures';

const FIELDS = modelFields();
const ENGINES = KNOWN_ENGINES.map(({ name, engine }) => [name, engine] as const);

describe('capability tables', () => {
  test('kinds are named for the fields that have several', () => {
    expect([...FIELDS.alternatives.keys()].sort()).toEqual([...ALTERNATIVES].sort());
  });

  test.each(ENGINES)('%s: every field of the models is covered', (_name, { capabilities }) => {
    expect(FIELDS.leaves.filter((path) => capabilityOf(capabilities, path) === undefined)).toEqual([]);
  });

  test.each(ENGINES)('%s: every line leads to a field', (_name, { capabilities }) => {
    expect(Object.keys(capabilities).filter((path) => !FIELDS.paths.has(path))).toEqual([]);
  });

  test.each(ENGINES)('%s: what is not native is explained', (_name, { capabilities }) => {
    const silent = Object.entries(capabilities).filter(
      ([, { support, note }]) => support !== 'native' && (note ?? '').length < 10,
    );
    expect(silent).toEqual([]);
  });

  test.each(ENGINES)('%s: kinds of workers are what the table says of their bootstrap', (_name, engine) => {
    for (const [kind, { support }] of Object.entries(engine.workers)) {
      const known = capabilityOf(engine.capabilities, `pool.bootstrap.${kind}`);
      expect([kind, known?.support === 'unsupported']).toEqual([kind, support === 'unsupported']);
    }
  });

  test('the longest path decides', () => {
    const table = { tenant: { support: 'native' }, 'tenant.audit': { support: 'unsupported' } } as const;
    expect(lineOf(table, 'tenant.audit.rules')).toBe('tenant.audit');
    expect(capabilityOf(table, 'tenant.auditor')).toBe(table.tenant);
    expect(capabilityOf(table, 'pool.size')).toBeUndefined();
  });
});

describe('samples', () => {
  test('there is one for every field of a tenant that a program can set', () => {
    const tenants = FIELDS.leaves.filter((path) => path.startsWith('tenant.') && !DERIVED.includes(path));
    expect(tenants.filter((path) => TENANT_SAMPLES[path] === undefined)).toEqual([]);
  });

  test('there is one for every field of a pool that some engine does not honour', () => {
    const pools = FIELDS.leaves.filter((path) => path.startsWith('pool.') && !DERIVED.includes(path));
    const refused = pools.filter((path) =>
      ENGINES.some(([, { capabilities }]) => {
        const line = lineOf(capabilities, path) ?? '';
        return capabilities[line]?.support === 'unsupported' && !/^pool\.bootstrap\.[^.]*$/.test(line);
      }),
    );
    expect(refused.filter((path) => POOL_SAMPLES[path] === undefined)).toEqual([]);
  });
});

/** Fields that change nothing that is rendered, and why they are honoured all the same. */
const SILENT: Readonly<Record<string, readonly string[]>> = {
  // Checks compare the ranges of tenants that share a network; no object knows of it.
  '': ['tenant.network.sharedNetwork'],
  // The image of what pools with an autoscaler have.
  native: ['tenant.images.digests.cluster-autoscaler'],
  k0smotron: [
    // k0s refuses every anonymous request, and so what either value refuses.
    'tenant.authentication.anonymous',
    // Follows from the replicas; a rule of the engine refuses another number.
    'tenant.store.dedicated.cluster.members',
    // The sum over all components has a limit when each of them has one.
    'tenant.resources.apiServer.limits.cpu',
    'tenant.resources.controllerManager.limits.cpu',
    'tenant.resources.scheduler.limits.cpu',
    'tenant.resources.konnectivityServer.limits.cpu',
  ],
  // What follows from the size in the model, resources, is rendered from there.
  'cluster-api/kamaji': ['tenant.size'],
  'cluster-api/k0smotron': ['tenant.size'],
  // There is no tunnel that could be off.
  'cluster-api/kubeadm': ['tenant.konnectivity.enabled'],
};

/** Fields that change something though they are not honoured, besides Jobs that run beside the control plane. */
const LOUD: Readonly<Record<string, readonly string[]>> = {
  // The address is named in the certificate, but the Service does not get it.
  kamaji: ['tenant.endpoint.clusterIp.clusterIp'],
};

describe('what a table says is what is rendered', () => {
  const cases = ENGINES.flatMap(([name, engine]) =>
    Object.entries(TENANT_SAMPLES).map(([path, sample]) => [name, path, engine, sample] as const),
  );

  test.each(cases)('%s: %s', (name, path, engine, sample) => {
    const cluster = managementCluster({ engine: engine.reference });
    const before = tenantOf(engine, sample.without ?? {});
    const wanted = tenantOf(engine, sample.with);
    // Much follows from the namespace, and none of it is a field of its own.
    const after = path === 'tenant.namespace' ? wanted : replaced(before, wanted, fieldsOf(path));
    const render = (tenant: typeof before) => engine.renderTenant(tenant, { cluster });
    const isWorkload = ({ kind }: { readonly kind: string }) => kind !== 'Job';
    const isHonoured = capabilityOf(engine.capabilities, path)?.support !== 'unsupported';
    const [old, now] = [render(before), render(after)];
    if (isHonoured) {
      const isSilent = [...(SILENT[name] ?? []), ...(SILENT[''] ?? [])].includes(path);
      expect(JSON.stringify(now) !== JSON.stringify(old)).toBe(!isSilent);
    } else {
      const changes = JSON.stringify(now.filter(isWorkload)) !== JSON.stringify(old.filter(isWorkload));
      expect(changes).toBe((LOUD[name] ?? []).includes(path));
    }
  });
});

function tenantOf(engine: Parameters<typeof fleetWith>[0], props: Parameters<typeof fleetWith>[1]) {
  const [tenant] = fleetWith(engine, props)
    .toModel()
    .managementClusters.flatMap(({ tenants }) => tenants);
  if (tenant === undefined) throw new Error('the sample is refused');
  return tenant;
}

/** The names of fields on the way to one, without kinds and without the root. */
function fieldsOf(path: string): readonly string[] {
  const segments = path.split('.');
  return segments.filter((_, index) => index > 0 && !ALTERNATIVES.includes(segments.slice(0, index).join('.')));
}

/** A copy in which one field is that of another object. */
function replaced<T extends object>(value: T, other: T, [field = '', ...rest]: readonly string[]): T {
  const [own, theirs]: unknown[] = [Reflect.get(value, field), Reflect.get(other, field)];
  const isInside = rest.length > 0 && typeof own === 'object' && own !== null && typeof theirs === 'object';
  return { ...value, [field]: isInside && theirs !== null ? replaced(own, theirs, rest) : theirs };
}
