import { ColonnadeError, PULUMI_PROBLEMS } from '../findings';
import type { FleetModel } from '../model';
import type { FleetPart } from './plan-cluster';
import type { StackOperation } from './stack-run';

/** A stack of a fleet, before it is run. */
export interface PlannedStack {
  /** `<management cluster>`, or `<management cluster>.<tenant>`. */
  readonly name: string;
  readonly cluster: string;
  /** What of the management cluster; `undefined`: everything. */
  readonly only: FleetPart | undefined;
  /** Names of stacks that have to succeed before. */
  readonly after: readonly string[];
}

/** Which stacks a fleet is deployed as. */
export type StacksPer = 'management-cluster' | 'tenant';

/**
 * The stacks of these management clusters, in the order in which they are begun. What tenants share is there before them and goes after
 * them; a preview and a refresh make nothing, so that none waits for another one.
 */
export function stacksOf(
  model: FleetModel,
  clusters: readonly string[],
  per: StacksPer,
  operation: StackOperation,
): readonly PlannedStack[] {
  return [...clusters].sort().flatMap((cluster): readonly PlannedStack[] => {
    if (per === 'management-cluster') return [{ name: cluster, cluster, only: undefined, after: [] }];
    const tenants = model.managementClusters.find(({ name }) => name === cluster)?.tenants ?? [];
    const names = tenants.map(({ name }) => name).sort();
    const stackOf = (tenant: string): string => `${cluster}.${tenant}`;
    const shared = { name: cluster, cluster, only: 'shared' } as const;
    const own = names.map((tenant) => ({ name: stackOf(tenant), cluster, only: [tenant] }));
    switch (operation) {
      case 'up':
        return [{ ...shared, after: [] }, ...own.map((stack) => ({ ...stack, after: [cluster] }))];
      case 'destroy':
        return [...own.map((stack) => ({ ...stack, after: [] })), { ...shared, after: names.map(stackOf) }];
      case 'preview':
      case 'refresh':
        return [shared, ...own].map((stack) => ({ ...stack, after: [] }));
    }
  });
}

/** What is said of a stack that was not begun. */
export function notBegun(projectName: string, { name }: PlannedStack, failed: readonly string[]): ColonnadeError {
  return ColonnadeError.of({
    code: PULUMI_PROBLEMS.stackNotBegun.code,
    path: `${projectName}/${name}`,
    property: '',
    message: `it needs ${failed.join(', ')}, which failed.`,
    fix: 'mend that, and do it again.',
  });
}
