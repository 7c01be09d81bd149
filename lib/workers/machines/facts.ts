import type { Carrier, CloudModel, MachineCapacityModel, MachinesModel, OperatingSystem } from '../../model';
import type { CapacityProps, CloudMachineProps, MachineProps, SpotProps } from './machine-props';

/**
 * The facts that every source takes from its props. What a caller misspelt stays among them, so that the pool that is given the
 * source reports it.
 */
export function commonFacts(props: MachineProps) {
  const { architecture, operatingSystem, capacity, gpu, reachable, ...unknown } = props;
  return {
    ...unknown,
    architecture: architecture ?? 'amd64',
    operatingSystem: operatingSystem ?? 'ubuntu',
    capacity: capacityOf(capacity),
    gpu: gpu ?? null,
    reachable: reachable ?? true,
    hosts: NOTHING,
    zones: NOTHING,
    cloud: null,
    spot: null,
    options: NO_OPTIONS,
  } as const satisfies Partial<MachinesModel>;
}

/** {@link commonFacts}, and those that all clouds have. */
export function cloudFacts(
  { zones, cloudController, spot, ...props }: CloudMachineProps,
  cloud: Omit<CloudModel, 'controller'>,
) {
  return {
    ...commonFacts(props),
    zones: zones ?? NOTHING,
    spot: spotOf(spot),
    cloud: { ...cloud, controller: cloudController ?? 'none' },
  } as const satisfies Partial<MachinesModel>;
}

/**
 * In which form an operating system reads a document at its first boot, where the source passes it any.
 * Sources: https://www.flatcar.org/docs/latest/provisioning/ignition/, https://docs.fedoraproject.org/en-US/fedora-coreos/producing-ign/
 */
export function carrierFor(operatingSystem: OperatingSystem | undefined, usual: Carrier): Carrier {
  return (operatingSystem === undefined ? undefined : OWN_CARRIERS[operatingSystem]) ?? usual;
}

const OWN_CARRIERS: Readonly<Partial<Record<OperatingSystem, Carrier>>> = Object.freeze({
  flatcar: 'ignition',
  'fedora-coreos': 'ignition',
  talos: 'native',
  bottlerocket: 'native',
});

const NOTHING: readonly never[] = Object.freeze([]);
const NO_OPTIONS: Readonly<Record<string, never>> = Object.freeze({});

/** A property that was left out; careless callers pass `null` for it. */
function capacityOf(capacity: CapacityProps | null | undefined): MachineCapacityModel | null {
  if (typeof capacity !== 'object' || capacity === null) return capacity ?? null;
  return { ...capacity, ephemeralStorage: capacity.ephemeralStorage ?? null };
}

function spotOf(spot: SpotProps | null | undefined): MachinesModel['spot'] {
  if (typeof spot !== 'object' || spot === null) return spot ?? null;
  return { ...spot, percent: spot.percent ?? 100, maxPricePerHour: spot.maxPricePerHour ?? null };
}

/** An object without the properties that are `undefined`, as the model has options. */
export function options(values: Readonly<Record<string, string | readonly string[] | undefined>>) {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string | readonly string[]] => entry[1] !== undefined),
  );
}
