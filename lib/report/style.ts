/** How text is marked on a terminal; each function returns its text, with or without marks. */
export type Style = Readonly<Record<'bold' | 'dim' | 'error' | 'warning' | 'good', (text: string) => string>>;

/** The part of a stream that decides about colour. */
export interface Terminal {
  readonly isTTY?: boolean;
}

const same = (text: string): string => text;
const sgr =
  (on: number, off: number) =>
  (text: string): string =>
    `\u001b[${on}m${text}\u001b[${off}m`;

/** No marks at all. */
export const PLAIN: Style = { bold: same, dim: same, error: same, warning: same, good: same };

/** ANSI SGR sequences. */
export const COLOUR: Style = {
  bold: sgr(1, 22),
  dim: sgr(2, 22),
  error: sgr(31, 39),
  warning: sgr(33, 39),
  good: sgr(32, 39),
};

/**
 * Colour on a terminal only. `FORCE_COLOR` (anything but `0` or `false`) asks for it elsewhere; `NO_COLOR` (anything but empty,
 * see https://no-color.org) and `TERM=dumb` turn it off. `FORCE_COLOR` wins over `NO_COLOR`, as in Node itself.
 */
export function styleFor(stream: Terminal, env: Readonly<Record<string, string | undefined>>): Style {
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force === '0' || force === 'false' ? PLAIN : COLOUR;
  if ((env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb') return PLAIN;
  return stream.isTTY === true ? COLOUR : PLAIN;
}
