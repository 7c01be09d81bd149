import type { Cluster } from '@pulumi/gcp/container/cluster';
import { Membership } from '@pulumi/gcp/gkehub/membership';
import { interpolate } from '@pulumi/pulumi';
import type { GcpScope } from './scope';

/**
 * The cluster as a member of a fleet, whose features then apply to it.
 *
 * @param project - of the fleet
 * @see https://cloud.google.com/kubernetes-engine/fleet-management/docs
 */
export function gcpMembership(
  { name, parent, labels }: Pick<GcpScope, 'name' | 'parent' | 'labels'>,
  cluster: Pick<Cluster, 'id'>,
  project: string,
): Membership {
  return new Membership(
    name,
    {
      project,
      location: 'global',
      membershipId: name,
      endpoint: { gkeCluster: { resourceLink: interpolate`//container.googleapis.com/${cluster.id}` } },
      authority: { issuer: interpolate`https://container.googleapis.com/v1/${cluster.id}` },
      labels,
    },
    { parent },
  );
}
