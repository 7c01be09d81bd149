import { Machines } from 'colonnade';
import type { FleetData } from './data';

/** A way to break a valid fleet. */
export interface Mutation {
  /** What is broken, for example `tenant version: a leading v`. */
  readonly name: string;
  /** Code of the finding that has to be there, or the beginning of several. */
  readonly code: string;
  /** Property of the finding, where it is worth saying. */
  readonly property?: string;
  /** A copy of a fleet that has a tenant in its first cluster, broken. */
  apply(data: FleetData): FleetData;
}

/** Parts of a fleet that mutations name; what is not there is added first, valid. */
export type Subject = 'fleet' | 'cluster' | 'store' | 'external' | 'tenant' | 'pool' | 'imported';

/** A row of the tables: what, code, the property to set (dotted, inside the subject), and the value it gets. */
export type Row = readonly [name: string, code: string, path: string, value: unknown];

/** Mutations that set one property of a subject. */
export function rows(subject: Subject, table: readonly Row[]): readonly Mutation[] {
  return table.map(([name, code, path, value]) => ({
    name: `${subject} ${name}`,
    code,
    apply: (data) => edited(data, (draft) => set(subjectOf(draft, subject), path, value)),
  }));
}

/** A mutation that changes several things at once. */
export function change(name: string, code: string, edit: (draft: FleetData) => void): Mutation {
  return { name, code, apply: (data) => edited(data, edit) };
}

function edited(data: FleetData, edit: (draft: FleetData) => void): FleetData {
  const draft = structuredClone(data);
  edit(draft);
  return draft;
}

/** Sets a property deep inside, making the objects on the way; `undefined` is set, not removed. */
export function set(target: object, path: string, value: unknown): void {
  const keys = path.split('.');
  let inside = target;
  for (const key of keys.slice(0, -1)) {
    const next: unknown = Reflect.get(inside, key);
    const made = typeof next === 'object' && next !== null ? next : {};
    Reflect.set(inside, key, made);
    inside = made;
  }
  Reflect.set(inside, keys.at(-1) ?? '', value);
}

/** The first cluster, its first tenant and so on; stores, pools and imports are added, so that they are alike. */
export function subjectOf(draft: FleetData, subject: Subject): object {
  const [cluster] = draft.clusters;
  const tenant = cluster?.tenants[0];
  if (cluster === undefined || tenant === undefined) throw new Error('There is a cluster with a tenant.');
  switch (subject) {
    case 'fleet':
      return draft;
    case 'cluster':
      return cluster;
    case 'tenant':
      return tenant;
    case 'store':
      return add(cluster.stores, { kind: 'managed', id: 'broken', props: { members: 3, volume: '16Gi' } });
    case 'external':
      return add(cluster.stores, {
        kind: 'external',
        id: 'broken',
        props: { endpoints: ['https://etcd.example.org:2379'], clusterIssuer: 'etcd' },
      });
    case 'pool':
      return add(tenant.pools, {
        id: 'broken',
        props: { machines: structuredClone(Machines.existing({ capacity: { cpu: '2', memory: '4Gi' } })), size: 1 },
      });
    case 'imported':
      return add(cluster.importedTenants, {
        id: 'broken',
        attributes: { version: '1.36.3', endpoint: 'api.example.org:6443' },
        pools: [],
      });
  }
}

/** Adds a tenant that is valid beside any other, to be broken together with the first. */
export function addTenant(draft: FleetData, id = 'second'): object {
  const [cluster] = draft.clusters;
  if (cluster === undefined) throw new Error('There is a cluster.');
  return add(cluster.tenants, {
    id,
    store: { kind: 'word' },
    endpoint: { kind: 'clusterIp', props: {} },
    ownEngine: false,
    props: { version: '1.36.3' },
    pools: [],
  });
}

function add<T extends object>(list: readonly T[], item: T): T {
  // The draft is a copy of our own: readonly is for those who read descriptions.
  Reflect.set(list, list.length, item);
  return item;
}
