import { parseQuantity, wholeUnits } from '../../kubernetes';
import type { WorkerPoolModel } from '../../model';

/** Room for an operating system, images of containers and logs of a full node. */
const USUAL_GIBIBYTES = 64;

/** Size of the disk of a pool's machines, in GiB: as the pool says of its machines, otherwise 64. */
export function gibibytesOf({ machines: { capacity } }: WorkerPoolModel): number {
  const size = capacity?.ephemeralStorage ?? null;
  return (size === null ? undefined : gibibytesIn(size)) ?? USUAL_GIBIBYTES;
}

/** A quantity of bytes in GiB, rounded up; `undefined` where it is none. */
export function gibibytesIn(quantity: string): number | undefined {
  const bytes = parseQuantity(quantity);
  return bytes.ok ? Math.ceil(Number(wholeUnits(bytes.value)) / 1024 ** 3) : undefined;
}
