import { carrierFor, cloudFacts, options } from './facts';
import type { CloudMachineProps } from './machine-props';
import { propsOf } from './props-of';
import { sourceOf } from './machine-source';
import type { MachineSource } from './machine-source';

/** Servers of Hetzner Cloud. */
export interface HetznerMachinesProps extends Omit<CloudMachineProps, 'spot'> {
  /** For example `cpx31`. @default - whoever makes the servers knows */
  readonly serverType?: string;
  /** @default - whoever makes the servers knows */
  readonly image?: string;
}

/**
 * User data of a server. The API takes 32 KiB of text; compressed user data is base64 there, which cloud-init takes off, so three
 * quarters of it are left. Source: https://docs.hetzner.cloud/reference/cloud#servers-create-a-server
 */
export const HETZNER_USER_DATA_BYTES = 24_576;

/**
 * Servers of Hetzner Cloud. Hetzner keeps no secrets for machines, so somebody brings their credentials.
 *
 * @example
 * Machines.hetzner({ serverType: 'cax21', architecture: 'arm64', zones: ['fsn1', 'nbg1'] })
 */
export function hetzner(machines: HetznerMachinesProps = {}): MachineSource<'group'> {
  const { serverType, image, ...props } = propsOf(machines);
  return sourceOf({
    facts: {
      ...cloudFacts(props, { name: 'hetzner', providerIdScheme: 'hcloud://' }),
      source: 'hetzner',
      firstBoot: { carrier: carrierFor(props.operatingSystem, 'cloud-init'), limitBytes: HETZNER_USER_DATA_BYTES },
      scaling: { kind: 'group', autoscaler: 'hetzner' },
      options: options({ serverType, image }),
    },
    delivery: { kind: 'person' },
  });
}
