import type { Kubectl } from '../testbed/kubectl';

/** As much of an object as the scenarios read. */
export interface Listed {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid: string;
    readonly resourceVersion: string;
    readonly generation?: number;
    readonly labels?: Readonly<Record<string, string>>;
    readonly deletionTimestamp?: string;
    readonly ownerReferences?: readonly { readonly kind: string; readonly name: string }[];
  };
}

/** A pod, as far as readiness and restarts go. */
export interface Pod extends Listed {
  readonly status: {
    readonly phase: string;
    readonly podIP?: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string; readonly message?: string }[];
    readonly containerStatuses?: readonly {
      readonly name: string;
      readonly restartCount: number;
      readonly ready: boolean;
      readonly state?: object;
    }[];
  };
}

/** Lists objects of a kind. */
export async function list<T extends Listed>(
  kubectl: Kubectl,
  kinds: string,
  where: readonly string[],
): Promise<readonly T[]> {
  const text = await kubectl(['get', kinds, ...where, '-o', 'json']);
  return (JSON.parse(text) as { readonly items: readonly T[] }).items;
}

/** Pods of control planes and stores that are to stay; those of Jobs come and go. */
export async function runningPods(kubectl: Kubectl): Promise<readonly Pod[]> {
  const pods = await list<Pod>(kubectl, 'pods', ['-A', '-l', 'app.kubernetes.io/part-of=colonnade']);
  return pods.filter((pod) => !isOwnedBy(pod, 'Job'));
}

/** Whether an object is there because of another one of a kind. */
export function isOwnedBy({ metadata }: Listed, kind: string): boolean {
  return metadata.ownerReferences?.some((owner) => owner.kind === kind) ?? false;
}

/** Whether a pod is ready. */
export function isReady(pod: Pod): boolean {
  return pod.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
}

/** Whether an object is to go and is still there. */
export function isLeaving({ metadata }: Listed): boolean {
  return metadata.deletionTimestamp !== undefined;
}

/** Why a pod is not ready, in a line. */
export function stateOf({ metadata, status }: Pod): string {
  const waiting = (status.containerStatuses ?? []).filter(({ ready }) => !ready);
  const containers = waiting.map(({ name, restartCount, state = {} }) => {
    return `${name} ${JSON.stringify(state)}, ${restartCount} restarts`;
  });
  const conditions = (status.conditions ?? []).flatMap((one) => (one.status === 'False' ? (one.message ?? []) : []));
  return `pod ${metadata.namespace ?? ''}/${metadata.name} is ${[status.phase, ...containers, ...new Set(conditions)].join(', ')}`;
}

/** Sum of the restarts of all containers, by pod. */
export function restartsOf(pods: readonly Pod[]): ReadonlyMap<string, number> {
  return new Map(
    pods.map(({ metadata, status }) => [
      `${metadata.namespace ?? ''}/${metadata.name}`,
      (status.containerStatuses ?? []).reduce((sum, { restartCount }) => sum + restartCount, 0),
    ]),
  );
}
