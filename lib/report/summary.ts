import type { Finding } from '../findings';
import { countSeverities, DEFAULT_WIDTH } from './findings';
import type { Layout } from './findings';
import { formatOverview } from './overview';
import type { FleetOverview } from './overview';
import { PLAIN } from './style';
import { count, formatSize, formatSeconds, wrap } from './text';

/** What was checked. */
export interface CheckSummary {
  readonly fleets: readonly FleetOverview[];
  /** Number of rules that ran. */
  readonly rules: number;
  readonly findings: readonly Finding[];
}

/** What was written. */
export interface WriteSummary {
  /** Folder as the user named it, for example `out`. */
  readonly outdir: string;
  readonly objects: number;
  readonly bytes: number;
  /** From the first check to the last file. */
  readonly milliseconds: number;
}

const LABEL = 18;

/** The lines `fleet …`, `checks …` and, where something was written, `written …`, indented by two. No trailing newline. */
export function formatSummary(checked: CheckSummary, written: WriteSummary | undefined, layout: Layout = {}): string {
  const lines = [
    ...checked.fleets.map((fleet) => row(`fleet ${fleet.name}`, formatOverview(fleet))),
    ...formatChecks(checked, layout),
  ];
  if (written !== undefined) {
    const { outdir, objects, bytes, milliseconds } = written;
    const size = `${count(objects, 'object')}, ${formatSize(bytes)}, ${formatSeconds(milliseconds)}`;
    lines.push(row('written', `${outdir.replace(/\/*$/, '/')}  ${size}`));
  }
  return lines.join('\n');
}

function formatChecks({ rules, findings }: CheckSummary, layout: Layout): string[] {
  const style = layout.style ?? PLAIN;
  const width = layout.width ?? DEFAULT_WIDTH;
  const { errors, warnings } = countSeverities(findings);
  const tally = [
    count(rules, 'rule'),
    errors === 0 ? count(errors, 'error') : style.error(count(errors, 'error')),
    warnings === 0 ? count(warnings, 'warning') : style.warning(count(warnings, 'warning')),
  ];
  const margin = LABEL + 2;
  return [
    row('checks', tally.join(', ')),
    ...findings.map((finding) => {
      const subject = finding.property === '' ? '' : `${finding.property}: `;
      const head = `${finding.code} ${finding.path}  `;
      const hanging = margin + finding.code.length + 1;
      const text = wrap(`${subject}${finding.message} Fix: ${finding.fix}`, width, hanging, margin + head.length);
      const mark = finding.severity === 'error' ? style.error : style.warning;
      return `${' '.repeat(margin)}${mark(finding.code)} ${style.bold(finding.path)}  ${text}`;
    }),
  ];
}

function row(label: string, text: string): string {
  return `  ${label.padEnd(LABEL - 1)} ${text}`;
}
