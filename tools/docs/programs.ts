import type { CatalogueEntry } from '../../lib/cli/catalogue';
import type { FindingCode } from '../../lib/findings';

/** A program that is refused, and the same program mended. Bodies, as those of the rules. */
export interface Programs {
  readonly wrong: string;
  readonly right: string;
}

/** Programs for the codes of unusable input, which are found before there is a fleet for rules to check. */
const INPUT_PROGRAMS: Readonly<Partial<Record<FindingCode, Programs>>> = {
  CLN0001: {
    wrong: `// @ts-expect-error the types refuse it too
new EtcdStore(eu, 'events', { members: 3, volume: 16 });`,
    right: `const events = new EtcdStore(eu, 'events', { members: 3, volume: '16Gi' });
new TenantControlPlane(eu, 'team-b', {
  version: '1.35.4',
  store: events,
  endpoint: Endpoint.loadBalancer({ address: '203.0.113.11' }),
});`,
  },
  CLN0002: {
    wrong: `new WorkerPool(team, 'general', {
  machines: Machines.existing(),
  size: 3,
  // @ts-expect-error the types refuse it too
  zone: 'a',
});`,
    right: `new WorkerPool(team, 'general', {
  machines: Machines.existing(),
  size: 3,
  zones: ['a'],
});`,
  },
  CLN0003: {
    wrong: `// @ts-expect-error the types refuse it too
new WorkerPool(team, 'general', { machines: Machines.existing() });`,
    right: `new WorkerPool(team, 'general', { machines: Machines.existing(), size: 3 });`,
  },
  CLN0004: {
    wrong: `new WorkerPool(team, 'General Pool', { machines: Machines.existing(), size: 3 });`,
    right: `new WorkerPool(team, 'general', { machines: Machines.existing(), size: 3 });`,
  },
  CLN0005: {
    wrong: `new WorkerPool(team, 'general', { machines: Machines.existing(), size: 3 });
new WorkerPool(team, 'general', { machines: Machines.existing(), size: 5 });`,
    right: `new WorkerPool(team, 'general', { machines: Machines.existing(), size: 3 });
new WorkerPool(team, 'large', { machines: Machines.existing(), size: 5 });`,
  },
  CLN0006: {
    wrong: `// @ts-expect-error the types refuse it too
new WorkerPool(eu, 'general', { machines: Machines.existing(), size: 3 });`,
    right: `new WorkerPool(team, 'general', { machines: Machines.existing(), size: 3 });`,
  },
  CLN0007: {
    wrong: `const us = new ManagementCluster(fleet, 'us-1', {
  version: '1.36.3',
  host: existing({ loadBalancer: 'static-ip' }),
  engine: native(),
});
new TenantControlPlane(us, 'team-b', {
  version: '1.35.4',
  store,
  endpoint: Endpoint.loadBalancer({ address: '203.0.113.11' }),
});`,
    right: `const us = new ManagementCluster(fleet, 'us-1', {
  version: '1.36.3',
  host: existing({ loadBalancer: 'static-ip' }),
  engine: native(),
});
new TenantControlPlane(us, 'team-b', {
  version: '1.35.4',
  store: new EtcdStore(us, 'shared', { members: 3, volume: '16Gi' }),
  endpoint: Endpoint.loadBalancer({ address: '203.0.113.11' }),
});`,
  },
  CLN0008: {
    wrong: `team.apiObject({ kind: 'Deployment', name: 'apiserver' });`,
    right: `team.apiObject({ kind: 'Deployment', name: 'kube-apiserver' });`,
  },
};

/** The programs of a code: those of its rule, or those written for unusable input. */
export function programsOf(entry: CatalogueEntry): Programs | undefined {
  if (entry.wrong !== undefined && entry.right !== undefined) return { wrong: entry.wrong, right: entry.right };
  return INPUT_PROGRAMS[entry.code];
}
