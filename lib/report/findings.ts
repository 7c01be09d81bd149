import type { Finding } from '../findings';
import { sortFindings } from '../findings';
import { PLAIN } from './style';
import type { Style } from './style';
import { count, wrap } from './text';

/** How text is laid out. */
export interface Layout {
  /** @default - no marks */
  readonly style?: Style;
  /** Columns. @default 120 */
  readonly width?: number;
}

/** Columns where a terminal does not say how many it has. */
export const DEFAULT_WIDTH = 120;

/**
 * Findings for people, one block each, in reporting order: code, path and property on the first line, then what is wrong, then
 * the fix. No trailing newline; empty when there are none.
 */
export function formatFindings(findings: readonly Finding[], layout: Layout = {}): string {
  const style = layout.style ?? PLAIN;
  const width = layout.width ?? DEFAULT_WIDTH;
  return sortFindings(findings)
    .map((finding) => {
      const mark = finding.severity === 'error' ? style.error : style.warning;
      const where = finding.property === '' ? finding.path : `${finding.path}  ${finding.property}`;
      const indent = finding.code.length + 2;
      const pad = ' '.repeat(indent);
      return [
        `${mark(finding.code)}  ${style.bold(where)}`.trimEnd(),
        pad + wrap(finding.message, width, indent),
        pad + wrap(`Fix: ${finding.fix}`, width, indent),
      ].join('\n');
    })
    .join('\n');
}

/** A headline over findings: `3 problems in fleet acme. Nothing was written.` */
export function formatProblems(
  findings: readonly Finding[],
  options: Layout & {
    /** What the problems are in, for example `fleet acme`. @default - not said */
    readonly subject?: string;
    /** A sentence after the headline. @default - none */
    readonly remark?: string;
  } = {},
): string {
  const subject = options.subject === undefined ? '' : ` in ${options.subject}`;
  const remark = options.remark === undefined ? '' : ` ${options.remark}`;
  const headline = `${count(findings.length, 'problem')}${subject}.${remark}`;
  return `${(options.style ?? PLAIN).bold(headline)}\n\n${formatFindings(findings, options)}`;
}

/** How many findings there are of each severity. */
export function countSeverities(findings: readonly Finding[]): { readonly errors: number; readonly warnings: number } {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return { errors, warnings: findings.length - errors };
}
