import type { Membership } from '@pulumi/gcp/gkehub/membership';
import { ComponentResource, output } from '@pulumi/pulumi';
import type { ComponentResourceOptions, Input } from '@pulumi/pulumi';
import { gcpMembership } from '../gcp/membership';

/** Which cluster of Google Kubernetes Engine joins which fleet. */
export interface GkeFleetMemberArgs {
  /** `projects/<project>/locations/<location>/clusters/<name>`. */
  readonly clusterId: Input<string>;
  /** Host project of the fleet. */
  readonly project: string;
  /** Labels of the membership. @default {} */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * A cluster of Google Kubernetes Engine that somebody else made, for example one that `existing()` describes, in a fleet. Those that
 * `GcpManagementCluster` makes join the fleet that their host names.
 * https://cloud.google.com/kubernetes-engine/fleet-management/docs
 *
 * @example
 * new GkeFleetMember('eu-1', { project: 'acme-fleet', clusterId: 'projects/acme/locations/europe-west3/clusters/eu-1' });
 */
export class GkeFleetMember extends ComponentResource {
  /** The membership, as the resource of `@pulumi/gcp` that it is. */
  public readonly membership: Membership;

  public constructor(name: string, args: GkeFleetMemberArgs, opts: ComponentResourceOptions = {}) {
    super('colonnade:gkeFleet:Member', name, {}, opts);
    const { clusterId, project, labels = {} } = args;
    this.membership = gcpMembership({ name, parent: this, labels }, { id: output(clusterId) }, project);
    this.registerOutputs({});
  }
}
