import { emitDocuments } from '../../kubernetes';
import type { KubernetesObject } from '../../kubernetes';
import type { ManagementClusterModel } from '../../model';
import type { HostArtefact } from '../host';
import type { KubevirtSettings } from './settings';
import { GROUP_LABEL, virtualMachine } from './virtual-machine';

/** Port of the API server of the management cluster. */
const API_PORT = 6443;

/**
 * The machines of a management cluster as objects of the infrastructure cluster: a namespace, a Service for its API server, controllers and the
 * smallest number of machines of each group. Each reads the Secret `<machine>-user-data` at its first boot, which an installer's document is put
 * into.
 */
export function kubevirtMachines(settings: KubevirtSettings, name: string): readonly KubernetesObject[] {
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
      },
    },
    ...roles.flatMap(({ role, count, machineType }) =>
      Array.from({ length: count }, (_, index) => {
        const machine = `${name}-${role}-${String(index + 1)}`;
        return virtualMachine({
          name: machine,
          namespace,
          ...sizes[machineType ?? ''],
          image: settings.image,
          storageClass: settings.infraStorageClass,
          userDataSecret: `${machine}-user-data`,
          group: `${name}-${role}`,
        });
      }),
    ),
  ];
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
