import { urlHost } from '../../kubernetes';
import type { TenantModel, WorkerPoolModel } from '../../model';
import { storeHost } from '../credential';
import { party, tcp, udp } from './rule';
import type { FirewallParty, Way } from './rule';

/** Where clouds answer their machines. */
const METADATA = ['169.254.169.254'];

/** What workers dial besides their control plane. A machine that uses an HTTP proxy dials that instead of the rest of the world. */
export function outboundWays(tenant: TenantModel, workers: FirewallParty): readonly Way[] {
  const pools = tenant.workerPools;
  return [
    ...dns(workers),
    ...time(workers, pools),
    ...registries(workers, tenant),
    ...packages(workers, pools),
    ...k0sReleases(workers, pools),
    ...stores(workers, pools),
  ];
}

/** DNS, for a party that looks up names outside. */
export function dns(source: FirewallParty): readonly Way[] {
  const servers = party('DNS servers');
  const why = 'names of registries, of time servers and of the outside that pods ask for';
  return [
    udp(source, servers, [53], 'always', why),
    tcp(source, servers, [53], 'always', 'answers that are too long for UDP'),
  ];
}

/** NTP: certificates, tokens and the Leases by which agents count servers are no good with a wrong clock. */
export function time(source: FirewallParty, pools: readonly Pick<WorkerPoolModel, 'node'>[]): readonly Way[] {
  const kept = pools.filter(({ node }) => node.timeServers !== null);
  if (pools.length > 0 && kept.length === 0) return [];
  const servers = unique(kept.flatMap(({ node }) => node.timeServers ?? []));
  return [udp(source, party('time servers', servers), [123], 'always', 'certificates and Leases need a right clock')];
}

function registries(workers: FirewallParty, { images, workerPools }: TenantModel): readonly Way[] {
  const why = 'images';
  const proxies = unique(workerPools.flatMap(({ node }) => [node.proxy?.http, node.proxy?.https].filter(isText)));
  const direct = workerPools.length === 0 || workerPools.some(({ node }) => node.proxy === null);
  const hosts = unique([
    ...(workerPools.length > 0 && workerPools.every(({ node }) => node.containerd.mirrorsOnly)
      ? []
      : [`https://${images.registry.split('/')[0] ?? images.registry}`]),
    // Kubelet and system of Talos are images.
    ...(workerPools.some(({ bootstrap, node }) => bootstrap.kind === 'talos' && !node.containerd.mirrorsOnly)
      ? ['https://ghcr.io']
      : []),
    ...workerPools.flatMap(({ node }) =>
      Object.values(node.containerd.mirrors).flatMap((list) => list.map(({ url }) => url)),
    ),
  ]);
  return [
    ...(direct
      ? towards(workers, 'registries', hosts, 'always', `${why}; also the registries that your own pods use`)
      : []),
    ...towards(workers, 'HTTP proxy', proxies, 'always', `${why} and packages, on machines with a proxy`),
  ];
}

function packages(workers: FirewallParty, pools: readonly WorkerPoolModel[]): readonly Way[] {
  const loading = pools.filter(
    ({ bootstrap, node }) => bootstrap.kind === 'kubeadm' && bootstrap.installPackages && node.proxy === null,
  );
  if (loading.length === 0) return [];
  const mirrors = unique(loading.map(({ node }) => node.packageMirror).filter(isText));
  const open = loading.some(({ node }) => node.packageMirror === null);
  return [
    ...(open
      ? [
          tcp(
            workers,
            party('package repositories', ['pkgs.k8s.io']),
            [80, 443],
            'always',
            "packages, Kubernetes' and the distribution's",
          ),
        ]
      : []),
    ...towards(workers, 'package mirrors', mirrors, 'always', 'packages'),
  ];
}

/** Where releases of k0s are, and where their files come from. */
const K0S_RELEASES = ['*.githubusercontent.com', 'github.com'];

function k0sReleases(workers: FirewallParty, pools: readonly WorkerPoolModel[]): readonly Way[] {
  const loading = pools.filter(({ bootstrap, node }) => bootstrap.kind === 'k0s' && node.proxy === null);
  const mirrors = unique(loading.map(({ node }) => node.packageMirror).filter(isText));
  const open = loading.some(({ node }) => node.packageMirror === null);
  return [
    ...(open ? [tcp(workers, party('releases of k0s', K0S_RELEASES), [443], 'always', 'the k0s binary')] : []),
    ...towards(workers, 'mirrors of k0s', mirrors, 'always', 'the k0s binary'),
  ];
}

function stores(workers: FirewallParty, pools: readonly WorkerPoolModel[]): readonly Way[] {
  const used = pools.flatMap(({ join }) =>
    join.delivery.kind === 'secret' && join.delivery.store !== null ? [join.delivery.store] : [],
  );
  if (used.length === 0) return [];
  const hosts = unique(used.map(storeHost));
  return [
    tcp(
      workers,
      party("cloud's metadata service", METADATA),
      [80],
      'always',
      "the machine's identity, with which it reads its join credential",
    ),
    tcp(
      workers,
      party("cloud's secret store", hosts),
      [443],
      'always',
      'join credentials; most clouds have a private endpoint for it',
    ),
  ];
}

/** Ways to hosts that are known by URL, one for each port. */
export function towards(
  source: FirewallParty,
  name: string,
  urls: readonly string[],
  need: Way['need'],
  why: string,
): readonly Way[] {
  const hosts = new Map<number, string[]>();
  for (const { host, port } of urls.flatMap((url) => urlHost(url) ?? [])) {
    hosts.set(port, [...(hosts.get(port) ?? []), host]);
  }
  return [...hosts]
    .sort(([a], [b]) => a - b)
    .map(([port, names]) => tcp(source, party(name, unique(names)), [port], need, why));
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}

function isText(value: string | null | undefined): value is string {
  return typeof value === 'string';
}
