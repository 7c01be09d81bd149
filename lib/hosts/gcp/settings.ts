import { CLOUD_PROBLEMS } from '../../findings';
import type { NodePoolFacts } from '../../model';
import type { HostInput } from '../host-input';
import type { GcpNetworkProps, GcpProps, GcpSettings } from './props';

/** Letters of the first three zones, where these are not a, b and c. Source: https://cloud.google.com/compute/docs/regions-zones */
const ZONES: Readonly<Record<string, readonly string[]>> = {
  'europe-west1': ['b', 'c', 'd'],
  'us-east1': ['b', 'c', 'd'],
};

const PROPS: Readonly<Record<keyof GcpProps, true>> = {
  project: true,
  region: true,
  zones: true,
  mode: true,
  pools: true,
  balancers: true,
  network: true,
  authorizedNetworks: true,
  releaseChannel: true,
  maintenance: true,
  keyRing: true,
  fleetProject: true,
  backupRetentionDays: true,
  labels: true,
  quotas: true,
  prices: true,
};

const NETWORK: readonly (keyof GcpNetworkProps)[] = ['nodes', 'pods', 'services'];

/** Defaults filled in; what is wrong goes to `input`. */
export function settingsOf(props: GcpProps, input: HostInput): Omit<GcpSettings, 'nodePools'> {
  const { project, region, keyRing = 'colonnade', network = {} } = props;
  const settings = {
    project,
    region,
    zones: props.zones ?? (ZONES[region] ?? ['a', 'b', 'c']).map((letter) => `${region}-${letter}`),
    mode: props.mode ?? 'standard',
    balancers: props.balancers ?? 'external',
    network: { nodes: '10.0.0.0/20', pods: '10.4.0.0/14', services: '10.8.0.0/20', ...network },
    authorizedNetworks: props.authorizedNetworks ?? [],
    releaseChannel: props.releaseChannel ?? 'REGULAR',
    maintenance: props.maintenance ?? {
      start: '2026-01-03T02:00:00Z',
      end: '2026-01-03T08:00:00Z',
      recurrence: 'FREQ=WEEKLY;BYDAY=SA,SU',
    },
    keyRing,
    fleetProject: props.fleetProject ?? null,
    backupRetentionDays: props.backupRetentionDays ?? 30,
    labels: props.labels ?? {},
    diskKey: `projects/${project}/locations/${region}/keyRings/${keyRing}/cryptoKeys/disks`,
  } as const;
  input.unknownKeys(props, Object.keys(PROPS));
  input.unknownKeys(network, NETWORK, 'network.');
  check(settings, input);
  return settings;
}

function check(settings: Omit<GcpSettings, 'nodePools'>, input: HostInput): void {
  const { project, region, zones, network, authorizedNetworks, fleetProject } = settings;
  const id = /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/;
  input.matches('project', project, id, 'acme-prod');
  if (fleetProject !== null) input.matches('fleetProject', fleetProject, id, 'acme-fleet');
  input.matches('region', region, /^[a-z]+-[a-z]+\d+$/, 'europe-west3');
  input.matches('mode', settings.mode, /^(?:standard|autopilot)$/, 'standard');
  input.matches('balancers', settings.balancers, /^(?:external|internal)$/, 'external');
  input.matches('keyRing', settings.keyRing, /^[\w-]{1,63}$/, 'colonnade');
  for (const [key, value] of Object.entries(settings.labels)) {
    input.matches('labels', `${key}=${value}`, /^[a-z][a-z0-9_-]{0,62}=[a-z0-9_-]{0,63}$/, 'team=platform');
  }
  input.cidrs('network', Object.values(network));
  input.cidrs(
    'authorizedNetworks',
    authorizedNetworks.map(({ cidr }) => cidr),
  );
  for (const zone of zones.filter((name) => !name.startsWith(`${region}-`))) {
    input.add(CLOUD_PROBLEMS.zoneOfAnotherRegion, 'zones', {
      message: `zone ${zone} is not in region ${region}.`,
      fix: `zones: ['${region}-a', '${region}-b', '${region}-c'].`,
    });
  }
}

/** Autopilot's nodes, as far as pods can choose them. */
export function autopilotPools(zones: readonly string[]): readonly NodePoolFacts[] {
  const nodes = {
    kind: 'nodes',
    cpu: null,
    memoryBytes: null,
    // https://cloud.google.com/kubernetes-engine/quotas
    size: { min: 0, max: 5000 },
    zones,
    taints: [],
    encrypted: true,
    private: true,
  } as const;
  const balanced = {
    ...nodes,
    machineType: 'Balanced',
    burstable: false,
    // Nodes of a compute class have a taint that Autopilot tolerates by itself for pods that choose the class.
    // https://cloud.google.com/kubernetes-engine/docs/concepts/about-built-in-compute-classes
    labels: { 'cloud.google.com/compute-class': 'Balanced' },
  };
  return [
    { ...nodes, name: 'general', role: 'general', machineType: 'Autopilot', burstable: true, labels: {} },
    { ...balanced, name: 'control-plane', role: 'control-plane' },
    { ...balanced, name: 'etcd', role: 'etcd' },
  ];
}
