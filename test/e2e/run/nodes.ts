import type { Kubectl } from '../testbed/kubectl';
import { until } from '../testbed/shell';
import { list } from './objects';
import type { Listed, Pod } from './objects';

/** A node, as far as scenarios read it. */
export interface NodeObject extends Listed {
  readonly spec: { readonly podCIDR?: string; readonly taints?: readonly { readonly key: string }[] };
  readonly status: {
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
    readonly nodeInfo: { readonly kubeletVersion: string };
  };
}

/** Whether a node is Ready. */
export function nodeIsReady({ status }: NodeObject): boolean {
  return status.conditions?.some((one) => one.type === 'Ready' && one.status === 'True') ?? false;
}

/** Whether a node is Ready and nothing of that is left on it which keeps pods away: taints follow conditions, some time later. */
export function nodeTakesPods(node: NodeObject): boolean {
  return nodeIsReady(node) && !(node.spec.taints ?? []).some(({ key }) => key.startsWith('node.kubernetes.io/'));
}

/** Waits until nodes are Ready and take pods, or are not Ready, and gives how many seconds it took. */
export async function untilNodes(
  kubectl: Kubectl,
  names: readonly string[],
  state: 'Ready' | 'not Ready',
  seconds: number,
): Promise<number> {
  const started = performance.now();
  await until(
    `${names.join(' and ')} ${state}`,
    async () => {
      const nodes = (await list<NodeObject>(kubectl, 'nodes', [])).filter(({ metadata }) =>
        names.includes(metadata.name),
      );
      return nodes.length === names.length && nodes.every(state === 'Ready' ? nodeTakesPods : isNotReady);
    },
    { seconds, everyMs: 500 },
  );
  return secondsSince(started);
}

function isNotReady(node: NodeObject): boolean {
  return !nodeIsReady(node);
}

/** Waits until as many pods as expected satisfy a test, and gives them. */
export function untilPods(
  kubectl: Kubectl,
  where: readonly string[],
  what: string,
  test: (pods: readonly PlacedPod[]) => boolean,
  seconds: number,
): Promise<readonly PlacedPod[]> {
  return until(
    what,
    async () => {
      const pods = await list<PlacedPod>(kubectl, 'pods', where);
      return test(pods) && pods;
    },
    { seconds, everyMs: 500 },
  );
}

/** A pod with the node that it is bound to. */
export interface PlacedPod extends Pod {
  readonly spec: { readonly nodeName?: string };
}

/** Seconds since a moment of `performance.now()`, in tenths. */
export function secondsSince(started: number): number {
  return inSeconds(performance.now() - started);
}

/** Milliseconds as seconds, in tenths. */
export function inSeconds(milliseconds: number): number {
  return Math.round(milliseconds / 100) / 10;
}
