import { gzipSync } from 'fflate';

/** Place of the operating system in the header of RFC 1952, and its value for a writer that does not say. */
const OPERATING_SYSTEM = 9;
const UNKNOWN = 255;

/**
 * Compresses text into the format of RFC 1952: the same bytes on every machine, without time and name.
 *
 * Not Node's zlib, whose output depends on the processor and changes with Node: machines would be replaced for nothing.
 */
export function gzip(text: string): Uint8Array {
  const bytes = gzipSync(Buffer.from(text, 'utf8'), { level: 9, mtime: 0 });
  bytes[OPERATING_SYSTEM] = UNKNOWN;
  return bytes;
}
