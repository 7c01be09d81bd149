import { carrierFor, cloudFacts, options } from './facts';
import type { CloudMachineProps } from './machine-props';
import { propsOf } from './props-of';
import { sourceOf } from './machine-source';
import type { MachineSource } from './machine-source';

/** Virtual machines in a cluster with KubeVirt. */
export interface KubevirtMachinesProps extends Omit<CloudMachineProps, 'spot' | 'zones'> {
  /** Container image with a disk, for example `quay.io/containerdisks/ubuntu:24.04`. @default - whoever makes the machines knows */
  readonly image?: string;
}

/**
 * Virtual machines in a cluster with KubeVirt, which keeps no secrets for machines alone, so somebody brings their credentials. Nothing in
 * Kubernetes changes their number; `Machines.clusterApi` is for those that are scaled.
 *
 * @example
 * Machines.kubevirt({ capacity: { cpu: '4', memory: '16Gi', ephemeralStorage: '64Gi' } })
 */
export function kubevirt(machines: KubevirtMachinesProps = {}): MachineSource<'manual'> {
  const { image, ...props } = propsOf(machines);
  return sourceOf({
    facts: {
      ...cloudFacts(props, { name: 'kubevirt', providerIdScheme: 'kubevirt://' }),
      source: 'kubevirt',
      // It comes as a disk from a Secret, and a document of 1 MiB is none of a pool.
      firstBoot: { carrier: carrierFor(props.operatingSystem, 'cloud-init'), limitBytes: null },
      scaling: { kind: 'manual' },
      options: options({ image }),
    },
    delivery: { kind: 'person' },
  });
}
