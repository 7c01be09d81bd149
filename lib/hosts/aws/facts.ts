import type { BalancerDefaults, HostProfile, NodePoolFacts, QuotaFacts, StorageClassFacts } from '../../model';
import { ROLE_LABEL, placementOn, roleTaint } from '../placement';
import { profileOf } from '../profile';
import { machineTypeFacts } from './machine-types';
import { pricesIn } from './prices';
import type { AwsHostProps, AwsNodes, AwsSettings } from './settings';

const AS_OF = '2026-11-21';
const NLB_PAGE = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html';

/** Volumes that most Nitro machines take, 28, less the root disk and three network interfaces. */
const VOLUMES_PER_NODE = 24;

/** Label, taint, size and machine of every group of nodes. */
export function nodePools({ nodes, zones }: AwsSettings): readonly NodePoolFacts[] {
  return nodes.map((pool) => {
    const { cpu, memoryBytes, burstable } = machineTypeFacts(pool.machineType);
    return {
      name: pool.name,
      role: pool.role,
      kind: 'nodes' as const,
      machineType: pool.machineType,
      burstable,
      cpu,
      memoryBytes,
      size: { min: pool.min, max: pool.max },
      zones,
      labels: labelsOf(pool),
      taints: taintsOf(pool),
      encrypted: true,
      private: true,
    };
  });
}

/** Labels of the nodes of a group. */
export function labelsOf({ role }: Pick<AwsNodes, 'role'>): Readonly<Record<string, string>> {
  return { [ROLE_LABEL]: role };
}

/** Taints of the nodes of a group; general nodes take any pod. */
export function taintsOf({ role }: Pick<AwsNodes, 'role'>): NodePoolFacts['taints'] {
  return role === 'general' ? [] : [roleTaint(role)];
}

/** Where control planes and etcd go. */
export function placement(settings: AwsSettings): ReturnType<typeof placementOn> {
  return placementOn(nodePools(settings));
}

/** Name of the StorageClass of etcd. */
export function etcdClassName({ etcdVolumes }: Pick<AwsSettings, 'etcdVolumes'>): string {
  return etcdVolumes === 'gp3' ? 'etcd-gp3' : 'etcd-local-nvme';
}

/**
 * What every balancer of a tenant says: an NLB, to pods directly, in every zone whichever it is entered by. Pods see the address of the
 * balancer: with the client's, a pod that reaches the API server of its own node over the balancer would get no answer.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/
 */
export function balancer({ internalEndpoints }: AwsSettings): BalancerDefaults {
  const prefix = 'service.beta.kubernetes.io/aws-load-balancer';
  return {
    annotations: {
      [`${prefix}-nlb-target-type`]: 'ip',
      [`${prefix}-scheme`]: internalEndpoints ? 'internal' : 'internet-facing',
      [`${prefix}-attributes`]: 'load_balancing.cross_zone.enabled=true',
      [`${prefix}-target-group-attributes`]: 'preserve_client_ip.enabled=false',
    },
    loadBalancerClass: 'service.k8s.aws/nlb',
  };
}

/** What is known of a management cluster on EKS. */
export function profile(settings: AwsSettings, props: AwsHostProps): HostProfile {
  const { region, staticAddresses, autoscaler, backups } = settings;
  return profileOf({
    region,
    loadBalancers: {
      product: 'Network Load Balancer',
      staticAddress: staticAddresses !== false,
      hostnameOnly: staticAddresses === false,
      internal: true,
      zonal: staticAddresses === 'one-zone' ? 'one-zone' : 'all-zones',
      source: NLB_PAGE,
    },
    storageClasses: [etcdClass(settings)],
    nodePools: nodePools(settings),
    backup: backups && {
      store: 's3',
      identity: 'workload',
      mechanism: 'EKS Pod Identity',
      source: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html',
    },
    controllers: {
      cloud: 'aws-cloud-controller-manager',
      csi: 'ebs.csi.aws.com',
      loadBalancer: 'aws-load-balancer-controller',
      autoscaler: autoscaler === 'none' ? null : autoscaler,
    },
    quotas: quotas(settings, props),
    prices: [
      ...pricesIn(region).filter(({ sku }) => !props.prices?.some((own) => own.sku === sku)),
      ...(props.prices ?? []),
    ],
  });
}

/** AWS says how many writes a volume takes at once, and not how many one after the other. */
function etcdClass(settings: AwsSettings): StorageClassFacts {
  const isGp3 = settings.etcdVolumes === 'gp3';
  return {
    name: etcdClassName(settings),
    provisioner: isGp3 ? 'ebs.csi.aws.com' : 'kubernetes.io/no-provisioner',
    sequentialIops: null,
    bound: isGp3 ? 'zone' : 'node',
    // Disks of Nitro machines are encrypted by their hardware.
    encrypted: true,
    fitForEtcd: true,
  };
}

function quotas(settings: AwsSettings, { quotas: raised }: AwsHostProps): readonly QuotaFacts[] {
  const gateways = settings.natGateways === 'one' ? 1 : settings.zones.length;
  const each = settings.staticAddresses === 'all-zones' ? settings.zones.length : 1;
  return [
    {
      kind: 'load-balancers',
      limit: raised?.loadBalancers ?? 50,
      per: 'region',
      adjustable: true,
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-limits.html',
      asOf: AS_OF,
    },
    {
      kind: 'addresses',
      // What NAT gateways leave of the quota, in endpoints.
      limit: Math.max(0, Math.floor(((raised?.addresses ?? 5) - gateways) / each)),
      per: 'region',
      adjustable: true,
      source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/elastic-ip-addresses-eip.html',
      asOf: AS_OF,
    },
    {
      kind: 'volumes-per-node',
      limit: VOLUMES_PER_NODE,
      per: 'node',
      adjustable: false,
      source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/volume_limits.html',
      asOf: AS_OF,
    },
  ];
}
