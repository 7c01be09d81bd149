import { carrierFor, cloudFacts, options } from './facts';
import type { CloudMachineProps } from './machine-props';
import { propsOf } from './props-of';
import { sourceOf } from './machine-source';
import type { MachineSource } from './machine-source';

/** Azure virtual machines. */
export interface AzureMachinesProps extends CloudMachineProps {
  /** URL of the key vault that holds the join credential, for example `https://acme.vault.azure.net`. */
  readonly vault: `https://${string}`;
  /** Subscription of the scale set, which cluster-autoscaler has to know. @default - whoever makes the scale set knows */
  readonly subscriptionId?: string;
  /** Resource group of the scale set, which cluster-autoscaler has to know. @default - whoever makes the scale set knows */
  readonly resourceGroup?: string;
  /** For example `Standard_D4s_v5`. @default - that of the scale set */
  readonly vmSize?: string;
  /** Image reference or URN. @default - that of the scale set */
  readonly image?: string;
  /** Who writes the join credential into the vault. @default - the workload identity of the service account itself */
  readonly credentials?: {
    /** Client id of the managed identity that is federated with the service account. @default - none */
    readonly clientId?: string;
    /**
     * Image with the Azure command-line tool.
     *
     * @default 'mcr.microsoft.com/azure-cli:2.75.0'
     * @see https://learn.microsoft.com/en-us/cli/azure/run-azure-cli-docker
     */
    readonly image?: string;
  };
}

/**
 * Custom data after base64 is taken off: `osProfile.customData` of the REST API.
 * Source: https://learn.microsoft.com/en-us/rest/api/compute/virtual-machines/create-or-update
 */
export const AZURE_CUSTOM_DATA_BYTES = 65_535;

/**
 * A virtual machine scale set, whose machines read their credential from a key vault with their managed identity.
 *
 * @example
 * Machines.azureScaleSet({ vault: 'https://acme.vault.azure.net', vmSize: 'Standard_D4s_v5', zones: ['1', '2', '3'] })
 */
export function azureScaleSet(machines: AzureMachinesProps): MachineSource<'group'> {
  const { vault = '', subscriptionId, resourceGroup, vmSize, image, credentials, ...props } = propsOf(machines);
  const { clientId, image: writerImage, ...unknown } = propsOf(credentials);
  return sourceOf({
    facts: {
      ...cloudFacts(props, { name: 'azure', providerIdScheme: 'azure:///' }),
      source: 'azure-scale-set',
      firstBoot: { carrier: carrierFor(props.operatingSystem, 'cloud-init'), limitBytes: AZURE_CUSTOM_DATA_BYTES },
      scaling: { kind: 'group', autoscaler: 'azure' },
      options: options({ subscriptionId, resourceGroup, vmSize, image }),
    },
    delivery: {
      kind: 'secret',
      place: {
        ...unknown,
        kind: 'azure-key-vault',
        location: vault,
        serviceAccountAnnotations: clientId === undefined ? {} : { 'azure.workload.identity/client-id': clientId },
        image: writerImage ?? 'mcr.microsoft.com/azure-cli:2.75.0',
      },
    },
  });
}
