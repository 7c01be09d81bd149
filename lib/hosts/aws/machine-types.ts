/** What the name of an EC2 instance type says. */
export interface MachineTypeFacts {
  /** Processors; `null`: the name does not say. */
  readonly cpu: number | null;
  /** Memory in bytes; `null`: the name does not say. */
  readonly memoryBytes: number | null;
  /** Processor time by credits (t2, t3, t4g), or a share of it (flex). */
  readonly burstable: boolean;
  /** Whether its processors are Graviton, for which images have to be built. */
  readonly arm: boolean;
  /** Whether disks are built in. */
  readonly localDisks: boolean;
}

/** GiB for each processor, by family. */
const MEMORY_RATIO: Readonly<Record<string, number>> = { c: 2, m: 4, r: 8, i: 8, t: 4 };

/** Families of which every type has disks. */
const STORAGE_FAMILIES = new Set(['d', 'h', 'i', 'im', 'is']);

const GIB = 1024 ** 3;

/** Bytes of the sizes below large, which the T family alone has with two processors. */
const SMALL_SIZES: Readonly<Record<string, number>> = {
  nano: GIB / 2,
  micro: GIB,
  small: 2 * GIB,
  medium: 4 * GIB,
};

/**
 * Reads names such as `m7i.large`: family, generation, processor and options, then a size that doubles.
 *
 * @see https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
export function machineTypeFacts(type: string): MachineTypeFacts {
  const read = /^([a-z]+)(\d+)([a-z]*)(-flex)?\.([a-z0-9]+)$/.exec(type);
  if (read === null) return { cpu: null, memoryBytes: null, burstable: false, arm: false, localDisks: false };
  const [, family = '', , options = '', flex, size = ''] = read;
  const cpu = processorsOf(size);
  const ratio = MEMORY_RATIO[family];
  const small = family === 't' ? SMALL_SIZES[size] : undefined;
  return {
    cpu: small === undefined ? cpu : 2,
    memoryBytes: small ?? (cpu === null || ratio === undefined ? null : cpu * ratio * GIB),
    burstable: family === 't' || flex !== undefined,
    arm: options.startsWith('g'),
    localDisks: STORAGE_FAMILIES.has(family) || options.includes('d'),
  };
}

function processorsOf(size: string): number | null {
  if (size === 'medium') return 1;
  if (size === 'large') return 2;
  const times = /^(\d*)xlarge$/.exec(size)?.[1];
  return times === undefined ? null : 4 * Number(times === '' ? 1 : times);
}
