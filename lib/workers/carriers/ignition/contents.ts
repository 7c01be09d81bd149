import { gzip } from '../gzip';

/** Contents of a file as Ignition reads them. */
export interface IgnitionContents {
  /** A `data` URL of RFC 2397. */
  readonly source: string;
  readonly compression?: 'gzip';
}

/** Text as it is, with everything escaped that the data of such a URL cannot hold, and nothing more: each escape costs space. */
export function dataUrl(content: string): string {
  return `data:,${encodeURI(content).replaceAll('#', '%23').replaceAll('?', '%3F')}`;
}

/** Readable text where that is not longer, otherwise compressed. */
export function shortest(content: string): IgnitionContents {
  const source = dataUrl(content);
  const compressed = `data:;base64,${Buffer.from(gzip(content)).toString('base64')}`;
  return compressed.length < source.length ? { source: compressed, compression: 'gzip' } : { source };
}
