import type { JsonObject } from '../../kubernetes';
import type { Machine, NodeMarks, SshAccess } from '../machines';
import type { KubesprayProps } from './props';

/** Groups as Kubespray has them: https://kubespray.io/#/docs/ansible/inventory */
export function inventory({ controlPlanes, etcd, workers = [] }: KubesprayProps): JsonObject {
  const members = etcd ?? controlPlanes;
  return {
    all: {
      hosts: Object.fromEntries(
        [...controlPlanes, ...(etcd ?? []), ...workers].map((machine) => [machine.name, host(machine)]),
      ),
      children: {
        kube_control_plane: { hosts: named(controlPlanes) },
        etcd: { hosts: named(members) },
        kube_node: { hosts: named(workers) },
        k8s_cluster: { children: { kube_control_plane: {}, kube_node: {} } },
      },
      vars: { ansible_user: 'root' },
    },
  };
}

function named(machines: readonly Machine[]): JsonObject {
  return Object.fromEntries(machines.map(({ name }) => [name, {}]));
}

function host({
  address,
  sshAddress,
  user,
  port,
  labels = {},
  taints = [],
}: Machine & SshAccess & NodeMarks): JsonObject {
  return {
    ansible_host: sshAddress ?? address,
    ip: address,
    access_ip: address,
    ...(user !== undefined && { ansible_user: user }),
    ...(port !== undefined && { ansible_port: port }),
    ...(Object.keys(labels).length > 0 && { node_labels: labels }),
    ...(taints.length > 0 && { node_taints: taints.map(({ key, value = '', effect }) => `${key}=${value}:${effect}`) }),
  };
}
