import { ColonnadeError } from '../../findings';
import type { MachineFile } from '../machine-plan';
import type { UserData } from './document';
import { CARRIER_PROBLEMS } from './problems';

/** For whom a document is, and how large it may be. */
export interface FirstBoot {
  /** Tenant and pool, for example `team-a/general`; named in the document. */
  readonly pool: string;
  /** Construct path of the pool, for findings. @default pool */
  readonly path?: string;
  /** Most bytes of user data, before base64. @default no limit */
  readonly limitBytes?: number | null;
}

/** Whether user data may be as large as this. */
export function isWithin(data: UserData, { limitBytes }: FirstBoot): boolean {
  return limitBytes === undefined || limitBytes === null || data.bytes.length <= limitBytes;
}

/** @throws ColonnadeError `CLN3050` for user data over the limit; it names what is largest. */
export function withinLimit(
  data: UserData,
  boot: FirstBoot,
  files: readonly Pick<MachineFile, 'path' | 'content'>[],
): UserData {
  if (isWithin(data, boot)) return data;
  const sizes = files.map(({ path, content }) => ({ path, bytes: Buffer.byteLength(content) }));
  const largest = sizes
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, 3)
    .map(({ path, bytes }) => `${path} (${bytes})`);
  throw ColonnadeError.of({
    code: CARRIER_PROBLEMS.tooLarge.code,
    path: boot.path ?? boot.pool,
    property: 'machines.firstBoot.limitBytes',
    message: `its user data is ${data.bytes.length} bytes, compressed; ${boot.limitBytes} are taken.`,
    fix: `put files onto the image, or let the machine fetch them. The largest: ${largest.join(', ')}.`,
  });
}
