import { withoutEmpty } from '../../api';
import { presetEndpoint } from '../../endpoint';
import type { InfrastructureProvider } from '../../provider';
import { infrastructureProvider, machineSpecs } from '../infrastructure-provider';
import type { FurtherFields } from '../infrastructure-provider';

/** Virtual machines in a Kubernetes cluster. */
export interface KubevirtMachine extends FurtherFields {
  /** Container disk that the machine boots from. */
  readonly image: string;
  readonly cores: number;
  /** A quantity such as `8Gi`. */
  readonly memory: string;
}

/** Options of {@link kubevirt}. */
export interface KubevirtOptions extends FurtherFields {
  /** Secret in the namespace of the tenant with a kubeconfig of the cluster for the machines. @default - the management cluster */
  readonly infraClusterSecret?: string;
  /** Machines by the name that worker pools call them. @default {} */
  readonly machines?: Readonly<Record<string, KubevirtMachine>>;
}

/**
 * KubeVirt. For a hosted control plane the cluster object is the control plane's (`managed-by`): no Service is made for it.
 *
 * https://github.com/kubernetes-sigs/cluster-api-provider-kubevirt
 */
export function kubevirt(options: KubevirtOptions = {}): InfrastructureProvider<'kubevirt'> {
  const { infraClusterSecret, spec } = options;
  return infrastructureProvider({
    name: 'kubevirt',
    version: '0.11.2',
    link: 'https://github.com/kubernetes-sigs/cluster-api-provider-kubevirt/blob/main/docs/getting-started.md',
    api: 'v1alpha1',
    clusterKind: 'KubevirtCluster',
    machineKind: 'KubevirtMachineTemplate',
    options,
    machines: machineSpecs(options.machines, ({ image, cores, memory }) => ({
      virtualMachineBootstrapCheck: { checkStrategy: 'none' },
      virtualMachineTemplate: {
        spec: {
          runStrategy: 'Always',
          template: {
            spec: {
              domain: {
                cpu: { cores },
                memory: { guest: memory },
                devices: {
                  disks: [{ name: 'system', disk: { bus: 'virtio' } }],
                  interfaces: [{ name: 'default', bridge: {} }],
                },
              },
              networks: [{ name: 'default', pod: {} }],
              evictionStrategy: 'External',
              volumes: [{ name: 'system', containerDisk: { image } }],
            },
          },
        },
      },
    })),
    infraCluster: (tenant, { name, hosted }) => ({
      spec: {
        ...withoutEmpty({
          infraClusterSecretRef:
            infraClusterSecret === undefined ? undefined : { name: infraClusterSecret, namespace: tenant.namespace },
          controlPlaneEndpoint: hosted ? presetEndpoint(tenant) : undefined,
        }),
        ...spec,
      },
      managedBy: hosted ? name : null,
    }),
  });
}
