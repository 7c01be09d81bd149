import type { App } from 'cdk8s';
import { allRules } from '../checks';
import { ColonnadeError } from '../findings';
import type { Finding } from '../findings';
import { Fleet, reportInCheckMode } from '../fleet';
import type { FleetReport } from '../fleet';
import { appendCheckReport, checkReportFile, fleetOverview } from '../report';
import { checkedFleets } from './checked-fleets';
import { fleetOutput } from './fleet-output';
import { jsonPieces } from './json-pieces';
import { DIVIDER, documents, filePieces } from './output-file';
import type { OutputFile } from './output-file';
import { CONSTRUCT_METADATA, FLEET_MODEL } from './output-folder';
import { folderOf, planOutput } from './output-plan';
import type { OutputOptions } from './output-plan';
import { SYNTH_PROBLEMS } from './problems';
import type { SynthSummary } from './summary';
import { writeDirectory } from './write-directory';
import type { DirectorySink } from './write-directory';

/** How an app is synthesized. */
export interface RunOptions extends OutputOptions {
  /** Whether `construct-metadata.json` is written, for `cdk8s synth`. */
  readonly recordsMetadata: boolean;
}

/**
 * Checks everything in an app, then writes everything or nothing.
 *
 * @throws ColonnadeError, see `FleetApp.synth`
 */
export function synthesizeApp(app: App, options: RunOptions): Omit<SynthSummary, 'milliseconds'> {
  const fleets = fleetsIn(app);
  const reports = checkedFleets(app, fleets, options);
  const others = invalidConstructs(app);
  const written = reported(reports, others) ? NOTHING : write(app, fleets, reports, others, options);
  return {
    outdir: app.outdir,
    fleets: reports.map(({ model }) => fleetOverview(model)),
    rules: allRules().length,
    ...written,
    warnings: reports.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'warning')),
    acknowledged: reports.flatMap(({ acknowledged }) => acknowledged),
  };
}

/**
 * All objects of an app as one stream of YAML documents; empty in check mode.
 *
 * @throws ColonnadeError, see `FleetApp.synthYaml`
 */
export function yamlOf(app: App, options: OutputOptions): string {
  const fleets = fleetsIn(app);
  const reports = checkedFleets(app, fleets, options);
  const others = invalidConstructs(app);
  if (reported(reports, others)) return '';
  refuseErrors([...reports.flatMap(({ findings }) => findings), ...others]);
  return planOutput(app, fleets, options)
    .map((file) => [...documents(file, file.objects())].join(''))
    .filter((text) => text !== '')
    .join(DIVIDER);
}

function fleetsIn(app: App): Fleet[] {
  return app.node.findAll().filter((construct) => Fleet.isFleet(construct));
}

function write(
  app: App,
  fleets: readonly Fleet[],
  reports: readonly FleetReport[],
  others: readonly Finding[],
  options: RunOptions,
): Written {
  refuseErrors([...reports.flatMap(({ findings }) => findings), ...others]);
  const files: readonly OutputFile[] = planOutput(app, fleets, options);
  return writeDirectory(app.outdir, (sink) => {
    const counted = counting(sink);
    const paths = new Map<string, string>();
    for (const file of files) {
      const objects = file.objects();
      counted.write(file.path, filePieces(file, objects), objects.length);
      if (options.recordsMetadata) for (const { metadata } of objects) paths.set(metadata.name, file.constructPath);
    }
    fleets.forEach((fleet, index) => {
      const folder = folderOf(fleet, fleets);
      counted.write(folder === '' ? FLEET_MODEL : `${folder}/${FLEET_MODEL}`, jsonPieces(reports[index]?.model), 0);
    });
    if (options.recordsMetadata) counted.write(CONSTRUCT_METADATA, metadataText(paths), 0);
    return { ...counted.written, next: nextSteps(app.outdir, fleets, counted.written.files, options) };
  });
}

type Written = Pick<SynthSummary, 'objects' | 'bytes' | 'files' | 'next'>;

/** What a layout says, otherwise how to apply each folder with manifests. */
function nextSteps(
  outdir: string,
  fleets: readonly Fleet[],
  files: readonly string[],
  { layout }: OutputOptions,
): readonly string[] {
  if (layout !== undefined) {
    return fleets.flatMap((fleet) => {
      const folder = folderOf(fleet, fleets);
      return layout.next(
        fleetOutput(fleet, () => []),
        folder === '' ? outdir : `${outdir}/${folder}`,
      );
    });
  }
  const inFolders = files.filter((file) => file.endsWith('.yaml') && file.includes('/'));
  const folders = new Set(inFolders.map((file) => file.slice(0, file.lastIndexOf('/'))));
  return [...folders].map((folder) => `kubectl apply --server-side -f ${outdir}/${folder}/`);
}

function counting(sink: DirectorySink): {
  readonly written: Omit<Written, 'next'>;
  write(path: string, content: string | Iterable<string>, objects: number): void;
} {
  const files: string[] = [];
  const written = { objects: 0, bytes: 0, files };
  return {
    written,
    write(path, content, objects) {
      written.bytes += sink.write(path, content);
      written.objects += objects;
      files.push(path);
    },
  };
}

const NOTHING: Written = Object.freeze({ objects: 0, bytes: 0, files: [], next: [] });

/** In check mode, tells what was found. @returns whether that is so, and nothing may be written. */
function reported(reports: readonly FleetReport[], others: readonly Finding[]): boolean {
  const reportFile = checkReportFile();
  if (reportFile === undefined) return false;
  reports.forEach(reportInCheckMode);
  if (others.length > 0)
    appendCheckReport(reportFile, { fleet: null, overview: null, model: null, rules: 0, findings: others });
  return true;
}

function refuseErrors(findings: readonly Finding[]): void {
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new ColonnadeError(errors);
}

/** What constructs of the user's own say about themselves. A fleet says nothing here: it is asked for its report. */
function invalidConstructs(app: App): Finding[] {
  return app.node.findAll().flatMap(({ node }) =>
    node.validate().map((message): Finding => ({
      code: SYNTH_PROBLEMS.invalidConstruct.code,
      severity: 'error',
      path: node.path,
      property: '',
      message,
      fix: 'Mend the construct; its own validation refuses it.',
    })),
  );
}

/** The form that `cdk8s synth` expects, see `App.writeConstructMetadata` of cdk8s. */
function metadataText(paths: ReadonlyMap<string, string>): string {
  const resources = Object.fromEntries([...paths].map(([name, path]) => [name, { path }]));
  return JSON.stringify({ version: '1.0.0', resources });
}
