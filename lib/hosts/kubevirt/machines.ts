import { emitDocuments } from '../../kubernetes';
import type { KubernetesObject } from '../../kubernetes';
import type { ManagementClusterModel } from '../../model';
import type { HostArtefact } from '../host';
import type { KubevirtSettings } from './settings';
import { GROUP_LABEL, virtualMachine } from './virtual-machine';

/** Port of the API server of the management cluster. */
const API_PORT = 6443;

/** What is known of the infrastructure cluster where the machines are made, besides what the host says. */
export interface KubevirtMachineOptions {
  /** Where machines have addresses that stay. @default - the pod network, where only a cluster of one machine works */
  readonly network?: {
    /** NetworkAttachmentDefinition of Multus: its name, or `<namespace>/<name>`. */
    readonly attachment: string;
    /** Addresses with the length of their prefix, by names of machines: `{ 'eu-1-etcd-1': '192.168.64.160/24' }`. */
    readonly addresses: Readonly<Record<string, string>>;
  };
  /** Who reaches the API server. @default - whoever reaches its balancer */
  readonly apiServerCidrs?: readonly string[];
}

/**
 * The machines of a management cluster as objects of the infrastructure cluster: a namespace, a Service for its API server, controllers and the
 * smallest number of machines of each group. Each reads the Secret `<machine>-user-data` at its first boot, which an installer's document is put
 * into. Controllers and machines of etcd are never on one node with another of theirs. Namespace and Service come first.
 */
export function kubevirtMachines(
  settings: KubevirtSettings,
  name: string,
  { network, apiServerCidrs }: KubevirtMachineOptions = {},
): readonly [KubernetesObject, KubernetesObject, ...KubernetesObject[]] {
  const { namespace, controllers, nodePools, sizes } = settings;
  const [general] = nodePools;
  const roles = [
    { role: 'controller', count: controllers, machineType: general.machineType },
    ...nodePools.map(({ role, size, machineType }) => ({ role, count: size.min, machineType })),
  ];
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: `${name}-api`, namespace, labels: { 'app.kubernetes.io/managed-by': 'colonnade' } },
      spec: {
        type: 'LoadBalancer',
        selector: { [GROUP_LABEL]: `${name}-controller` },
        ports: [{ name: 'https', port: API_PORT, targetPort: API_PORT, protocol: 'TCP' }],
        ...(apiServerCidrs !== undefined && { loadBalancerSourceRanges: [...apiServerCidrs] }),
      },
    },
    ...roles.flatMap(({ role, count, machineType }) =>
      Array.from({ length: count }, (_, index) => {
        const machine = `${name}-${role}-${String(index + 1)}`;
        const address = network?.addresses[machine];
        return virtualMachine({
          name: machine,
          namespace,
          ...sizes[machineType ?? ''],
          image: settings.image,
          storageClass: settings.infraStorageClass,
          userDataSecret: `${machine}-user-data`,
          group: `${name}-${role}`,
          ...(network !== undefined && {
            network: { attachment: network.attachment, ...(address !== undefined && { address }) },
          }),
          ...(role === 'controller' || role === 'etcd' ? { spread: 'required' } : {}),
          ...(role !== 'controller' && { labels: workerLabels(name) }),
        });
      }),
    ),
  ];
}

/**
 * Labels by which Services of the cloud controller manager of KubeVirt find the nodes of a cluster, which it knows by `--cluster-name`.
 *
 * Source: https://github.com/kubevirt/cloud-provider-kubevirt#prerequisites
 */
export function workerLabels(clusterName: string): Readonly<Record<string, string>> {
  return { 'cluster.x-k8s.io/cluster-name': clusterName, 'cluster.x-k8s.io/role': 'worker' };
}

/** {@link kubevirtMachines} as a file. */
export function machinesFile(settings: KubevirtSettings, { name }: Pick<ManagementClusterModel, 'name'>): HostArtefact {
  const path = 'virtual-machines.yaml';
  return {
    path,
    content: emitDocuments(kubevirtMachines(settings, name)),
    usage: `kubectl apply --server-side -f ${path}`,
  };
}
