import type { HostProfile, NodePoolFacts } from '../model';

/** The pool that etcd runs on: its own, or the general one where there is none. */
export function poolOfEtcd(profile: HostProfile | null): NodePoolFacts | undefined {
  const nodes = profile?.nodePools.filter(({ kind }) => kind === 'nodes') ?? [];
  return nodes.find(({ role }) => role === 'etcd') ?? nodes.find(({ role }) => role === 'general');
}
