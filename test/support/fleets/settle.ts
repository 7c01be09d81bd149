import type {
  EtcdClusterProps,
  EtcdStoreProps,
  ManagementNetworkProps,
  PatchProps,
  SchedulingProps,
  TenantNetworkProps,
} from 'colonnade';
import type { ClusterData, EndpointData, FleetData, StoreChoice, StoreData, TenantData } from './data';
import type { ClusterDraw, EtcdDraw, PlacementDraw, StoreDraw, TenantDraw } from './draws';
import { settlePools } from './pools';
import { zonesOf } from './values';

/** Where a part stands: numbers from which everything that must differ between parts is made. */
interface Place {
  readonly cluster: number;
  readonly slot: number;
  /** Different for every tenant of the fleet, from 0. */
  readonly index: number;
}

/** Makes a valid fleet of what was drawn. */
export function settleFleet(id: string, clusters: readonly ClusterDraw[]): FleetData {
  return { id, clusters: clusters.map(settleCluster) };
}

function settleCluster(draw: ClusterDraw, cluster: number): ClusterData {
  const stores = draw.stores.map((store, slot) => settleStore(store, slot, draw));
  const network = draw.network === undefined ? undefined : networkOf(draw.network, cluster);
  return {
    id: `c${cluster}${draw.id}`,
    imported: draw.imported,
    host: draw.host,
    props: {
      version: draw.version,
      ...(network === undefined ? {} : { network }),
      ...(draw.certManagerNamespace === undefined ? {} : { certManager: { namespace: draw.certManagerNamespace } }),
      ...draw.rest,
    },
    stores,
    tenants: draw.tenants.map((tenant, slot) =>
      settleTenant(tenant, { cluster, slot, index: cluster * 4 + slot }, draw, stores),
    ),
    importedTenants: draw.importedTenants.map(({ id, version, pools }, slot) => ({
      id: `i${slot}${id}`,
      attributes: { version, endpoint: `api-${cluster}-${slot}.example.org:6443` },
      // Behind those of tenants that are made here.
      pools: settlePools(pools, {
        version,
        index: 20 + cluster * 4 + slot,
        anyKind: true,
        tellsStrangers: true,
        tunnel: true,
      }),
    })),
  };
}

/** Ranges of a management cluster: each tenant's lie elsewhere. The bits of `parts` say which are described. */
function networkOf(draw: NonNullable<ClusterDraw['network']>, cluster: number): ManagementNetworkProps {
  const has = (bit: number) => (draw.parts & (1 << bit)) !== 0;
  const ranges = (four: string, six: string) => (draw.dual ? ([four, six] as const) : ([four] as const));
  return {
    ...(has(0) ? { podCidrs: ranges(`10.${200 + cluster}.0.0/16`, `fd00:a:${cluster + 1}::/56`) } : {}),
    ...(has(1) ? { serviceCidrs: ranges(serviceRange(cluster), `fd00:b:${cluster + 1}::/112`) } : {}),
    ...(has(2) ? { nodeCidrs: [`192.168.${cluster}.0/24`] } : {}),
    ...(has(3) ? { clusterDomain: draw.clusterDomain } : {}),
    ...(has(4) ? { apiServerCidrs: [`192.168.${cluster}.10/32`, 'fd00:c::1/128'] } : {}),
  };
}

const serviceRange = (cluster: number) => `10.${210 + cluster}.0.0/16`;

function settleStore(draw: StoreDraw, slot: number, cluster: ClusterDraw): StoreData {
  const id = `s${slot}${draw.id}`;
  if (draw.external) {
    const names = Array.from({ length: draw.etcd.members }, (_, index) => `etcd-${slot}-${index}.example.org`);
    const endpoints = names.map((name): `https://${string}` => `https://${name}:2379`);
    return { kind: 'external', id, props: { endpoints, clusterIssuer: `etcd-issuer-${slot}` } };
  }
  const namespace = draw.ownNamespace ? `data-${slot}` : undefined;
  const props: EtcdStoreProps = {
    ...settleEtcd(draw.etcd, cluster),
    ...draw.rest,
    ...(namespace === undefined ? {} : { namespace }),
    ...(draw.patched ? { patches: [annotate('Namespace', namespace ?? `etcd-${id}`)] } : {}),
  };
  return { kind: 'managed', id, props };
}

function settleEtcd(draw: EtcdDraw, cluster: ClusterDraw): EtcdClusterProps {
  return {
    members: draw.members,
    volume: draw.volume,
    ...draw.rest,
    ...(draw.placement === undefined ? {} : { scheduling: settlePlacement(draw.placement, cluster) }),
  };
}

function settlePlacement({ zones, ...rest }: PlacementDraw, { host }: ClusterDraw): SchedulingProps {
  return zones === undefined ? rest : { ...rest, zones: zonesOf(zones, host.zones ?? []) };
}

function settleTenant(draw: TenantDraw, place: Place, cluster: ClusterDraw, stores: readonly StoreData[]): TenantData {
  const id = `t${place.slot}${draw.id}`;
  const namespace = draw.ownNamespace ? `team-${place.cluster}-${place.slot}` : undefined;
  const network = draw.network === undefined ? undefined : settleNetwork(draw.network, place);
  const patches = draw.patches?.map((patch) => patchOf(patch, namespace ?? `tenant-${id}`));
  return {
    id,
    store: storeOf(draw, cluster, stores),
    endpoint: settleEndpoint(draw, place, cluster),
    ownEngine: draw.ownEngine,
    props: {
      version: draw.version,
      ...draw.rest,
      ...(namespace === undefined ? {} : { namespace }),
      ...(network === undefined ? {} : { network }),
      ...(draw.placement === undefined ? {} : { scheduling: settlePlacement(draw.placement, cluster) }),
      ...(patches === undefined ? {} : { patches }),
    },
    pools: settlePools(draw.pools, {
      version: draw.version,
      index: place.index,
      anyKind: false,
      tellsStrangers: draw.rest.authentication?.anonymous !== 'health',
      tunnel: draw.rest.konnectivity !== false,
    }),
  };
}

/** Every shared store, the word, and a dedicated one are equally likely. */
function storeOf(draw: TenantDraw, cluster: ClusterDraw, stores: readonly StoreData[]): StoreChoice {
  const pick = draw.store % (stores.length + 2);
  const store = stores[pick];
  if (store !== undefined) return { kind: 'shared', id: store.id };
  return pick === stores.length ? { kind: 'word' } : { kind: 'dedicated', props: settleEtcd(draw.dedicated, cluster) };
}

function settleNetwork(draw: NonNullable<TenantDraw['network']>, { index }: Place): TenantNetworkProps {
  const { ranges } = draw;
  const domain = draw.clusterDomain === undefined ? {} : { clusterDomain: draw.clusterDomain };
  if (ranges === undefined)
    return { ...domain, ...(draw.dns === undefined ? {} : { dnsAddress: `10.96.0.${draw.dns}` }) };
  // Each tenant has 10.(16·n).0.0/12 and fd00:n::/32 to itself.
  const service4 = `172.${16 + index}.0`;
  const both = (four: string, six: string) =>
    (({ 4: [four], 6: [six], 46: [four, six], 64: [six, four] }) as const)[ranges.stack];
  const dns = ranges.stack.startsWith('4')
    ? `${service4}.${draw.dns}`
    : `fd00:${index + 1}:b::${draw.dns?.toString(16)}`;
  const { nodeMask4, nodeMask6 } = ranges;
  return {
    podCidrs: both(`10.${index * 16}.0.0/${ranges.podPrefix}`, `fd00:${index + 1}:a::/56`),
    serviceCidrs: both(`${service4}.0/${ranges.servicePrefix}`, `fd00:${index + 1}:b::/112`),
    ...domain,
    ...(draw.dns === undefined ? {} : { dnsAddress: dns }),
    ...(ranges.withMasks ? { nodeCidrMaskSizes: { ipv4: nodeMask4, ipv6: nodeMask6 } } : {}),
    ...(ranges.shared ? { sharedNetwork: 'transit' } : {}),
  };
}

function settleEndpoint(
  { endpoint: draw, network, rest }: TenantDraw,
  place: Place,
  { host, ...cluster }: ClusterDraw,
): EndpointData {
  const { index, slot } = place;
  const sans = [`api-${index}.team.example.org`, `192.0.2.${100 + index}`, `*.t${index}.example.org`];
  const common = {
    ...(draw.port === undefined ? {} : { port: draw.port }),
    ...(draw.sans === undefined ? {} : { extraSans: zonesOf(draw.sans, sans) }),
    ...(draw.annotations === undefined ? {} : { annotations: draw.annotations }),
  };
  // Pods look for their API server behind a Service of this family.
  const family6 = network?.ranges?.stack.startsWith('6') ?? false;
  const address = family6 ? `2001:db8::${index + 1}` : `203.0.113.${index + 1}`;
  const balancer = (props: { address?: string; hostname?: string }): EndpointData => ({
    kind: 'loadBalancer',
    props: { ...common, ...draw.balancer, ...props },
  });
  const byName = () => balancer({ hostname: `t${index}.lb.example.org` });
  const byStatus = () => balancer({});
  const byAddress = () => balancer({ address });
  const nodePort = (): EndpointData => {
    const first = (host.nodePortRange?.[0] ?? 30_000) + slot * 10;
    const tunnel = draw.ownTunnelPort && rest.konnectivity !== false ? { konnectivityNodePort: first + 5 } : {};
    return { kind: 'nodePort', props: { ...common, address, nodePort: first, ...tunnel } };
  };
  const clusterIp = (): EndpointData => {
    const fixed = draw.clusterIp && !family6 && cluster.network !== undefined ? { clusterIp: clusterIpOf(place) } : {};
    return { kind: 'clusterIp', props: { ...common, ...fixed } };
  };
  const byHost = {
    'static-ip': [byAddress, byName, byStatus],
    'dynamic-ip': [byName, byStatus],
    hostname: [byName, byStatus],
    none: [],
  }[host.loadBalancer ?? 'none'];
  const all = [nodePort, clusterIp, ...byHost];
  return (all[draw.pick % all.length] ?? nodePort)();
}

const clusterIpOf = ({ cluster, slot }: Place) => serviceRange(cluster).replace('0.0/16', `9.${slot + 1}`);

function annotate(kind: string, name: string): PatchProps {
  return { target: { kind, name }, merge: { metadata: { annotations: { 'example.org/patched': 'yes' } } } };
}

function patchOf(patch: string, namespace: string): PatchProps {
  switch (patch) {
    case 'namespace':
      return annotate('Namespace', namespace);
    case 'scheduler':
      return {
        target: { kind: 'Deployment', name: 'kube-scheduler', namespace },
        operations: [
          { op: 'test', path: '/kind', value: 'Deployment' },
          { op: 'add', path: '/spec/minReadySeconds', value: 5 },
        ],
      };
    default:
      return { target: { kind: 'Deployment', name: 'kube-apiserver' }, merge: { spec: { revisionHistoryLimit: 3 } } };
  }
}
