/**
 * Breaks text at spaces so that no line is longer than `width`, where a word allows it. Every line but the first starts with
 * `indent` spaces, which count; the first line has `used` columns before it.
 */
export function wrap(text: string, width: number, indent: number, used: number = indent): string {
  const lines: string[] = [];
  let line = '';
  let column = used;
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    if (line !== '' && column + 1 + word.length > width) {
      lines.push(line);
      line = word;
      column = indent + word.length;
    } else {
      const gap = line === '' ? 0 : 1;
      line = gap === 0 ? word : `${line} ${word}`;
      column += gap + word.length;
    }
  }
  lines.push(line);
  return lines.join(`\n${' '.repeat(indent)}`);
}

/** `1 tenant`, `2 tenants`; give the plural where it is not the noun with an `s`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}

/** Bytes for people, in powers of ten: `512 B`, `61 kB`, `8.2 MB`. */
export function formatSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Milliseconds as seconds for people: `0.09 s`, `12.3 s`. */
export function formatSeconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(milliseconds < 9995 ? 2 : 1)} s`;
}
