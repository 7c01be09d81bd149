import { IAMCustomRole } from '@pulumi/gcp/projects/iamcustomRole';
import { IAMMember } from '@pulumi/gcp/projects/iammember';
import { ComponentResource, interpolate } from '@pulumi/pulumi';
import type { ComponentResourceOptions, Input } from '@pulumi/pulumi';
import { shortHash } from '../../../kubernetes';
import type { TenantPool } from '../../tenant-pool';
import { autoscalerAccount } from '../../workers/autoscaler';
import { machineTypeOf } from '../../workers/pool-machines';

/** What the cluster-autoscaler of a tenant needs to be known in Google Cloud. */
export interface GcpAutoscalerIdentityArgs {
  /** Any pool of the tenant that it scales: `fleet.tenant('team-a').pool('general')`. */
  readonly pool: TenantPool;
  /**
   * Workload identity pool of the GKE cluster that the tenant's control plane is in, by the number of its project:
   * `projects/<number>/locations/global/workloadIdentityPools/<project>.svc.id.goog`.
   */
  readonly workloadIdentityPool: Input<string>;
}

/**
 * What cluster-autoscaler calls in Compute Engine for groups that it finds by their names in a region, and the permission that each call
 * takes. Machines are made and deleted by their group, so nothing here touches a machine itself.
 *
 * Calls: https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/gce/autoscaling_gce_client.go;
 * its calls for disk types, processors, reservations and all machine types of a zone are made by GKE's own autoscaler alone.
 * Permissions: https://docs.cloud.google.com/compute/docs/reference/rest/v1/instanceGroupManagers/deleteInstances and its neighbours.
 */
const PERMISSIONS = {
  'instanceGroupManagers.createInstances': 'compute.instanceGroupManagers.update',
  'instanceGroupManagers.deleteInstances': 'compute.instanceGroupManagers.update',
  'instanceGroupManagers.get': 'compute.instanceGroupManagers.get',
  'instanceGroupManagers.list': 'compute.instanceGroupManagers.list',
  'instanceGroupManagers.listManagedInstances': 'compute.instanceGroupManagers.list',
  'instanceGroupManagers.resize': 'compute.instanceGroupManagers.update',
  'instanceGroups.list': 'compute.instanceGroups.list',
  'instanceTemplates.get': 'compute.instanceTemplates.get',
  'instances.list': 'compute.instances.list',
  'machineTypes.get': 'compute.machineTypes.get',
  'regions.get': 'compute.regions.get',
  'zoneOperations.wait': 'compute.zoneOperations.get',
} as const;

/**
 * Who the cluster-autoscaler of a tenant is in Google Cloud, by Workload Identity Federation for GKE: a role of its own with what it asks of
 * managed instance groups. One for all pools of the tenant.
 *
 * The role holds in the whole project, because groups of instances have no policies of their own: tenants that may not reach each other's
 * machines have projects of their own. The autoscaler looks for groups in the project and the region that its pod is in.
 */
export class GcpAutoscalerIdentity extends ComponentResource {
  /** What it may do. */
  public readonly role: IAMCustomRole;
  /** Gives the role to the service account of the autoscaler. */
  public readonly member: IAMMember;

  /** @throws ColonnadeError `CLN3306` for a pool that no cluster-autoscaler of Google Cloud scales */
  public constructor(name: string, args: GcpAutoscalerIdentityArgs, options: ComponentResourceOptions = {}) {
    super('colonnade:gcp:AutoscalerIdentity', name, {}, options);
    const { pool, workloadIdentityPool } = args;
    const { namespace, serviceAccount } = autoscalerAccount(pool, 'gce');
    const project = machineTypeOf(pool.model, 'project', 'acme-prod');
    const parent = { parent: this };
    this.role = new IAMCustomRole(
      name,
      {
        project,
        roleId: `colonnade_autoscaler_${shortHash(pool.tenant.path)}`,
        title: `Cluster autoscaler of ${pool.tenant.name}`,
        description: `Scales worker pools of ${pool.tenant.path}`,
        permissions: [...new Set(Object.values(PERMISSIONS))].sort(),
      },
      parent,
    );
    this.member = new IAMMember(
      name,
      {
        project,
        role: this.role.name,
        member: interpolate`principal://iam.googleapis.com/${workloadIdentityPool}/subject/ns/${namespace}/sa/${serviceAccount}`,
      },
      parent,
    );
    this.registerOutputs({});
  }
}
