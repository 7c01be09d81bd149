import type { SecretStoreModel, WorkerPoolModel } from '../../../../../lib/model';
import { aPool } from '../../../../support/workers';

/** A pool whose credential a CronJob keeps. */
export function mintedPool(store: SecretStoreModel | null = null, of: WorkerPoolModel = aPool()): WorkerPoolModel {
  return {
    ...of,
    join: { ...of.join, tokenMinutes: 60, delivery: { kind: 'secret', everyMinutes: 20, store } },
  };
}

/** A cloud's secret store. */
export function store(kind: SecretStoreModel['kind']): SecretStoreModel {
  const location = {
    'aws-secrets-manager': 'eu-central-1',
    'gcp-secret-manager': 'my-project',
    'azure-key-vault': 'https://my-vault.vault.azure.net/',
  }[kind];
  return {
    kind,
    secret: 'team-a-general',
    location,
    serviceAccountAnnotations: { 'example.com/identity': 'writer' },
    image: 'registry.example.com/cloud-tools:1',
  };
}

/** The three stores. */
export const STORES = ['aws-secrets-manager', 'gcp-secret-manager', 'azure-key-vault'] as const;

/** A pool whose two machines get one token each. */
export function singleUsePool(of: WorkerPoolModel = aPool()): WorkerPoolModel {
  const host = (name: string) => ({ name, address: name, user: 'root', port: 22, hostKey: null, labels: {} });
  return {
    ...named(of, 'metal'),
    machines: { ...of.machines, hosts: [host('metal-1'), host('metal-2')] },
    join: { ...of.join, group: 'system:bootstrappers:colonnade:metal', delivery: { kind: 'single-use' } },
  };
}

/** Pools of every delivery, with every store. */
export function joinPools(of: WorkerPoolModel = aPool()): readonly WorkerPoolModel[] {
  return [
    mintedPool(null, of),
    ...STORES.map((kind) => {
      const pool = named(of, kind);
      return mintedPool(store(kind), {
        ...pool,
        join: { ...pool.join, group: `system:bootstrappers:colonnade:${kind}` },
      });
    }),
    singleUsePool(of),
    named(of, 'by-hand'),
  ];
}

function named(pool: WorkerPoolModel, name: string): WorkerPoolModel {
  return { ...pool, name, path: `acme/eu-1/team-a/${name}` };
}
