import { CIPHER_SUITES, minorFacts } from '../../kubernetes';
import type { JsonObject } from '../../kubernetes';
import { hostAndPort } from '../endpoint';
import type { Machine, WorkerMachine } from '../machines';
import { NETWORK } from '../networks';
import type { PuppetProps } from './props';

/** Revision of the packages at pkgs.k8s.io. */
const PACKAGE_REVISION = '1.1';

/** Folder of files that the site manifest writes on controllers. */
export const FOLDER = '/etc/colonnade';

/**
 * Keys that the encrypted layers have to have, since every one of them is secret or belongs to one. The first list is the cluster's, the
 * second that of each controller. `kubetool` of the module makes them: https://github.com/puppetlabs/puppetlabs-kubernetes#setup
 */
export const SECRET_KEYS = {
  cluster: [
    'kubernetes::token',
    'kubernetes::discovery_token_hash',
    'kubernetes::kubernetes_ca_crt',
    'kubernetes::kubernetes_ca_key',
    'kubernetes::kubernetes_front_proxy_ca_crt',
    'kubernetes::kubernetes_front_proxy_ca_key',
    'kubernetes::sa_key',
    'kubernetes::sa_pub',
    'kubernetes::etcd_ca_crt',
    'kubernetes::etcd_ca_key',
    'kubernetes::etcdclient_crt',
    'kubernetes::etcdclient_key',
    'colonnade::encryption_configuration',
  ],
  controller: [
    'kubernetes::etcdserver_crt',
    'kubernetes::etcdserver_key',
    'kubernetes::etcdpeer_crt',
    'kubernetes::etcdpeer_key',
  ],
} as const;

/** Parameters of class `kubernetes` that all machines have. https://forge.puppet.com/modules/puppetlabs/kubernetes/reference */
export function clusterData(props: PuppetProps): JsonObject {
  const { version, controllers, operatingSystem = 'debian' } = props;
  const network = { ...NETWORK, ...props.network };
  const { host, text } = hostAndPort(props.endpoint);
  const isRhel = operatingSystem === 'rhel';
  const tls = [`tls-cipher-suites: ${JSON.stringify(CIPHER_SUITES.join(','))}`, 'tls-min-version: VersionTLS12'];
  const component = ['profiling: "false"', ...tls];
  return prefixed({
    kubernetes_cluster_name: props.name,
    kubernetes_version: version,
    kubernetes_package_version: isRhel ? version : `${version}-${PACKAGE_REVISION}`,
    create_repos: true,
    manage_docker: false,
    container_runtime: 'cri_containerd',
    // The archive is for amd64 alone, and a package is kept up to date by the distribution.
    containerd_install_method: 'package',
    containerd_package_name: isRhel ? 'containerd.io' : 'containerd',
    cgroup_driver: 'systemd',
    disable_swap: true,
    controller_address: text,
    api_server_count: controllers.length,
    etcd_version: minorFacts(version)?.kubeadm.etcd,
    etcd_peers: controllers.map(({ address }) => address),
    etcd_initial_cluster: controllers
      .map(({ name, address }) => `${name}=https://${bracketed(address)}:2380`)
      .join(','),
    etcd_initial_cluster_state: 'new',
    cni_pod_cidr: network.podCidrs.join(','),
    service_cidr: network.serviceCidrs.join(','),
    dns_domain: network.clusterDomain,
    ...(props.networkManifest !== undefined && { cni_network_provider: props.networkManifest }),
    apiserver_cert_extra_sans: [host],
    apiserver_extra_arguments: [
      `audit-policy-file: ${FOLDER}/audit-policy.yaml`,
      'audit-log-path: /var/log/kubernetes/audit/audit.log',
      'audit-log-maxage: "30"',
      'audit-log-maxbackup: "10"',
      'audit-log-maxsize: "100"',
      `encryption-provider-config: ${FOLDER}/encryption.yaml`,
      ...component,
    ],
    apiserver_extra_volumes: {
      colonnade: { hostPath: FOLDER, mountPath: FOLDER, readOnly: true, pathType: 'Directory' },
      'audit-logs': {
        hostPath: '/var/log/kubernetes/audit',
        mountPath: '/var/log/kubernetes/audit',
        readOnly: false,
        pathType: 'DirectoryOrCreate',
      },
    },
    controllermanager_extra_arguments: component,
    scheduler_extra_arguments: component,
    image_repository: 'registry.k8s.io',
    install_dashboard: false,
    schedule_on_controller: false,
    ttl_duration: '1h',
  });
}

/** What a controller is told of itself. */
export function controllerData({ name, address }: Machine): JsonObject {
  return prefixed({
    controller: true,
    worker: false,
    manage_etcd: true,
    etcd_hostname: name,
    etcd_ip: address,
    kube_api_advertise_address: address,
    node_label: name,
    kubelet_extra_arguments: [`node-ip: ${JSON.stringify(address)}`],
  });
}

/** What a worker is told of itself. */
export function workerData({ name, address, labels = {}, taints = [] }: WorkerMachine): JsonObject {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return prefixed({
    controller: false,
    worker: true,
    manage_etcd: false,
    node_label: name,
    kubelet_extra_arguments: [
      `node-ip: ${JSON.stringify(address)}`,
      ...(pairs.length > 0 ? [`node-labels: ${JSON.stringify(pairs.join(','))}`] : []),
    ],
    ...(taints.length > 0 && {
      node_extra_taints: taints.map(({ key, value = '', effect }) => ({ key, value, effect })),
    }),
  });
}

function bracketed(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}

function prefixed(parameters: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(parameters).map(([key, value]) => [`kubernetes::${key}`, value]));
}
