import { withoutEmpty } from '../../api';
import { presetEndpoint } from '../../endpoint';
import type { InfrastructureProvider } from '../../provider';
import { infrastructureProvider, machineSpecs } from '../infrastructure-provider';
import type { FurtherFields } from '../infrastructure-provider';

/** Bare metal. */
export interface Metal3Machine extends FurtherFields {
  readonly image: {
    readonly url: string;
    /** Checksum, or URL of a file with it. */
    readonly checksum: string;
    /** @default 'sha256' */
    readonly checksumType?: 'sha256' | 'sha512';
    /** @default 'qcow2' */
    readonly diskFormat?: 'raw' | 'qcow2' | 'vdi' | 'vmdk' | 'live-iso';
  };
  /** Labels of the BareMetalHosts that fit. @default - any */
  readonly hostSelector?: Readonly<Record<string, string>>;
  /** Metal3DataTemplate in the namespace of the tenant. @default - none */
  readonly dataTemplate?: string;
}

/** Options of {@link metal3}. */
export interface Metal3Options extends FurtherFields {
  /** Nodes get their provider id from a cloud controller manager. @default false */
  readonly cloudProviderEnabled?: boolean;
  /** Machines by the name that worker pools call them. @default {} */
  readonly machines?: Readonly<Record<string, Metal3Machine>>;
}

/**
 * Bare metal with Metal3. Where the API server answers is said beforehand.
 *
 * https://book.metal3.io/capm3/introduction
 */
export function metal3(options: Metal3Options = {}): InfrastructureProvider<'metal3'> {
  const { cloudProviderEnabled = false, spec } = options;
  return infrastructureProvider({
    name: 'metal3',
    version: '1.13.2',
    link: 'https://book.metal3.io/capm3/installation_guide',
    api: 'v1beta2',
    clusterKind: 'Metal3Cluster',
    machineKind: 'Metal3MachineTemplate',
    options,
    machines: machineSpecs(options.machines, ({ image, hostSelector, dataTemplate }) => ({
      image: { checksumType: 'sha256', diskFormat: 'qcow2', ...image },
      hostSelector: hostSelector && { matchLabels: { ...hostSelector } },
      dataTemplate: dataTemplate === undefined ? undefined : { name: dataTemplate },
    })),
    infraCluster: (tenant, { name }) => ({
      spec: { ...withoutEmpty({ cloudProviderEnabled, controlPlaneEndpoint: presetEndpoint(tenant) }), ...spec },
      managedBy: name === 'k0smotron' ? 'k0smotron' : null,
    }),
  });
}
