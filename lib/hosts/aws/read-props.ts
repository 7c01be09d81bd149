import { AWS_PROBLEMS } from '../../findings';
import { parseCidr } from '../../kubernetes';
import type { NodePoolRole } from '../../model';
import { HostProblems } from '../host-problems';
import { machineTypeFacts } from './machine-types';
import type { AwsHostProps, AwsNodes, AwsNodesProps, AwsSettings, FlowLogs } from './settings';
import { SMALLEST_VPC, subnetsOf } from './subnets';

const PROPS = [
  'region',
  'zones',
  'name',
  'nodes',
  'etcdVolumes',
  'gp3',
  'staticAddresses',
  'internalEndpoints',
  'vpcCidr',
  'natGateways',
  'apiServerCidrs',
  'administrators',
  'kmsKey',
  'autoscaler',
  'backups',
  'flowLogs',
  'logRetentionDays',
  'deletionProtection',
  'tags',
  'quotas',
  'prices',
] as const satisfies readonly (keyof AwsHostProps)[];

/** Letters of the zones that an account gets in regions where they are not a, b and c. */
const ZONE_LETTERS: Readonly<Record<string, string>> = { 'ap-northeast-1': 'acd', 'ca-central-1': 'abd' };

/** What CloudWatch keeps logs for. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const FLOW_LOGS: readonly FlowLogs[] = ['all', 'rejected', false];

const NODES: Readonly<Record<NodePoolRole, Omit<AwsNodes, 'role'>>> = {
  general: { name: 'general', machineType: 'm7i.large', min: 3, max: 6, diskGib: 50, perZone: false },
  'control-plane': { name: 'control-plane', machineType: 'm7i.xlarge', min: 3, max: 12, diskGib: 50, perZone: false },
  etcd: { name: 'etcd', machineType: 'm7i.large', min: 3, max: 3, diskGib: 50, perZone: true },
};

/** Fills in the defaults. @throws ColonnadeError with everything that is wrong */
export function readProps(props: AwsHostProps): AwsSettings {
  const problems = new HostProblems('aws');
  problems.unknownKeys(props, PROPS);
  problems.unknownKeys(props.nodes ?? {}, ['general', 'controlPlane', 'etcd'], 'nodes.');
  const region = isRegion(props.region) ? props.region : '';
  if (region === '') problems.wrong('region', "a region such as 'eu-central-1'", props.region);
  const zones = readZones(props, region, problems);
  const vpcCidr = props.vpcCidr ?? '10.0.0.0/16';
  const subnets = subnetsOf(vpcCidr, zones);
  if (subnets.length === 0 && zones.length > 0) {
    problems.add(AWS_PROBLEMS.network, 'vpcCidr', {
      message: `expected a private IPv4 range of /16 to /${SMALLEST_VPC} (got '${vpcCidr}').`,
      fix: "vpcCidr: '10.0.0.0/16'.",
    });
  }
  const settings: AwsSettings = {
    region,
    partition: region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws',
    zones,
    name: props.name ?? null,
    nodes: [
      readNodes('general', props.nodes?.general, zones, problems),
      ...optionalNodes('control-plane', props.nodes?.controlPlane, zones, problems),
      ...optionalNodes('etcd', props.nodes?.etcd, zones, problems),
    ],
    etcdVolumes: props.etcdVolumes ?? 'gp3',
    gp3: { iops: props.gp3?.iops ?? 3000, throughputMibps: props.gp3?.throughputMibps ?? 125 },
    staticAddresses: props.staticAddresses ?? (props.internalEndpoints === true ? false : 'one-zone'),
    internalEndpoints: props.internalEndpoints ?? false,
    vpcCidr,
    subnets,
    natGateways: props.natGateways ?? 'per-zone',
    apiServerCidrs: [...(props.apiServerCidrs ?? [])],
    administrators: [...(props.administrators ?? [])],
    kmsKey: props.kmsKey ?? null,
    autoscaler: props.autoscaler ?? 'cluster-autoscaler',
    backups:
      props.backups === false
        ? null
        : {
            retentionDays: props.backups?.retentionDays ?? 30,
            serviceAccounts: [...(props.backups?.serviceAccounts ?? [])],
          },
    flowLogs: props.flowLogs ?? 'all',
    logRetentionDays: props.logRetentionDays ?? 90,
    deletionProtection: props.deletionProtection ?? true,
    tags: { ...props.tags },
  };
  checkValues(settings, problems);
  problems.refuse();
  return settings;
}

function isRegion(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z]{2,4}(-[a-z]+)+-\d$/.test(value);
}

function readZones({ zones }: AwsHostProps, region: string, problems: HostProblems): readonly string[] {
  if (region === '') return [];
  const letters = ZONE_LETTERS[region] ?? 'abc';
  const wanted = zones ?? [...letters].map((letter) => `${region}${letter}`);
  const strangers = wanted.filter((zone) => !zone.startsWith(region) || !/^[a-z]$/.test(zone.slice(region.length)));
  if (strangers.length === 0 && new Set(wanted).size === 3 && wanted.length === 3) return [...wanted];
  problems.add(AWS_PROBLEMS.zones, 'zones', {
    message:
      strangers.length > 0
        ? `${strangers.join(', ')}: no zones of ${region}.`
        : `expected three different zones (got ${wanted.join(', ') || 'none'}).`,
    fix: `zones: [${[...letters].map((letter) => `'${region}${letter}'`).join(', ')}].`,
  });
  return [];
}

function optionalNodes(
  role: NodePoolRole,
  props: AwsNodesProps | false | undefined,
  zones: readonly string[],
  problems: HostProblems,
): readonly AwsNodes[] {
  return props === false ? [] : [readNodes(role, props, zones, problems)];
}

function readNodes(
  role: NodePoolRole,
  props: AwsNodesProps | undefined,
  zones: readonly string[],
  problems: HostProblems,
): AwsNodes {
  const at = `nodes.${role === 'control-plane' ? 'controlPlane' : role}`;
  problems.unknownKeys(props ?? {}, ['machineType', 'min', 'max', 'diskGib'], `${at}.`);
  const usual = NODES[role];
  const min = props?.min ?? usual.min;
  const max = props?.max ?? Math.max(usual.max, min);
  const nodes = { ...usual, ...props, role, min, max };
  if (!/^[a-z0-9-]+\.[a-z0-9-]+$/.test(nodes.machineType)) {
    problems.wrong(`${at}.machineType`, "an instance type such as 'm7i.large'", nodes.machineType);
  }
  if (!Number.isInteger(min) || !Number.isInteger(max) || min < 1 || max < min) {
    problems.add(AWS_PROBLEMS.size, at, {
      message: `expected whole numbers with 1 <= min <= max (got ${min} and ${max}).`,
      fix: `min: ${usual.min}, max: ${usual.max}.`,
    });
  } else if (nodes.perZone && zones.length > 0 && (min % zones.length !== 0 || max % zones.length !== 0)) {
    problems.add(AWS_PROBLEMS.size, at, {
      message: `${min} to ${max} nodes cannot be shared out evenly among ${zones.length} zones.`,
      fix: `min: ${zones.length}, max: ${zones.length}.`,
    });
  }
  return nodes;
}

function checkValues(settings: AwsSettings, problems: HostProblems): void {
  const { gp3, etcdVolumes, nodes, apiServerCidrs, staticAddresses, internalEndpoints } = settings;
  const { flowLogs, logRetentionDays } = settings;
  const { iops, throughputMibps } = gp3;
  const isGp3 = iops >= 3000 && iops <= 80_000 && throughputMibps >= 125 && throughputMibps <= 2000;
  if (!isGp3 || throughputMibps > iops / 4) {
    problems.add(AWS_PROBLEMS.volume, 'gp3', {
      message: `there are no gp3 volumes with ${iops} IOPS and ${throughputMibps} MiB/s.`,
      fix: 'gp3: { iops: 3000, throughputMibps: 125 }.',
    });
  }
  const etcd = nodes.find(({ role }) => role === 'etcd');
  if (etcdVolumes === 'local-nvme' && (etcd === undefined || !machineTypeFacts(etcd.machineType).localDisks)) {
    problems.add(AWS_PROBLEMS.localDisks, 'etcdVolumes', {
      message: etcd === undefined ? 'there are no nodes for etcd.' : `${etcd.machineType} has no disks of its own.`,
      fix: "nodes: { etcd: { machineType: 'i4i.large' } }.",
    });
  }
  for (const [index, range] of apiServerCidrs.entries()) {
    if (!parseCidr(range).ok) problems.wrong(`apiServerCidrs[${index}]`, "a range such as '203.0.113.0/24'", range);
  }
  if (!FLOW_LOGS.includes(flowLogs)) problems.wrong('flowLogs', "'all', 'rejected' or false", flowLogs);
  if (!RETENTION_DAYS.includes(logRetentionDays)) {
    problems.wrong('logRetentionDays', `one of ${RETENTION_DAYS.join(', ')}`, logRetentionDays);
  }
  if (internalEndpoints && staticAddresses !== false) {
    problems.wrong(
      'staticAddresses',
      'false where internalEndpoints is true: elastic addresses are public',
      staticAddresses,
    );
  }
}
