import type { HostInput } from '../host-input';
import type { AzureNetworkProps, AzureProps, AzureSettings } from './props';

const PROPS: Readonly<Record<keyof AzureProps, true>> = {
  resourceGroup: true,
  region: true,
  zones: true,
  pools: true,
  balancers: true,
  network: true,
  authorizedRanges: true,
  tier: true,
  administrators: true,
  maintenance: true,
  logRetentionDays: true,
  backupRetentionDays: true,
  tags: true,
  quotas: true,
  prices: true,
};

const NETWORK: readonly (keyof AzureNetworkProps)[] = ['network', 'nodes', 'balancers', 'pods', 'services'];

/** Defaults filled in; what is wrong goes to `input`. */
export function settingsOf(props: AzureProps, input: HostInput): Omit<AzureSettings, 'nodePools'> {
  const settings = {
    resourceGroup: props.resourceGroup,
    region: props.region,
    zones: props.zones ?? ['1', '2', '3'],
    balancers: props.balancers ?? 'external',
    network: {
      network: '10.10.0.0/16',
      nodes: '10.10.0.0/20',
      balancers: '10.10.16.0/24',
      pods: '10.32.0.0/14',
      services: '10.20.0.0/16',
      ...props.network,
    },
    authorizedRanges: props.authorizedRanges ?? [],
    tier: props.tier ?? 'Standard',
    administrators: props.administrators ?? [],
    maintenance: props.maintenance ?? { day: 'Saturday', startTime: '02:00', hours: 6 },
    logRetentionDays: props.logRetentionDays ?? 30,
    backupRetentionDays: props.backupRetentionDays ?? 30,
    tags: props.tags ?? {},
  } as const;
  input.unknownKeys(props, Object.keys(PROPS));
  input.unknownKeys(props.network ?? {}, NETWORK, 'network.');
  check(settings, input);
  return settings;
}

function check(settings: Omit<AzureSettings, 'nodePools'>, input: HostInput): void {
  input.matches('resourceGroup', settings.resourceGroup, /^[\w().-]{0,89}[\w()-]$/, 'acme-eu-1');
  input.matches('region', settings.region, /^[a-z]+\d?$/, 'westeurope');
  input.matches('balancers', settings.balancers, /^(?:external|internal)$/, 'external');
  input.matches('tier', settings.tier, /^(?:Standard|Premium)$/, 'Standard');
  input.matches('maintenance.startTime', settings.maintenance.startTime, /^(?:[01]\d|2[0-3]):[0-5]\d$/, '02:00');
  for (const zone of settings.zones) input.matches('zones', zone, /^[123]$/, '1');
  for (const group of settings.administrators) {
    input.matches(
      'administrators',
      group,
      /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i,
      '00000000-0000-0000-0000-000000000000',
    );
  }
  input.cidrs('network', Object.values(settings.network));
  input.cidrs('authorizedRanges', settings.authorizedRanges);
}
