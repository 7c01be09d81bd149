import { withoutEmpty } from '../../api';
import { apiPort, knownHost } from '../../endpoint';
import type { InfrastructureProvider } from '../../provider';
import { infrastructureProvider, machineSpecs } from '../infrastructure-provider';
import type { FurtherFields } from '../infrastructure-provider';

/** Servers of OpenStack. */
export interface OpenStackMachine extends FurtherFields {
  readonly flavor: string;
  /** Name of the image. */
  readonly image: string;
  /** Key pair for SSH. @default - none */
  readonly sshKeyName?: string;
  /** Root disk as a volume, in GiB. @default - the flavor's disk */
  readonly rootVolumeGiB?: number;
}

/** Options of {@link openstack}. */
export interface OpenStackOptions extends FurtherFields {
  /** Secret in the namespace of the tenant with `clouds.yaml`, and the cloud in it. */
  readonly credentials: { readonly secret: string; readonly cloud: string };
  /** Id of the network that leads out. @default - the only one */
  readonly externalNetworkId?: string;
  /** Range of the subnet that is made. @default - a network that `spec` names */
  readonly subnetCidr?: string;
  /** Machines by the name that worker pools call them. @default {} */
  readonly machines?: Readonly<Record<string, OpenStackMachine>>;
}

/**
 * OpenStack. For a hosted control plane there is neither load balancer nor floating address: the address is given beforehand.
 *
 * https://cluster-api-openstack.sigs.k8s.io/
 */
export function openstack(options: OpenStackOptions): InfrastructureProvider<'openstack'> {
  const { credentials, externalNetworkId, subnetCidr, spec } = options;
  return infrastructureProvider({
    name: 'openstack',
    version: '0.14.7',
    link: 'https://cluster-api-openstack.sigs.k8s.io/getting-started',
    api: 'v1beta1',
    clusterKind: 'OpenStackCluster',
    machineKind: 'OpenStackMachineTemplate',
    options,
    immutable: [
      {
        pointer: '/spec/identityRef/region',
        refuses: ['change', 'addition', 'removal'],
        reason: 'everything of a cluster is in one region; make another tenant',
      },
    ],
    machines: machineSpecs(options.machines, ({ flavor, image, sshKeyName, rootVolumeGiB }) => ({
      flavor,
      image: { filter: { name: image } },
      sshKeyName,
      rootVolume: rootVolumeGiB === undefined ? undefined : { sizeGiB: rootVolumeGiB },
    })),
    infraCluster: (tenant, { name, hosted }) => ({
      spec: {
        ...withoutEmpty({
          identityRef: { type: 'Secret', name: credentials.secret, cloudName: credentials.cloud },
          externalNetwork: externalNetworkId === undefined ? undefined : { id: externalNetworkId },
          managedSubnets: subnetCidr === undefined ? undefined : [{ cidr: subnetCidr }],
          managedSecurityGroups: { allowAllInClusterTraffic: true },
          ...(hosted && {
            apiServerLoadBalancer: { enabled: false },
            disableAPIServerFloatingIP: true,
            apiServerFixedIP: knownHost(tenant) ?? undefined,
            apiServerPort: apiPort(tenant),
          }),
        }),
        ...spec,
      },
      managedBy: name === 'k0smotron' ? 'k0smotron' : null,
    }),
  });
}
