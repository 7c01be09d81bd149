import { withoutEmpty } from '../../api';
import type { InfrastructureProvider } from '../../provider';
import { infrastructureProvider, machineSpecs } from '../infrastructure-provider';
import type { FurtherFields } from '../infrastructure-provider';

/** Machines of Azure. */
export interface AzureMachine extends FurtherFields {
  /** For example `Standard_D4s_v5`. */
  readonly vmSize: string;
  /** @default 64 */
  readonly osDiskGiB?: number;
  /** Public key for SSH in base64. @default - a new one that nobody has */
  readonly sshPublicKey?: string;
}

/** Options of {@link azure}. */
export interface AzureOptions extends FurtherFields {
  /** For example `westeurope`. */
  readonly location: string;
  readonly subscriptionId: string;
  /** Name of the AzureClusterIdentity in the namespace of the tenant. */
  readonly identity: string;
  /** @default - named after the cluster */
  readonly resourceGroup?: string;
  /** Machines by the name that worker pools call them. @default {} */
  readonly machines?: Readonly<Record<string, AzureMachine>>;
}

/**
 * Microsoft Azure. For a hosted control plane the cluster has neither load balancer nor subnet for one.
 *
 * https://capz.sigs.k8s.io/
 */
export function azure(options: AzureOptions): InfrastructureProvider<'azure'> {
  const { location, subscriptionId, identity, resourceGroup, spec } = options;
  return infrastructureProvider({
    name: 'azure',
    version: '1.26.0',
    link: 'https://capz.sigs.k8s.io/getting-started',
    api: 'v1beta1',
    clusterKind: 'AzureCluster',
    machineKind: 'AzureMachineTemplate',
    options,
    machines: machineSpecs(options.machines, ({ vmSize, osDiskGiB, sshPublicKey }) => ({
      vmSize,
      osDisk: { osType: 'Linux', diskSizeGB: osDiskGiB ?? 64, managedDisk: { storageAccountType: 'Premium_LRS' } },
      sshPublicKey,
    })),
    infraCluster: (tenant, { name, hosted }) => ({
      spec: {
        ...withoutEmpty({
          location,
          subscriptionID: subscriptionId,
          resourceGroup,
          identityRef: {
            apiVersion: 'infrastructure.cluster.x-k8s.io/v1beta1',
            kind: 'AzureClusterIdentity',
            name: identity,
            namespace: tenant.namespace,
          },
          controlPlaneEnabled: hosted ? false : undefined,
        }),
        ...spec,
      },
      managedBy: name === 'k0smotron' ? 'k0smotron' : null,
    }),
  });
}
