import type { Carrier } from '../../model';
import { carrierFor, commonFacts } from './facts';
import type { MachineProps } from './machine-props';
import { propsOf } from './props-of';
import { sourceOf } from './machine-source';
import type { MachineSource } from './machine-source';

/** Machines that somebody makes and joins. */
export interface ExistingMachinesProps extends MachineProps {
  /** Form of the document that is printed for them. @default - a shell script; Ignition for Flatcar and Fedora CoreOS */
  readonly carrier?: Carrier;
  /** Zones that the machines are in. @default [] */
  readonly zones?: readonly string[];
}

/**
 * Machines of any kind that somebody makes and joins with the printed document: `colonnade worker <tenant> <pool>`.
 *
 * @example
 * Machines.existing({ architecture: 'arm64', capacity: { cpu: '4', memory: '8Gi' } })
 */
export function existing(machines: ExistingMachinesProps = {}): MachineSource<'manual'> {
  const { carrier, zones, ...props } = propsOf(machines);
  const facts = commonFacts(props);
  return sourceOf({
    facts: {
      ...facts,
      source: 'existing',
      zones: zones ?? facts.zones,
      firstBoot: { carrier: carrier ?? carrierFor(props.operatingSystem, 'script'), limitBytes: null },
      scaling: { kind: 'manual' },
    },
    delivery: { kind: 'person' },
  });
}
