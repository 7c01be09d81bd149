import type { Host } from '../../lib/hosts';
import { aws } from '../../lib/hosts/aws';
import type { AwsHost } from '../../lib/hosts/aws';

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

/** Every place, in the order of the pages. A line each. */
export const HOSTS: readonly DocumentedHost[] = [
  { title: 'Amazon EKS', page: 'aws.md', host: AWS, costs: awsCosts(AWS, { endpoints: 1, etcdGib: 48 }) },
];

/** The same as in the examples, which a test compares: programs of users are found by their package's name, which tools are not. */
const AWS_NATIVE = aws({ region: 'us-east-1' });
const AWS_KAMAJI = aws({ region: 'us-east-1', staticAddresses: 'all-zones' });

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
