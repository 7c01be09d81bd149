import { CIPHER_SUITES, emitYaml } from '../../kubernetes';
import type { JsonObject } from '../../kubernetes';
import { checkEndpoint, hostAndPort } from '../endpoint';
import { installation } from '../installer';
import type { InstallerFiles } from '../installer';
import { checkClusterName, checkMachines, checkMarks, checkQuorum, checkSsh } from '../machines';
import { NETWORK, checkNetwork } from '../networks';
import { Problems } from '../problems';
import { checkKubernetesVersion } from '../versions';
import { inventory } from './inventory';
import type { KubesprayProps } from './props';

/** Minors whose checksums Kubespray 2.31 has: roles/kubespray_defaults/vars/main/checksums.yml. */
export const KUBESPRAY_MINORS = [33, 34, 35] as const;

/**
 * An inventory and variables for Kubespray 2.31.
 *
 * Secrets are made where Ansible runs, below `inventory/credentials`, which a `.gitignore` beside them leaves out of version control.
 *
 * @throws ColonnadeError `CLN8000` to `CLN8005` for machines, versions, addresses, ranges and labels that cannot be
 *
 * https://kubespray.io/#/docs/ansible/vars
 */
export function kubespray(props: KubesprayProps): InstallerFiles {
  check(props);
  const { name, endpoint, variables, controlPlanes } = props;
  const file = (path: string, data: JsonObject) => ({ path: `inventory/${path}`, content: emitYaml(data) });
  return installation(
    name,
    [
      file('hosts.yaml', inventory(props)),
      file('group_vars/all/colonnade.yml', { ...allVariables(props), ...variables }),
      file('group_vars/k8s_cluster/colonnade.yml', clusterVariables(props)),
      { path: 'inventory/.gitignore', content: '/credentials/\n/artifacts/\n' },
    ],
    [
      ...(endpoint.kind === 'balancer' && controlPlanes.length > 1
        ? [
            `Before anything else: the balancer at ${hostAndPort(endpoint).text} forwards TCP to port 6443 of the control planes whose /readyz answers.`,
          ]
        : []),
      'Check out Kubespray v2.31.0 and install its requirements.txt; host keys of all machines are in known_hosts.',
      'In that folder: ansible-playbook -i <here>/inventory/hosts.yaml --become cluster.yml',
      'Keys of encryption and of certificates are made below inventory/credentials: keep that folder, and out of version control.',
      'Nodes are added with scale.yml, replaced with remove-node.yml, and upgraded with upgrade-cluster.yml, one minor at a time.',
      'Back up etcd: Kubespray does so only before it upgrades.',
    ],
  );
}

/** Variables of all machines, those with an etcd alone included. */
function allVariables({ endpoint }: KubesprayProps): JsonObject {
  const { host, port } = hostAndPort(endpoint);
  return {
    loadbalancer_apiserver: { address: host, port },
    ...(endpoint.kind === 'kube-vip' && {
      kube_vip_enabled: true,
      kube_vip_controlplane_enabled: true,
      kube_vip_arp_enabled: true,
      kube_vip_address: endpoint.address,
      ...(endpoint.interface !== undefined && { kube_vip_interface: endpoint.interface }),
    }),
    etcd_deployment_type: 'host',
    etcd_events_cluster_enabled: false,
    tls_cipher_suites: CIPHER_SUITES,
    tls_min_version: 'VersionTLS12',
  };
}

/** https://github.com/kubernetes-sigs/kubespray/blob/v2.31.0/docs/operations/hardening.md */
function clusterVariables(props: KubesprayProps): JsonObject {
  const { podCidrs, serviceCidrs, clusterDomain } = { ...NETWORK, ...props.network };
  const [pods, pods6] = podCidrs;
  const [services, services6] = serviceCidrs;
  return {
    kube_version: props.version,
    cluster_name: clusterDomain,
    container_manager: 'containerd',
    kube_network_plugin: props.networkPlugin ?? 'calico',
    kube_pods_subnet: pods,
    kube_service_addresses: services,
    kube_network_node_prefix: 24,
    ...(pods6 !== undefined && {
      ipv6_stack: true,
      kube_pods_subnet_ipv6: pods6,
      kube_service_addresses_ipv6: services6,
      kube_network_node_prefix_ipv6: 64,
    }),
    // ipvs, which is the default, is deprecated, and needs strict ARP beside kube-vip.
    kube_proxy_mode: 'nftables',
    supplementary_addresses_in_ssl_keys: [hostAndPort(props.endpoint).host],
    kubernetes_audit: true,
    audit_log_maxage: 30,
    audit_log_maxbackups: 10,
    audit_log_maxsize: 100,
    kube_encrypt_secret_data: true,
    kube_encryption_algorithm: 'secretbox',
    kube_encryption_resources: ['secrets'],
    kube_profiling: false,
    kube_controller_manager_bind_address: '127.0.0.1',
    kube_scheduler_bind_address: '127.0.0.1',
    kube_read_only_port: 0,
    kubelet_rotate_certificates: true,
    kubelet_rotate_server_certificates: true,
    kubelet_seccomp_default: true,
    kubelet_streaming_connection_idle_timeout: '5m',
    kubeconfig_localhost: false,
    auto_renew_certificates: true,
  };
}

function check(props: KubesprayProps): void {
  const { name, controlPlanes, etcd, workers = [], endpoint } = props;
  const problems = new Problems(name);
  checkClusterName(problems, name);
  checkKubernetesVersion(problems, props.version, KUBESPRAY_MINORS);
  if (etcd === undefined) checkQuorum(problems, 'controlPlanes', controlPlanes.length);
  else checkQuorum(problems, 'etcd', etcd.length);
  if (etcd !== undefined && controlPlanes.length === 0) checkQuorum(problems, 'controlPlanes', 0);
  const lists = { controlPlanes, etcd: etcd ?? [], workers };
  checkMachines(problems, lists);
  for (const [property, machines] of Object.entries(lists)) checkSsh(problems, property, machines);
  for (const [index, worker] of workers.entries()) checkMarks(problems, `workers[${String(index)}]`, worker);
  checkEndpoint(
    problems,
    endpoint,
    controlPlanes.map(({ address }) => address),
  );
  const all = Object.values(lists).flatMap((machines) => machines.map(({ address }) => address));
  checkNetwork(problems, props.network ?? {}, [...all, hostAndPort(endpoint).host]);
  problems.refuse();
}
