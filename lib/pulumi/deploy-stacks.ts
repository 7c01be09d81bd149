import { App } from 'cdk8s';
import type { ProviderResource } from '@pulumi/pulumi';
import type { LocalWorkspaceOptions } from '@pulumi/pulumi/automation';
import type { FleetBuilder } from './fleet-plan';
import { Placeholders } from './later';
import { PulumiFleet } from './pulumi-fleet';
import type { PulumiFleetArgs } from './pulumi-fleet';
import { runInOrder } from './run-in-order';
import { notBegun, stacksOf } from './stack-order';
import type { PlannedStack, StacksPer } from './stack-order';
import { runStack } from './stack-run';
import type { StackChanges, StackOperation } from './stack-run';

/** How to deploy a fleet as many stacks. */
export interface DeployStacksOptions extends Pick<
  PulumiFleetArgs,
  'grain' | 'waits' | 'timeoutSeconds' | 'protection'
> {
  /** Name of the Pulumi project that the stacks are in. */
  readonly projectName: string;
  /**
   * What is one stack: a management cluster with all that is on it, called like it; or each tenant, called `<management cluster>.<tenant>`,
   * beside one for what they share, called like the management cluster.
   *
   * @default 'management-cluster'
   */
  readonly per?: StacksPer;
  /** Makes the provider of a management cluster, of the grain. It is called inside of the program of each stack. */
  readonly provider: (cluster: string) => ProviderResource;
  /** Names of management clusters. @default - all of the fleet */
  readonly clusters?: readonly string[];
  /** What to do with each stack. @default 'up' */
  readonly operation?: StackOperation;
  /** How many stacks are worked on at once. @default 4 */
  readonly parallel?: number;
  /** Where the engine keeps what, see the Automation API of Pulumi. @default - its own defaults */
  readonly workspace?: LocalWorkspaceOptions;
  /** Told when a stack begins, and when it has ended. @default - nobody is told */
  readonly onProgress?: (progress: StackProgress) => void;
}

/** Where a stack is. */
export type StackProgress =
  { readonly stack: string; readonly state: 'begun' } | ({ readonly state: 'ended' } & StackResult);

/** What became of a stack. */
export type StackResult =
  | {
      readonly stack: string;
      readonly succeeded: true;
      readonly changes: StackChanges;
    }
  | {
      readonly stack: string;
      readonly succeeded: false;
      /** What the program of the stack threw; CLN9073 with what the engine said; CLN9074 where another stack failed that it needs. */
      readonly error: unknown;
    };

/**
 * Deploys a fleet as one stack for each management cluster, or for each tenant, several at once: what the engine of Pulumi does for a stack
 * takes time and memory that grow faster than its number of resources, and a stack that fails, or is locked, keeps no other from being
 * deployed. Stacks of tenants come after that of their management cluster, and are destroyed before it.
 *
 * A repeated call goes on where the one before was interrupted, because what is there already stays as it is.
 *
 * @returns what became of each stack, in the order in which they are begun; it throws only where the fleet cannot be built at all
 *
 * @example
 * const results = await deployStacks((app) => build(app), {
 *   projectName: 'acme',
 *   provider: (cluster) => managementProvider(cluster, { kubeconfig: kubeconfigs[cluster] }),
 * });
 * if (results.some(({ succeeded }) => !succeeded)) process.exitCode = 1;
 */
export async function deployStacks(build: FleetBuilder, options: DeployStacksOptions): Promise<readonly StackResult[]> {
  const fleet = build(new App(), new Placeholders(0));
  const { operation = 'up', per = 'management-cluster', parallel = 4 } = options;
  const clusters = options.clusters ?? fleet.charts.map(({ cluster }) => cluster.node.id);
  const stacks = stacksOf(fleet.validateFleet().model, clusters, per, operation);
  return runInOrder(stacks, Math.max(1, parallel), async (stack, before: ReadonlyMap<string, StackResult>) => {
    const failed = stack.after.filter((name) => before.get(name)?.succeeded !== true);
    let result: StackResult;
    if (failed.length > 0) {
      result = { stack: stack.name, succeeded: false, error: notBegun(options.projectName, stack, failed) };
    } else {
      options.onProgress?.({ stack: stack.name, state: 'begun' });
      result = await deployed(stack, fleet.node.id, build, options);
    }
    options.onProgress?.({ state: 'ended', ...result });
    return result;
  });
}

async function deployed(
  { name, cluster, only }: PlannedStack,
  fleetName: string,
  build: FleetBuilder,
  options: DeployStacksOptions,
): Promise<StackResult> {
  const { projectName, operation = 'up', provider, workspace = {}, grain, waits, timeoutSeconds, protection } = options;
  const program = (): void => {
    const args: PulumiFleetArgs = {
      clusters: [cluster],
      providers: { [cluster]: provider(cluster) },
      ...(only !== undefined && { only }),
      ...(waits !== undefined && { waits }),
      ...(timeoutSeconds !== undefined && { timeoutSeconds }),
      ...(grain !== undefined && { grain }),
      ...(protection !== undefined && { protection }),
    };
    new PulumiFleet(fleetName, args, build);
  };
  try {
    const changes = await runStack({ stackName: name, projectName, workspace, operation, program });
    return { stack: name, succeeded: true, changes };
  } catch (error) {
    return { stack: name, succeeded: false, error };
  }
}
