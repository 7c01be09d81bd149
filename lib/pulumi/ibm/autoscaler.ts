import { ConfigMapPatch } from '@pulumi/kubernetes/core/v1/configMapPatch';
import type { Provider } from '@pulumi/kubernetes/provider';
import type { CustomResource } from '@pulumi/pulumi';
import type { NodePoolFacts } from '../../model';
import type { IbmScope } from './scope';
import type { IbmCluster } from './sdk';

/** What makes workers when pods wait for them, and takes away those that are idle. */
export interface IbmAutoscaler {
  /** IBM's build of cluster-autoscaler, as an add-on of the cluster. */
  readonly addon: CustomResource;
  /** Which groups it scales, in the ConfigMap that comes with it; what else is in there stays IBM's. */
  readonly pools: ConfigMapPatch;
}

/** What IBM calls the group that comes with a cluster. */
const DEFAULT_POOL = 'default';

/**
 * The autoscaler for groups that have room to grow. That of etcd is never scaled: its members are where their volumes are.
 *
 * @returns `undefined` where no group may grow
 * @see https://cloud.ibm.com/docs/containers?topic=containers-cluster-scaling-install-addon-enable
 */
export function ibmAutoscaler(
  { name, settings, parent, sdk, resourceGroup }: IbmScope,
  cluster: IbmCluster,
  within: { readonly provider: Provider; readonly workerPools: readonly CustomResource[] },
): IbmAutoscaler | undefined {
  const scaled = settings.nodePools.flatMap((pool) => scaledPool(pool, settings.zones.length));
  if (scaled.length === 0) return undefined;
  const addon = new sdk.ContainerAddons(
    `${name}-autoscaler`,
    {
      cluster: cluster.id,
      resourceGroupId: resourceGroup,
      // Add-ons that others enabled, and those that a cluster comes with, are not this resource's to disable.
      manageAllAddons: false,
      addons: [{ name: 'cluster-autoscaler' }],
    },
    { parent, dependsOn: [...within.workerPools] },
  );
  const pools = new ConfigMapPatch(
    `${name}-autoscaler`,
    {
      metadata: { name: 'iks-ca-configmap', namespace: 'kube-system' },
      data: { 'workerPoolsConfig.json': JSON.stringify(scaled) },
    },
    { parent, provider: within.provider, dependsOn: [addon] },
  );
  return { addon, pools };
}

/** As many workers in each zone at least, and at most. IBM counts by zone; a zone has one at least, and never more than fit below the maximum of all. */
function scaledPool({ name, role, size }: NodePoolFacts, zones: number) {
  const minSize = Math.ceil(size.min / zones);
  const maxSize = Math.floor(size.max / zones);
  if (role === 'etcd' || maxSize <= minSize) return [];
  return [{ name: role === 'general' ? DEFAULT_POOL : name, minSize, maxSize, enabled: true }];
}
