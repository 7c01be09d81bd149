import { withoutEmpty } from '../../api';
import { presetEndpoint } from '../../endpoint';
import type { InfrastructureProvider } from '../../provider';
import { infrastructureProvider, machineSpecs } from '../infrastructure-provider';
import type { FurtherFields } from '../infrastructure-provider';

/** Virtual machines of vSphere. */
export interface VsphereMachine extends FurtherFields {
  /** Template that is cloned. */
  readonly template: string;
  /** Name of the network; addresses come by DHCP. */
  readonly network: string;
  /** At least 2. @default - those of the template */
  readonly numCPUs?: number;
  /** @default - that of the template */
  readonly memoryMiB?: number;
  /** @default - that of the template */
  readonly diskGiB?: number;
  /** @default - the only one */
  readonly datacenter?: string;
  /** @default - the only one */
  readonly datastore?: string;
  /** @default - the only one */
  readonly folder?: string;
  /** @default - the only one */
  readonly resourcePool?: string;
}

/** Options of {@link vsphere}. */
export interface VsphereOptions extends FurtherFields {
  /** Address of vCenter. */
  readonly server: string;
  /** SHA-1 of its certificate. @default - checked with the system's certificates */
  readonly thumbprint?: string;
  /** Secret in the namespace of the tenant with user and password. @default - the controller's */
  readonly credentialsSecret?: string;
  /** Machines by the name that worker pools call them. @default {} */
  readonly machines?: Readonly<Record<string, VsphereMachine>>;
}

/**
 * VMware vSphere.
 *
 * https://github.com/kubernetes-sigs/cluster-api-provider-vsphere
 */
export function vsphere(options: VsphereOptions): InfrastructureProvider<'vsphere'> {
  const { server, thumbprint, credentialsSecret, spec } = options;
  return infrastructureProvider({
    name: 'vsphere',
    version: '1.16.1',
    link: 'https://github.com/kubernetes-sigs/cluster-api-provider-vsphere/blob/main/docs/getting_started.md',
    api: 'v1beta2',
    clusterKind: 'VSphereCluster',
    machineKind: 'VSphereMachineTemplate',
    options,
    machines: machineSpecs(options.machines, ({ network, ...machine }) => ({
      ...machine,
      network: { devices: [{ networkName: network, dhcp4: true }] },
    })),
    infraCluster: (tenant, { name }) => ({
      spec: {
        ...withoutEmpty({
          server,
          thumbprint,
          identityRef: credentialsSecret === undefined ? undefined : { kind: 'Secret', name: credentialsSecret },
          controlPlaneEndpoint: presetEndpoint(tenant),
        }),
        ...spec,
      },
      managedBy: name === 'k0smotron' ? 'k0smotron' : null,
    }),
  });
}
