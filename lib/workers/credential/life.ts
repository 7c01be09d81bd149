import type { WorkerPoolModel } from '../../model';

/** What {@link credentialLife} reads of a pool. */
export type LivingPool = Pick<WorkerPoolModel, 'name' | 'join'> & {
  readonly bootstrap: Pick<WorkerPoolModel['bootstrap'], 'kind'>;
};

/**
 * How long join credentials of a pool live, and where they come from: one sentence for people, in documents and on terminals. Nothing
 * of it is secret, and when a certain one ends is said by whoever makes it: `colonnade join-token`, or the Secret's annotation
 * `colonnade.dev/expires`.
 *
 * @param tenant - name of the pool's tenant
 */
export function credentialLife(tenant: string, { name, join, bootstrap }: LivingPool): string {
  const { tokenMinutes, delivery } = join;
  const command = `colonnade join-token ${tenant} ${name}`;
  const ends = `ends ${tokenMinutes} minutes after it is made`;
  if (bootstrap.kind === 'k0s') return `A join token of this pool ${ends}, by a JoinTokenRequest.`;
  switch (delivery.kind) {
    case 'person':
      return `A join credential of this pool ${ends}: ${command}`;
    case 'single-use':
      return `A join credential of this pool ${ends}, or when its machine is a node: ${command} --host NAME`;
    case 'secret':
      return `A join credential of this pool ${ends}; the cluster makes another every ${delivery.everyMinutes} minutes.`;
    case 'cluster-api':
      return 'Cluster API makes a join credential for each machine of this pool, and ends it.';
  }
}
