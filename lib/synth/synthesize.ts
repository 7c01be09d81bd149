import { relative } from 'node:path';
import { ColonnadeError } from '../findings';
import { checkReportFile, count, formatProblems, formatSummary, styleFor } from '../report';
import type { Layout } from '../report';
import type { FleetApp } from './fleet-app';
import type { SynthSummary } from './summary';

/** Where {@link synthesize} speaks. */
export interface SynthesizeOptions {
  /** What is synthesized, for the first line. @default - folder of the program, relative to the working directory */
  readonly title?: string;
}

/**
 * Synthesizes an app for people: prints what the fleet consists of, what the checks found and what was written. Problems are
 * printed instead of thrown, all of them, and the exit code of the process becomes 1. The last line of a program:
 *
 * @example
 * const app = new FleetApp();
 * new Fleet(app, 'acme');
 * synthesize(app);
 *
 * @returns what was done; `undefined` when the fleet has errors and nothing was written.
 * @throws only what is no fault of the fleet: defects, and errors of the program itself.
 */
export function synthesize(app: FleetApp, options: SynthesizeOptions = {}): SynthSummary | undefined {
  const { stdout, stderr, env } = process;
  const layout = (stream: NodeJS.WriteStream): Layout => ({
    style: styleFor(stream, env),
    ...(stream.columns === undefined ? {} : { width: Math.max(60, stream.columns) }),
  });
  try {
    const summary = app.synth();
    // `colonnade check` speaks for itself.
    if (checkReportFile() === undefined)
      stdout.write(report(summary, options.title ?? programFolder(), layout(stdout)));
    return summary;
  } catch (error) {
    if (!ColonnadeError.is(error)) throw error;
    const subject = subjectOf(error);
    if (checkReportFile() === undefined) {
      const text = formatProblems(error.findings, { ...subject, remark: 'Nothing was written.', ...layout(stderr) });
      stderr.write(`${text}\n`);
    }
    process.exitCode = 1;
    return undefined;
  }
}

function report(summary: SynthSummary, title: string, layout: Layout): string {
  const { fleets, rules, warnings, acknowledged, next } = summary;
  const lines = [`Synthesizing ${title} ...`, formatSummary({ fleets, rules, findings: warnings }, summary, layout)];
  if (acknowledged.length > 0) lines.push(`                    ${count(acknowledged.length, 'warning')} acknowledged`);
  next.forEach((command, index) => {
    const hint = index === 0 && command.startsWith('kubectl') ? '   (needs a cluster with cert-manager)' : '';
    lines.push(`${index === 0 ? 'Next: ' : '      '}${command}${hint}`);
  });
  lines.push('      npx colonnade --help');
  return `${lines.join('\n')}\n`;
}

function programFolder(): string {
  const script = process.argv[1];
  if (script === undefined) return 'the fleet';
  const path = relative(process.cwd(), script);
  const slash = path.lastIndexOf('/');
  return slash > 0 ? path.slice(0, slash) : path;
}

/** The fleets that findings are in: the first segment of their paths. */
function subjectOf(error: ColonnadeError): { readonly subject?: string } {
  const names = [...new Set(error.findings.map(({ path }) => path.split('/')[0] ?? ''))].filter((name) => name !== '');
  return names.length === 1 ? { subject: `fleet ${names[0]}` } : {};
}
