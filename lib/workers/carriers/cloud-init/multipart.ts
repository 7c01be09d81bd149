import { createHash } from 'node:crypto';

/** A part of user data for cloud-init. */
export interface UserDataPart {
  /** For example `text/cloud-config`, `text/x-shellscript`, `text/cloud-boothook`. */
  readonly contentType: string;
  /** For people, and for the name under which cloud-init keeps it. */
  readonly filename: string;
  readonly content: string;
}

/** Longest line of RFC 2045. */
const LINE = 76;

/**
 * Several parts as one MIME document (RFC 2046), read by cloud-init in their order.
 *
 * The boundary is a hash of the parts, so the same parts give the same text. Bodies are in base64: no content can be taken for a
 * boundary, and no line is too long for whoever carries it.
 */
export function multipart(parts: readonly UserDataPart[]): string {
  const boundary = `colonnade-${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)}`;
  const bodies = parts.map(({ contentType, filename, content }) =>
    [
      `--${boundary}`,
      `Content-Type: ${contentType}; charset="utf-8"`,
      'MIME-Version: 1.0',
      'Content-Transfer-Encoding: base64',
      `Content-Disposition: attachment; filename="${filename.replaceAll(/["\\\r\n]/g, '_')}"`,
      '',
      base64Lines(content),
    ].join('\n'),
  );
  const header = [`Content-Type: multipart/mixed; boundary="${boundary}"`, 'MIME-Version: 1.0', ''];
  return [...header, ...bodies, `--${boundary}--`, ''].join('\n');
}

function base64Lines(content: string): string {
  const text = Buffer.from(content, 'utf8').toString('base64');
  return Array.from({ length: Math.ceil(text.length / LINE) }, (_, line) =>
    text.slice(line * LINE, (line + 1) * LINE),
  ).join('\n');
}
