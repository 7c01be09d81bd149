import type { K0sBootstrapModel, WorkerPoolModel } from '../../model';

/** A pool whose machines run k0s. */
export type K0sPool = WorkerPoolModel & { readonly bootstrap: K0sBootstrapModel };

/** Whether machines of a pool run k0s. */
export function isK0sPool(pool: WorkerPoolModel): pool is K0sPool {
  return pool.bootstrap.kind === 'k0s';
}

/** What differs from node to node of a pool. */
export interface NodeFlags {
  /** @default {} */
  readonly labels?: Readonly<Record<string, string>>;
  /** Arguments of the kubelet, by name without dashes. @default {} */
  readonly kubeletArgs?: Readonly<Record<string, string>>;
}

/**
 * Flags of `k0s install worker` by name with dashes, in the order in which they are written; a flag that would be empty is absent.
 *
 * https://docs.k0sproject.io/stable/cli/k0s_worker/
 */
export function installFlags(pool: K0sPool, own: NodeFlags = {}): Readonly<Record<string, string>> {
  const labels = Object.entries({ ...pool.labels, ...own.labels }).map(([key, value]) => `${key}=${value}`);
  const taints = pool.taints.map(({ key, value, effect }) => `${key}=${value}:${effect}`);
  const args = Object.entries({ ...kubeletArgs(pool), ...own.kubeletArgs }).map(
    ([name, value]) => `--${name}=${value}`,
  );
  const flags = {
    '--profile': pool.bootstrap.profile,
    '--labels': labels.join(','),
    '--taints': taints.join(','),
    '--kubelet-extra-args': args.join(' '),
  };
  return Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== ''));
}

function kubeletArgs({ machines, node }: K0sPool): Readonly<Record<string, string>> {
  return {
    ...(machines.cloud?.controller === 'external' && { 'cloud-provider': 'external' }),
    ...node.kubelet.extraArgs,
  };
}
