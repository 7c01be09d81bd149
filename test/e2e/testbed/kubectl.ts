import type { Places } from './plan';
import { run } from './shell';

/** Runs kubectl as an administrator, inside the management node's network, and gives what it printed. */
export type Kubectl = (args: readonly string[], options?: KubectlOptions) => Promise<string>;

/** Settings of one kubectl run. */
export interface KubectlOptions {
  /** Objects for `apply -f -` and the like, written as a JSON list. */
  readonly objects?: readonly object[];
  /** Written to standard input as it is. */
  readonly input?: string;
  /** @default 120 */
  readonly timeoutSeconds?: number;
}

/** A kubectl for the cluster of a kubeconfig. Works from outside of the network, too. */
export function kubectlOf(places: Pick<Places, 'nodeNamespace' | 'kubeconfig'>, program: string): Kubectl {
  return (args, options = {}) => {
    const { objects, timeoutSeconds } = options;
    const input =
      objects === undefined ? options.input : JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
    const inside = ['netns', 'exec', places.nodeNamespace, program, '--kubeconfig', places.kubeconfig];
    return run('ip', [...inside, ...args], {
      ...(input !== undefined && { input }),
      timeoutSeconds: timeoutSeconds ?? 120,
    });
  };
}

/** Applies objects by server-side apply. */
export async function apply(kubectl: Kubectl, objects: readonly object[]): Promise<void> {
  await kubectl(['apply', '--server-side', '--force-conflicts', '--field-manager=testbed', '-f', '-'], { objects });
}
