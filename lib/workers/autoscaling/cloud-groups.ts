import { shortHash } from '../../kubernetes';
import type { TenantModel, WorkerPoolModel } from '../../model';
import type { AutoscaledPool } from './autoscaled-pools';
import { isAutoscaled } from './autoscaled-pools';
import { nodeTemplate, taintValue } from './node-template';
import { asDuration, asRatio } from './units';

/**
 * What names a tenant's cluster in a cloud account that many tenants of many fleets may share: the path of the tenant with dots,
 * `acme.eu-1.team-a`.
 */
export function cloudClusterName({ path }: Pick<TenantModel, 'path'>): string {
  return path.replaceAll('/', '.');
}

/** Of the names in a group's name; what is left of the 63 characters that clouds allow is for the hash and a zone. */
const NAMES_MAX = 36;

/**
 * Name of a pool's group of machines in a cloud: `<tenant>-<pool>-<hash of the pool's path>`. The hash makes it nobody else's, also as a
 * prefix: the groups of Google Compute Engine are in one zone each and have `-<zone>` behind it.
 */
export function groupName(tenant: Pick<TenantModel, 'name'>, pool: Pick<WorkerPoolModel, 'name' | 'path'>): string {
  const names = `${tenant.name}-${pool.name}`.slice(0, NAMES_MAX).replace(/-+$/, '');
  return `${names}-${shortHash(pool.path)}`;
}

type Tags = Readonly<Record<string, string>>;

const AWS = 'k8s.io/cluster-autoscaler';

/**
 * Tags of an Auto Scaling group by which cluster-autoscaler finds it, and knows its scale-down settings and, for a group that may be
 * empty, its nodes. Empty where it does not scale the pool. The size stands in the group itself.
 *
 * https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md#auto-discovery-setup
 */
export function awsGroupTags(tenant: Pick<TenantModel, 'path'>, pool: WorkerPoolModel): Tags {
  if (!isScaledBy(pool, 'aws')) return {};
  const options = `${AWS}/node-template/autoscaling-options`;
  return {
    [`${AWS}/enabled`]: 'true',
    [`${AWS}/${cloudClusterName(tenant)}`]: 'owned',
    ...prefixed(`${options}/`, optionsOf(pool)),
    ...(pool.autoscaling.fromZero && templateTags(`${AWS}/node-template/`, '/', pool)),
  };
}

const AZURE = 'k8s.io_cluster-autoscaler_node-template_';

/**
 * Tags of a Virtual Machine Scale Set, as {@link awsGroupTags}, and its size. Names of tags may not hold slashes in Azure, so they are
 * underscores there, and an underscore is `~2`.
 *
 * https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/azure/README.md#auto-discovery-setup-using-labels
 */
export function azureScaleSetTags(tenant: Pick<TenantModel, 'path'>, pool: WorkerPoolModel): Tags {
  if (!isScaledBy(pool, 'azure')) return {};
  const template = pool.autoscaling.fromZero ? templateTags('', '_', pool, azureName) : {};
  return {
    'cluster-autoscaler-enabled': 'true',
    'cluster-autoscaler-name': cloudClusterName(tenant),
    min: String(pool.size.min),
    max: String(pool.size.max),
    ...prefixed(`${AZURE}autoscaling-options_`, optionsOf(pool)),
    ...prefixed(AZURE, template),
  };
}

/**
 * Value of the metadata key `kube-env` of an instance template of Google Compute Engine: what cluster-autoscaler knows of nodes when a
 * group is empty, besides the machine type. `undefined` where it needs nothing.
 *
 * https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/gce/templates.go
 */
export function gceKubeEnv(pool: WorkerPoolModel): string | undefined {
  if (!isScaledBy(pool, 'gce') || !pool.autoscaling.fromZero) return undefined;
  const { labels, taints } = nodeTemplate(pool);
  const { kubeReserved } = pool.node.kubelet;
  const variables = {
    kube_reserved: pairs(kubeReserved),
    node_labels: pairs(labels),
    node_taints: taints.map((taint) => `${taint.key}=${taintValue(taint)}`).join(','),
    os: 'linux',
    // Only sizes what the system keeps for itself, and few distributions are known there.
    os_distribution: 'ubuntu',
    arch: pool.machines.architecture,
  };
  const written = Object.entries(variables).filter(([, value]) => value !== '');
  return `AUTOSCALER_ENV_VARS: ${written.map(([name, value]) => `${name}=${value}`).join(';')}\n`;
}

function isScaledBy(pool: WorkerPoolModel, provider: string): pool is AutoscaledPool {
  return isAutoscaled(pool) && pool.autoscaling.provider === provider;
}

function optionsOf({ autoscaling }: AutoscaledPool): Tags {
  return {
    scaledownunneededtime: asDuration(autoscaling.scaleDownUnneededSeconds),
    scaledownutilizationthreshold: asRatio(autoscaling.scaleDownUtilizationPercent),
  };
}

function templateTags(prefix: string, separator: string, pool: AutoscaledPool, name = (key: string) => key): Tags {
  const { resources, labels, taints } = nodeTemplate(pool);
  const named = (kind: string, values: Tags) =>
    Object.entries(values).map(([key, value]) => [`${prefix}${kind}${separator}${name(key)}`, value] as const);
  return Object.fromEntries([
    ...named('resources', resources),
    ...named('label', labels),
    ...named('taint', Object.fromEntries(taints.map((taint) => [taint.key, taintValue(taint)]))),
  ]);
}

function azureName(key: string): string {
  return key.replaceAll('_', '~2').replaceAll('/', '_');
}

function prefixed(prefix: string, values: Tags): Tags {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [`${prefix}${key}`, value]));
}

function pairs(values: Tags): string {
  return Object.entries(values)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}
