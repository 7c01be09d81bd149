import type { NodeChoice, NodePoolFacts, NodePoolRole, PlacementDefaults, TaintModel } from '../model';
import { ANYWHERE } from './no-facts';

/** Label and taint key that say what a node is for, by the name that pools of a management cluster have here. */
export const ROLE_LABEL = 'colonnade.dev/role';

/** The taint that keeps other pods off the nodes of a role. */
export function roleTaint(role: NodePoolRole): TaintModel {
  return { key: ROLE_LABEL, value: role, effect: 'NoSchedule' };
}

/** Control planes go to the pool that is for them, etcd to its own; where there is none, to any node without a taint. */
export function placementOn(pools: readonly NodePoolFacts[]): PlacementDefaults {
  return { controlPlane: choiceOf('control-plane', pools), etcd: choiceOf('etcd', pools) };
}

function choiceOf(role: NodePoolRole, pools: readonly NodePoolFacts[]): NodeChoice {
  const pool = pools.find((candidate) => candidate.role === role && candidate.kind === 'nodes');
  if (pool === undefined) return ANYWHERE;
  return {
    nodeSelector: pool.labels,
    tolerations: pool.taints.map(({ key, value, effect }) => ({ key, operator: 'Equal', value, effect })),
  };
}
