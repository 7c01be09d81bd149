import { carrierFor, cloudFacts, options } from './facts';
import type { CloudMachineProps } from './machine-props';
import { propsOf } from './props-of';
import { sourceOf } from './machine-source';
import type { MachineSource } from './machine-source';

/** Droplets. */
export interface DigitalOceanMachinesProps extends Omit<CloudMachineProps, 'spot' | 'zones'> {
  /** For example `fra1`; a region is one zone. @default - whoever makes the droplets knows */
  readonly region?: string;
  /** For example `g-4vcpu-16gb`. @default - whoever makes the droplets knows */
  readonly size?: string;
  /** @default - whoever makes the droplets knows */
  readonly image?: string;
}

/** User data of a droplet, which is plain text. Source: https://docs.digitalocean.com/reference/api/reference/droplets/ */
export const DROPLET_USER_DATA_BYTES = 65_536;

/**
 * Droplets of DigitalOcean, which keeps no secrets for machines, so somebody brings their credentials. Nothing in Kubernetes changes their
 * number.
 *
 * @example
 * Machines.digitalocean({ region: 'fra1', size: 'g-4vcpu-16gb', capacity: { cpu: '4', memory: '16Gi' } })
 */
export function digitalocean(machines: DigitalOceanMachinesProps = {}): MachineSource<'manual'> {
  const { region, size, image, ...props } = propsOf(machines);
  return sourceOf({
    facts: {
      ...cloudFacts(props, { name: 'digitalocean', providerIdScheme: 'digitalocean://' }),
      source: 'digitalocean',
      firstBoot: { carrier: carrierFor(props.operatingSystem, 'cloud-init'), limitBytes: DROPLET_USER_DATA_BYTES },
      scaling: { kind: 'manual' },
      options: options({ region, size, image }),
    },
    delivery: { kind: 'person' },
  });
}
