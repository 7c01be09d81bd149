/** Memory of one container, in MiB. */
export interface ContainerMemory {
  /** What the kernel counts for its cgroup, less inactive file pages: what a kubelet takes for its use. */
  readonly workingSetMiB: number;
  /** `VmRSS` of its processes. Pages of programs that several containers map count in each. */
  readonly rssMiB: number;
}

/** What `npm run bench:ready -- --json` prints. Times are milliseconds. */
export interface ReadyResults {
  /** Median from the start of `kubectl apply` to the first 200 of `/readyz` through the tenant's Service. */
  readonly readyMs: number;
  /** Median from the start of a bare kube-apiserver to the first 200 of its `/readyz`. */
  readonly floorMs: number;
  readonly ratio: number;
  /** Ten tenants in one apply: until the last answers, and how often any container of theirs started again or failed. */
  readonly ten: { readonly lastReadyMs: number; readonly restarts: number };
  readonly memory: {
    /** Working sets of all containers of one idle tenant. */
    readonly perTenantMiB: number;
    /** By name of the container; members of the store by the name of their pod. */
    readonly containers: Readonly<Record<string, ContainerMemory>>;
  };
}

/** The middle value; of an even number of values the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError('nothing was measured');
  return (upper + lower) / 2;
}

/** The results as text for people. */
export function formatResults({ readyMs, floorMs, ratio, ten, memory }: ReadyResults): string {
  const rows = Object.entries(memory.containers).map(([name, { workingSetMiB, rssMiB }]) =>
    [name.padEnd(26), workingSetMiB.toFixed(1).padStart(13), rssMiB.toFixed(1).padStart(13)].join(''),
  );
  return [
    `apply to /readyz through the Service, median: ${seconds(readyMs)}`,
    `bare kube-apiserver to /readyz, median:       ${seconds(floorMs)}   ratio ${ratio.toFixed(2)}`,
    `ten tenants at once, until the last answers:  ${seconds(ten.lastReadyMs)}   restarts ${ten.restarts}`,
    '',
    `${'idle container'.padEnd(26)}  working set MiB   VmRSS MiB`,
    ...rows,
    `${'one idle tenant'.padEnd(26)}${memory.perTenantMiB.toFixed(1).padStart(13)}`,
  ].join('\n');
}

/** `4.31 s` */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
