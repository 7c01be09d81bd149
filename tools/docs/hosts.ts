import type { Host } from '../../lib/hosts';
import { aws } from '../../lib/hosts/aws';
import type { AwsHost } from '../../lib/hosts/aws';
import { azure } from '../../lib/hosts/azure';
import type { AzureHost } from '../../lib/hosts/azure';
import { digitalOcean } from '../../lib/hosts/digitalocean';
import type { DigitalOceanHost } from '../../lib/hosts/digitalocean';
import { hetzner } from '../../lib/hosts/hetzner';
import { ibm } from '../../lib/hosts/ibm';
import { openstack } from '../../lib/hosts/openstack';
import { vsphere } from '../../lib/hosts/vsphere';
import { kubevirt } from '../../lib/hosts/kubevirt';
import { metal3 } from '../../lib/hosts/metal3';
import { bareMetal } from '../../lib/hosts/bare-metal';
import { edge } from '../../lib/hosts/edge';
import { gcp } from '../../lib/hosts/gcp';
import type { GcpHost } from '../../lib/hosts/gcp';

/** Hours of a month, as clouds count them. */
export const HOURS_PER_MONTH = 730;

/** Something that costs, `count` of it: hours are counted for a month, gigabytes as they are. */
export interface CostItem {
  readonly what: string;
  /** As in the prices of the host. */
  readonly sku: string;
  readonly count: number;
}

/** A place as the documentation has it. */
export interface DocumentedHost {
  readonly title: string;
  /** File in docs/hosts. */
  readonly page: string;
  readonly host: Host;
  /** What a small management cluster there is made of; empty: nothing that has a price. */
  readonly costs: readonly CostItem[];
}

const AWS = aws({ region: 'us-east-1' });
const GCP = gcp({ project: 'acme-prod', region: 'us-central1' });
const AZURE = azure({ resourceGroup: 'acme-us-1', region: 'eastus' });
const DIGITALOCEAN = digitalOcean({ region: 'fra1', addresses: 'before' });

const RACKS = {
  machines: [
    { name: 'c-1', address: '192.0.2.11', role: 'controller' },
    { name: 'w-1', address: '192.0.2.21' },
  ],
  apiServerAddress: '192.0.2.10',
  storage: { disks: 'nvme', encrypted: true },
} as const;

/** Places of which the data have no list prices in dollars. */
const OTHERS: readonly DocumentedHost[] = [
  ['Hetzner', 'hetzner.md', hetzner({ addresses: 'before' })] as const,
  ['IBM Cloud', 'ibm.md', ibm({ region: 'eu-de' })] as const,
  ['OpenStack', 'openstack.md', openstack({ externalNetwork: 'public', volumeType: 'ssd' })] as const,
  [
    'vSphere',
    'vsphere.md',
    vsphere({
      datacenter: 'dc-1',
      computeClusters: ['rack-1', 'rack-2', 'rack-3'],
      storagePolicy: 'ssd',
      network: 'vm-network',
      template: 'ubuntu-24.04',
      apiServerAddress: '192.0.2.10',
    }),
  ] as const,
  ['KubeVirt', 'kubevirt.md', kubevirt({ infraStorageClass: 'ceph-block' })] as const,
  ['Metal3', 'metal3.md', metal3(RACKS)] as const,
  ['Bare metal', 'bare-metal.md', bareMetal(RACKS)] as const,
  ['Raspberry Pi', 'edge.md', edge({ machines: RACKS.machines, board: { disk: 'nvme' } })] as const,
].map(([title, page, host]) => ({ title, page, host, costs: [] }));

/** Every place, in the order of the pages. A line each. */
export const HOSTS: readonly DocumentedHost[] = [
  { title: 'Amazon EKS', page: 'aws.md', host: AWS, costs: awsCosts(AWS, { endpoints: 1, etcdGib: 48 }) },
  { title: 'Google Kubernetes Engine', page: 'gcp.md', host: GCP, costs: gcpCosts(GCP, { endpoints: 1, etcdGib: 48 }) },
  { title: 'Azure AKS', page: 'azure.md', host: AZURE, costs: azureCosts(AZURE, { endpoints: 1, etcdGib: 48 }) },
  {
    title: 'DigitalOcean',
    page: 'digitalocean.md',
    host: DIGITALOCEAN,
    costs: digitalOceanCosts(DIGITALOCEAN, { endpoints: 1, etcdGib: 48 }),
  },
  ...OTHERS,
];

/** The same as in the examples, which a test compares: programs of users are found by their package's name, which tools are not. */
const AWS_NATIVE = aws({ region: 'us-east-1' });
const AWS_KAMAJI = aws({ region: 'us-east-1', staticAddresses: 'all-zones' });

const GKE_NATIVE = gcp({
  project: 'acme-prod',
  region: 'us-central1',
  keyRing: 'acme-us-1',
  fleetProject: 'acme-fleet',
  labels: { team: 'platform' },
});
const AZURE_K0SMOTRON = azure({
  resourceGroup: 'acme-us-1',
  region: 'eastus',
  authorizedRanges: ['198.51.100.0/24'],
  administrators: ['5a4c2f0e-0000-4000-8000-000000000001'],
  tags: { team: 'platform' },
});

/** Examples whose page says what they cost, by their folder. */
export const COSTED_EXAMPLES: Readonly<Record<string, DocumentedHost>> = {
  'aws-eks-native': {
    title: 'Amazon EKS',
    page: 'aws.md',
    host: AWS_NATIVE,
    costs: [
      ...awsCosts(AWS_NATIVE, { endpoints: 2, etcdGib: 48 }),
      { what: 'workers, m7i.large', sku: 'm7i.large', count: 2 },
      { what: 'disks of workers, gp3, GB', sku: 'gp3', count: 2 * 64 },
    ],
  },
  'aws-eks-kamaji': {
    title: 'Amazon EKS',
    page: 'aws.md',
    host: AWS_KAMAJI,
    costs: awsCosts(AWS_KAMAJI, { endpoints: 1, etcdGib: 48 }),
  },
  'gke-native': {
    title: 'Google Kubernetes Engine',
    page: 'gcp.md',
    host: GKE_NATIVE,
    costs: gcpCosts(GKE_NATIVE, { endpoints: 2, etcdGib: 48 }),
  },
  'azure-k0smotron': {
    title: 'Azure AKS',
    page: 'azure.md',
    host: AZURE_K0SMOTRON,
    costs: azureCosts(AZURE_K0SMOTRON, { endpoints: 1, etcdGib: 24 }),
  },
};

function awsCosts(
  { settings }: AwsHost,
  { endpoints, etcdGib }: { readonly endpoints: number; readonly etcdGib: number },
): readonly CostItem[] {
  const gateways = settings.natGateways === 'one' ? 1 : settings.zones.length;
  const addresses = settings.staticAddresses === 'all-zones' ? settings.zones.length : 1;
  const disks = settings.nodes.reduce((sum, { min, diskGib }) => sum + min * diskGib, 0);
  return [
    { what: 'control plane of EKS', sku: 'eks', count: 1 },
    ...settings.nodes.map(({ name, machineType, min }) => {
      return { what: `nodes ${name}, ${machineType}`, sku: machineType, count: min };
    }),
    { what: 'disks of nodes, gp3, GB', sku: 'gp3', count: disks },
    { what: 'volumes of etcd, gp3, GB', sku: 'gp3', count: etcdGib },
    { what: 'NAT gateways', sku: 'nat-gateway', count: gateways },
    { what: 'balancers of endpoints', sku: 'nlb', count: endpoints },
    { what: 'public addresses', sku: 'ipv4', count: gateways + endpoints * addresses },
    { what: 'key', sku: 'kms-key', count: 1 },
  ];
}

/** What a fleet on a host has, as far as it costs. */
interface Uses {
  readonly endpoints: number;
  /** Of all volumes of etcd together. */
  readonly etcdGib: number;
}

function gcpCosts(host: GcpHost, { endpoints, etcdGib }: Uses): readonly CostItem[] {
  return [
    { what: 'cluster', sku: 'gke-cluster', count: 1 },
    ...nodeCosts(host),
    { what: 'disks of nodes, pd-balanced, GB', sku: 'pd-balanced', count: 100 * nodesOf(host) },
    { what: 'volumes of etcd, pd-ssd, GB', sku: 'pd-ssd', count: etcdGib },
    { what: 'Cloud NAT', sku: 'cloud-nat', count: 1 },
    { what: 'forwarding rules', sku: 'forwarding-rule', count: endpoints },
    { what: 'public addresses', sku: 'static-address', count: endpoints },
  ];
}

function azureCosts(host: AzureHost, { endpoints, etcdGib }: Uses): readonly CostItem[] {
  return [
    { what: 'cluster, tier Standard', sku: 'aks-standard', count: 1 },
    ...nodeCosts(host),
    { what: 'disks of nodes, Premium SSD, GB', sku: 'premium-ssd', count: 128 * nodesOf(host) },
    { what: 'volumes of etcd, Premium SSD v2, GB', sku: 'premium-ssd-v2', count: etcdGib },
    { what: 'NAT gateway', sku: 'nat-gateway', count: 1 },
    { what: 'rules of the load balancer', sku: 'load-balancer-rule', count: 2 * endpoints },
    { what: 'public addresses', sku: 'public-ip', count: endpoints + 1 },
  ];
}

function digitalOceanCosts(host: DigitalOceanHost, { endpoints, etcdGib }: Uses): readonly CostItem[] {
  return [
    { what: 'control plane, highly available', sku: 'doks-ha-control-plane', count: 1 },
    ...nodeCosts(host),
    { what: 'volumes of etcd, GiB', sku: 'volume', count: etcdGib },
    ...(host.settings.privateNodes ? [{ what: 'NAT gateway', sku: 'nat-gateway', count: 1 }] : []),
    { what: 'balancers of endpoints', sku: 'network-load-balancer', count: endpoints },
    { what: 'Spaces', sku: 'spaces', count: 1 },
  ];
}

/** Machines that there are at least. */
function nodeCosts({ facts: { profile } }: Host): readonly CostItem[] {
  const pools = profile?.nodePools ?? [];
  return pools.map(({ name, machineType, size }) => {
    return { what: `nodes ${name}, ${machineType ?? 'unknown'}`, sku: machineType ?? '', count: size.min };
  });
}

function nodesOf(host: Host): number {
  return nodeCosts(host).reduce((sum, { count }) => sum + count, 0);
}
