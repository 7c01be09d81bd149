import { carrierFor, cloudFacts, options } from './facts';
import type { CloudMachineProps } from './machine-props';
import { propsOf } from './props-of';
import { sourceOf } from './machine-source';
import type { MachineSource } from './machine-source';

/** Servers of an OpenStack cloud. */
export interface OpenStackMachinesProps extends Omit<CloudMachineProps, 'spot'> {
  /** @default - whoever makes the servers knows */
  readonly flavor?: string;
  /** @default - whoever makes the servers knows */
  readonly image?: string;
}

/** User data of a server: 65,535 bytes of base64. Source: https://docs.openstack.org/nova/latest/user/metadata.html */
export const NOVA_USER_DATA_BYTES = 49_149;

/**
 * Servers of an OpenStack cloud. Nothing in Kubernetes changes their number; use `Machines.clusterApi` for that.
 *
 * @example
 * Machines.openstack({ flavor: 'm1.large', capacity: { cpu: '4', memory: '8Gi' } })
 */
export function openstack(machines: OpenStackMachinesProps = {}): MachineSource<'manual'> {
  const { flavor, image, ...props } = propsOf(machines);
  return sourceOf({
    facts: {
      ...cloudFacts(props, { name: 'openstack', providerIdScheme: 'openstack:///' }),
      source: 'openstack',
      firstBoot: { carrier: carrierFor(props.operatingSystem, 'cloud-init'), limitBytes: NOVA_USER_DATA_BYTES },
      scaling: { kind: 'manual' },
      options: options({ flavor, image }),
    },
    delivery: { kind: 'person' },
  });
}
