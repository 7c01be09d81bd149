import type { HostProfile, NodeChoice, NodePoolFacts, TaintModel, TolerationModel } from '../model';

/** The pool that etcd runs on: its own, or the general one where there is none. */
export function poolOfEtcd(profile: HostProfile | null): NodePoolFacts | undefined {
  const nodes = profile?.nodePools.filter(({ kind }) => kind === 'nodes') ?? [];
  return nodes.find(({ role }) => role === 'etcd') ?? nodes.find(({ role }) => role === 'general');
}

/** Pools whose nodes take pods that are placed like this. Labels that no pool speaks of, such as zones, exclude none. */
export function poolsFor(
  { nodeSelector, tolerations }: NodeChoice,
  profile: HostProfile | null,
): readonly NodePoolFacts[] {
  const pools = profile?.nodePools ?? [];
  const wanted = Object.entries(nodeSelector).filter(([key]) => pools.some(({ labels }) => key in labels));
  return pools.filter(
    ({ labels, taints }) =>
      wanted.every(([key, value]) => labels[key] === value) &&
      taints.every((taint) => taint.effect === 'PreferNoSchedule' || tolerations.some((one) => tolerates(one, taint))),
  );
}

/** https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/ */
function tolerates({ key, operator = 'Equal', value = '', effect }: TolerationModel, taint: TaintModel): boolean {
  if (effect !== undefined && effect !== taint.effect) return false;
  if (key === undefined) return operator === 'Exists';
  return key === taint.key && (operator === 'Exists' || value === taint.value);
}
