import { CIPHER_SUITES } from '../../kubernetes';
import type { JsonObject } from '../../kubernetes';
import type { Machine, NodeTaint, WorkerMachine } from '../machines';
import { NETWORK } from '../networks';
import type { Rke2ClusterProps, Rke2Props } from './props';

/** Where files stand on machines. */
export const PATHS = {
  config: '/etc/rancher/rke2/config.yaml',
  token: '/etc/rancher/rke2/token',
  agentToken: '/etc/rancher/rke2/agent-token',
  auditPolicy: '/etc/rancher/rke2/audit-policy.yaml',
  sysctl: '/etc/sysctl.d/60-rke2-cis.conf',
  prepare: '/opt/colonnade/prepare.sh',
} as const;

/** Port at which servers take in other machines. */
export const SUPERVISOR_PORT = 9345;

/**
 * `config.yaml` of a server. Tokens are named by file, never given.
 *
 * https://docs.rke2.io/reference/server_config
 */
export function serverConfig(props: Rke2Props, machine: Machine, isFirst: boolean): JsonObject {
  const { endpoint, snapshots = {} } = props;
  return {
    ...(!isFirst && { server: supervisorUrl(endpoint) }),
    'token-file': PATHS.token,
    'agent-token-file': PATHS.agentToken,
    'node-name': machine.name,
    'node-ip': machine.address,
    'tls-san': [endpoint],
    ...clusterConfig(props),
    // Pods of tenants stay off the machines whose etcd has to answer in time.
    'node-taint': ['CriticalAddonsOnly=true:NoExecute'],
    'write-kubeconfig-mode': '0600',
    'audit-policy-file': PATHS.auditPolicy,
    'kubelet-arg': ['streaming-connection-idle-timeout=5m', 'system-reserved=cpu=500m,memory=1Gi'],
    'etcd-snapshot-schedule-cron': snapshots.schedule ?? SNAPSHOTS.schedule,
    'etcd-snapshot-retention': snapshots.retention ?? SNAPSHOTS.retention,
    'etcd-snapshot-compress': true,
    ...(snapshots.s3Secret !== undefined && { 'etcd-s3': true, 'etcd-s3-config-secret': snapshots.s3Secret }),
  };
}

/** When snapshots of etcd are taken, and how many are kept, unless somebody says otherwise. */
export const SNAPSHOTS = { schedule: '0 */6 * * *', retention: 28 } as const;

/** What all servers of a cluster say alike, whoever writes it onto them. */
export function clusterConfig(props: Rke2ClusterProps): JsonObject {
  const { cisProfile = true } = props;
  const network = { ...NETWORK, ...props.network };
  const tls = [`tls-cipher-suites=${CIPHER_SUITES.join(',')}`, 'tls-min-version=VersionTLS12'];
  return {
    'cluster-cidr': network.podCidrs.join(','),
    'service-cidr': network.serviceCidrs.join(','),
    'cluster-domain': network.clusterDomain,
    cni: props.cni ?? 'canal',
    'ingress-controller': 'none',
    ...(cisProfile && { profile: 'cis' }),
    ...(props.selinux === true && { selinux: true }),
    ...(props.systemDefaultRegistry !== undefined && { 'system-default-registry': props.systemDefaultRegistry }),
    'secrets-encryption': true,
    'kube-apiserver-arg': ['audit-log-maxage=30', 'audit-log-maxbackup=10', 'audit-log-maxsize=100', ...tls],
    'kube-controller-manager-arg': tls,
    'kube-scheduler-arg': tls,
    'etcd-arg': [`quota-backend-bytes=${String(8 * 1024 ** 3)}`],
  };
}

/**
 * `config.yaml` of an agent, which knows the agents' token alone and can become no server with it.
 *
 * https://docs.rke2.io/reference/linux_agent_config
 */
export function agentConfig(props: Rke2Props, { name, address, labels = {}, taints = [] }: WorkerMachine): JsonObject {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return {
    server: supervisorUrl(props.endpoint),
    'token-file': PATHS.agentToken,
    'node-name': name,
    'node-ip': address,
    ...(props.cisProfile !== false && { profile: 'cis' }),
    ...(props.selinux === true && { selinux: true }),
    ...(props.systemDefaultRegistry !== undefined && { 'system-default-registry': props.systemDefaultRegistry }),
    ...(pairs.length > 0 && { 'node-label': pairs }),
    ...(taints.length > 0 && { 'node-taint': taints.map(taintText) }),
    'kubelet-arg': ['streaming-connection-idle-timeout=5m', 'system-reserved=cpu=100m,memory=256Mi'],
  };
}

/** A taint as RKE2 and Rancher read it. */
export function taintText({ key, value = '', effect }: NodeTaint): string {
  return `${key}=${value}:${effect}`;
}

function supervisorUrl(endpoint: string): string {
  return `https://${endpoint.includes(':') ? `[${endpoint}]` : endpoint}:${String(SUPERVISOR_PORT)}`;
}
