import { CIPHER_SUITES } from '../../../kubernetes';
import type { EtcdClusterModel, ManagementClusterModel } from '../../../model';
import { etcdNames, memberNames } from '../../../pki';
import { ETCD, PORTS, TENANT } from '../names';

/** Where certificates are mounted in a member. */
export const MOUNTS = {
  server: '/etc/etcd/server',
  peer: '/etc/etcd/peer',
  data: '/var/lib/etcd',
} as const;

/** Members by DNS name, as `--initial-cluster` wants them. */
export function initialCluster(etcd: EtcdClusterModel, cluster: ManagementClusterModel): string {
  const names = etcdNames(etcd, cluster, { apiServer: TENANT.apiServer, etcd: ETCD.members, etcdPeers: ETCD.peers });
  return memberNames(names)
    .map((host, ordinal) => `${ETCD.members}-${ordinal}=https://${host}:${PORTS.etcdPeer}`)
    .join(',');
}

/**
 * Flags of one member by name without dashes, without those that the user adds. `$(POD_NAME)` is put in by the kubelet.
 * https://etcd.io/docs/v3.6/op-guide/configuration/
 */
export function memberFlags(etcd: EtcdClusterModel, cluster: ManagementClusterModel): Record<string, string> {
  const domain = `${etcd.namespace}.svc.${cluster.network.clusterDomain}`;
  return {
    ...memberUrls(domain, etcd.namespace, initialCluster(etcd, cluster)),
    ...tlsFlags(),
    ...tuningFlags(String(etcd.quotaBytes), etcd.autoCompactionRetention),
    ...(isBefore36(etcd.version) ? flagsBefore36() : flagsOf36()),
  };
}

function memberUrls(domain: string, token: string, members: string): Record<string, string> {
  return {
    name: '$(POD_NAME)',
    'data-dir': `${MOUNTS.data}/data`,
    'initial-cluster': members,
    'initial-cluster-state': 'new',
    'initial-cluster-token': token,
    'initial-advertise-peer-urls': `https://$(POD_NAME).${ETCD.peers}.${domain}:${PORTS.etcdPeer}`,
    'advertise-client-urls': `https://$(POD_NAME).${ETCD.peers}.${domain}:${PORTS.etcdClient}`,
    // Go listens on IPv6 as well when it is given this address.
    'listen-client-urls': `https://0.0.0.0:${PORTS.etcdClient}`,
    'listen-peer-urls': `https://0.0.0.0:${PORTS.etcdPeer}`,
    'listen-metrics-urls': `http://0.0.0.0:${PORTS.etcdMetrics}`,
  };
}

function tlsFlags(): Record<string, string> {
  return {
    'cert-file': `${MOUNTS.server}/tls.crt`,
    'key-file': `${MOUNTS.server}/tls.key`,
    'trusted-ca-file': `${MOUNTS.server}/ca.crt`,
    'client-cert-auth': 'true',
    'peer-cert-file': `${MOUNTS.peer}/tls.crt`,
    'peer-key-file': `${MOUNTS.peer}/tls.key`,
    'peer-trusted-ca-file': `${MOUNTS.peer}/ca.crt`,
    'peer-client-cert-auth': 'true',
    'tls-min-version': 'TLS1.2',
    'cipher-suites': CIPHER_SUITES.join(','),
    // The gateway speaks to etcd with the server's certificate, and whoever uses it would pass for that.
    'enable-grpc-gateway': 'false',
    'strict-reconfig-check': 'true',
  };
}

/**
 * Heartbeat and election: twice etcd's defaults, which are for a local disk. A leader whose network volume stalls sends no
 * heartbeats, and would be voted out after a second; on the other hand, clients cannot write for one to two election timeouts
 * after a leader died. https://etcd.io/docs/v3.6/tuning/
 */
const HEARTBEAT_MILLISECONDS = 200;
const ELECTION_MILLISECONDS = 2000;

function tuningFlags(quota: string, retention: string): Record<string, string> {
  return {
    'quota-backend-bytes': quota,
    'auto-compaction-mode': 'periodic',
    'auto-compaction-retention': retention,
    'heartbeat-interval': String(HEARTBEAT_MILLISECONDS),
    'election-timeout': String(ELECTION_MILLISECONDS),
    'snapshot-count': '10000',
  };
}

/**
 * Flags by the names they have since 3.6.
 *
 * A member compares its data with the others' before it serves, as kubeadm has it do. Members that all start at once with data
 * wait for each other's answers in vain: some 20 seconds after a power cut, for never serving from a corrupted database.
 *
 * Skipping the check that a peer's address fits its certificate costs nothing here, because the peer CA signs one certificate
 * and all members hold it; the check would refuse members until DNS knows the address of a pod that just started.
 */
function flagsOf36(): Record<string, string> {
  return {
    'peer-skip-client-san-verification': 'true',
    'watch-progress-notify-interval': '5s',
    'feature-gates': 'InitialCorruptCheck=true',
  };
}

/** The same by the names they had before. */
function flagsBefore36(): Record<string, string> {
  return {
    'experimental-peer-skip-client-san-verification': 'true',
    'experimental-watch-progress-notify-interval': '5s',
    'experimental-initial-corrupt-check': 'true',
  };
}

function isBefore36(version: string): boolean {
  const [major = 3, minor = 6] = version.split('.').map(Number);
  return major < 3 || (major === 3 && minor < 6);
}

/** Flags that Colonnade sets and users may set otherwise: tuning. */
export const OVERRIDABLE_ETCD_FLAGS: readonly string[] = Object.freeze([
  'election-timeout',
  'heartbeat-interval',
  'snapshot-count',
]);

/**
 * Flags that Colonnade never writes and that would work against what it writes: other ways to form a cluster, to serve or to trust,
 * profiling on the port that tenants reach, and a log that is not on the disk when a write is acknowledged.
 */
const CONTRADICTING = [
  'auto-tls',
  'config-file',
  'discovery',
  'discovery-srv',
  'enable-pprof',
  'force-new-cluster',
  'listen-client-http-urls',
  'peer-auto-tls',
  'unsafe-no-fsync',
  'wal-dir',
];

/** Flags of etcd, without dashes, that `extraArgs` may not set. Sorted. */
export const MANAGED_ETCD_FLAGS: readonly string[] = Object.freeze(
  [
    ...Object.keys({ ...memberUrls('', '', ''), ...tlsFlags(), ...tuningFlags('', '') }),
    ...Object.keys({ ...flagsOf36(), ...flagsBefore36() }),
    ...CONTRADICTING,
  ]
    .filter((flag) => !OVERRIDABLE_ETCD_FLAGS.includes(flag))
    .sort(),
);
