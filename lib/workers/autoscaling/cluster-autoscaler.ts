import type { TenantModel } from '../../model';
import { poolsByProvider } from './autoscaled-pools';
import type { AutoscaledPool } from './autoscaled-pools';
import { discoveryArguments } from './discovery';
import { asDuration, asRatio } from './units';
import { clusterAutoscalerVersion } from './versions';

/** A cluster-autoscaler of a tenant: what an engine has to run beside the control plane, whatever way it runs things. */
export interface ClusterAutoscaler {
  /** `cluster-autoscaler-<provider>`: name of the workload, of its lease and of its status ConfigMap. */
  readonly name: string;
  /** As in `--cloud-provider`. */
  readonly provider: string;
  /** Without a leading `v`, for example `1.36.1`. */
  readonly version: string;
  /** `--name=value`, everything but where its kubeconfig and its port are. */
  readonly args: readonly string[];
  /** Annotations of its service account. */
  readonly serviceAccountAnnotations: Readonly<Record<string, string>>;
  /** What the process needs to know of its surroundings. */
  readonly environment: Readonly<Record<string, string>>;
  /** Secret whose keys are further variables of its environment. `null`: none. */
  readonly secret: string | null;
  /** The pools it scales, in the order of their names. */
  readonly pools: readonly [AutoscaledPool, ...AutoscaledPool[]];
}

/** Name of the workload of a provider, of its service account, its lease and its status. */
export function autoscalerName(provider: string): string {
  return `cluster-autoscaler-${provider}`;
}

/** Seconds that pods get when nothing limits the drain of a node: a day. */
const UNLIMITED_DRAIN_SECONDS = 86_400;

/** Seconds in which a new machine becomes a node where no pool says so; upstream's default. */
const PROVISION_SECONDS = 900;

/**
 * The cluster-autoscalers of a tenant, one for each provider among its pools, in the order of the providers' names; empty when no pool
 * asks for one.
 *
 * Flags hold for all pools of a provider: where pools differ, a machine goes away as late as the most careful of them wants, and
 * those providers that can (Cluster API, AWS, Azure) hold the exact value on the pool's own group.
 *
 * Flags: https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md#what-are-the-parameters-to-ca
 */
export function clusterAutoscalers(tenant: TenantModel): readonly ClusterAutoscaler[] {
  return [...poolsByProvider(tenant.workerPools)].map(([provider, pools]) => {
    const name = autoscalerName(provider);
    const [{ autoscaling }] = pools;
    const { serviceAccountAnnotations, environment, secret } = autoscaling.identity;
    return {
      name,
      provider,
      version: clusterAutoscalerVersion(tenant.version),
      args: [
        `--cloud-provider=${provider}`,
        // Where it keeps its lease and its status, inside the tenant.
        '--namespace=kube-system',
        '--leader-elect=true',
        `--leader-elect-resource-name=${name}`,
        `--status-config-map-name=${name}-status`,
        ...discoveryArguments(tenant, provider, pools),
        ...scalingArguments(pools),
      ],
      serviceAccountAnnotations,
      environment: { ...environmentOf(provider, pools), ...environment },
      secret,
      pools,
    };
  });
}

function scalingArguments(pools: readonly AutoscaledPool[]): string[] {
  const settings = pools.map(({ autoscaling }) => autoscaling);
  const drains = pools.map(({ rollout }) => rollout.drainSeconds);
  const startups = pools.flatMap(({ repair }) => (repair === null ? [] : [repair.startupSeconds]));
  const unneeded = Math.max(...settings.map(({ scaleDownUnneededSeconds }) => scaleDownUnneededSeconds));
  const utilization = Math.min(...settings.map(({ scaleDownUtilizationPercent }) => scaleDownUtilizationPercent));
  const drain = drains.includes(0) ? UNLIMITED_DRAIN_SECONDS : Math.max(...drains);
  return [
    // Raising the least number of machines of a pool adds machines, rather than to forbid that they go.
    '--enforce-node-group-min-size=true',
    '--balance-similar-node-groups=true',
    '--expander=least-waste',
    `--scale-down-unneeded-time=${asDuration(unneeded)}`,
    `--scale-down-utilization-threshold=${asRatio(utilization)}`,
    `--max-graceful-termination-sec=${String(drain)}`,
    `--max-node-provision-time=${asDuration(startups.length === 0 ? PROVISION_SECONDS : Math.max(...startups))}`,
  ];
}

/**
 * What of a cloud the process has to be told by options of its machines, because the management cluster may be somewhere else, so that
 * nothing around the pod says it.
 *
 * Of Azure: https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/azure/azure_config.go
 */
const FROM_OPTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws: { AWS_REGION: 'region' },
  azure: { ARM_RESOURCE_GROUP: 'resourceGroup', ARM_SUBSCRIPTION_ID: 'subscriptionId' },
};

/** What it is told of how to get there. */
const ALWAYS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  azure: { ARM_USE_WORKLOAD_IDENTITY_EXTENSION: 'true', ARM_VM_TYPE: 'vmss' },
};

function environmentOf(provider: string, [first]: ClusterAutoscaler['pools']): Readonly<Record<string, string>> {
  const { options } = first.machines;
  const told = Object.entries(FROM_OPTIONS[provider] ?? {}).flatMap(([variable, option]) => {
    const value = options[option];
    return typeof value === 'string' ? [[variable, value] as const] : [];
  });
  return { ...Object.fromEntries(told), ...ALWAYS[provider] };
}
