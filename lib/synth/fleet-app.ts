import { App } from 'cdk8s';
import type { AppProps } from 'cdk8s';
import { allRules } from '../checks';
import { ColonnadeError } from '../findings';
import type { Finding } from '../findings';
import { Fleet, RENDERS_CHARTS, reportInCheckMode } from '../fleet';
import type { FleetReport } from '../fleet';
import { appendCheckReport, checkReportFile, fleetOverview } from '../report';
import type { FleetOverview } from '../report';
import { jsonPieces } from './json-pieces';
import { DIVIDER, documents, filePieces } from './output-file';
import type { OutputFile } from './output-file';
import { CONSTRUCT_METADATA, FLEET_MODEL } from './output-folder';
import { folderOf, planOutput } from './output-plan';
import { SYNTH_PROBLEMS } from './problems';
import { writeDirectory } from './write-directory';
import type { DirectorySink } from './write-directory';

/** Options of a {@link FleetApp}. */
export interface FleetAppProps extends Pick<AppProps, 'outputFileExtension' | 'recordConstructMetadata' | 'resolvers'> {
  /**
   * Folder for the output, replaced as a whole by each synthesis.
   *
   * @default - `CDK8S_OUTDIR` from the environment, which `cdk8s synth` sets, otherwise `out`
   */
  readonly outdir?: string;
}

/** What one synthesis looked at and wrote. */
export interface SynthSummary {
  /** Output folder as the program named it, for example `out`. */
  readonly outdir: string;
  /** What each fleet consists of. */
  readonly fleets: readonly FleetOverview[];
  /** Number of rules that ran. */
  readonly rules: number;
  /** Number of objects in all files. */
  readonly objects: number;
  /** Size of all files. */
  readonly bytes: number;
  /** Paths of all files, relative to the output folder, in the order in which they were written. Empty when only checked. */
  readonly files: readonly string[];
  /** Warnings that nobody accepted, in reporting order. */
  readonly warnings: readonly Finding[];
  /** Warnings that were accepted. */
  readonly acknowledged: readonly Finding[];
  /** From the first check to the last file. */
  readonly milliseconds: number;
}

/**
 * A cdk8s app for fleets: the same objects as with a stock `App`, in time that grows with the number of tenants and not with its square.
 *
 * Writes `<outdir>/<management cluster>/{management-cluster,store-<name>,tenant-<name>}.yaml` and `<outdir>/fleet.json`; where one app holds
 * several fleets, each in a folder of its name. Charts of your own are written beside them as a stock `App` does, one file each.
 * Objects are rendered, written and released file by file.
 *
 * @example
 * const app = new FleetApp();
 * const fleet = new Fleet(app, 'acme');
 * // ...
 * app.synth();
 */
export class FleetApp extends App {
  private readonly recordsMetadata: boolean;
  private readonly resolvesEverything: boolean;
  private lastSummary: SynthSummary | undefined;

  public constructor(props: FleetAppProps = {}) {
    const { recordConstructMetadata = process.env['CDK8S_RECORD_CONSTRUCT_METADATA'] === 'true', ...others } = props;
    super({ ...others, outdir: props.outdir ?? process.env['CDK8S_OUTDIR'] ?? 'out' });
    this.recordsMetadata = recordConstructMetadata;
    this.resolvesEverything = (props.resolvers ?? []).length > 0;
    Object.defineProperty(this, RENDERS_CHARTS, { value: true });
  }

  /** What the last {@link synth} did; `undefined` before the first. */
  public get summary(): SynthSummary | undefined {
    return this.lastSummary;
  }

  /**
   * Checks everything, then writes everything or nothing.
   *
   * While `colonnade check` runs the program, what was found is reported to it instead, and nothing is written.
   *
   * @returns what was done.
   * @throws ColonnadeError with all errors of all fleets; `CLN9001` to `CLN9012` when the output cannot be written.
   */
  public override synth(): SynthSummary {
    const start = performance.now();
    const fleets = this.fleets();
    const reports = fleets.map((fleet) => fleet.validateFleet());
    const others = invalidConstructs(this);
    const written = reported(reports, others) ? NOTHING : this.write(fleets, reports, others);
    this.lastSummary = Object.freeze({
      outdir: this.outdir,
      fleets: reports.map(({ model }) => fleetOverview(model)),
      rules: allRules().length,
      ...written,
      warnings: reports.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'warning')),
      acknowledged: reports.flatMap(({ acknowledged }) => acknowledged),
      milliseconds: performance.now() - start,
    });
    return this.lastSummary;
  }

  /**
   * All objects as one stream of YAML documents, in the order of the files. Empty while `colonnade check` runs the program, see
   * {@link synth}.
   *
   * @throws ColonnadeError with all errors of all fleets.
   */
  public override synthYaml(): string {
    const fleets = this.fleets();
    const reports = fleets.map((fleet) => fleet.validateFleet());
    const others = invalidConstructs(this);
    if (reported(reports, others)) return '';
    refuseErrors([...reports.flatMap(({ findings }) => findings), ...others]);
    return this.plan(fleets)
      .map((file) => [...documents(file, file.objects())].join(''))
      .filter((text) => text !== '')
      .join(DIVIDER);
  }

  private fleets(): Fleet[] {
    return this.node.findAll().filter((construct) => Fleet.isFleet(construct));
  }

  private plan(fleets: readonly Fleet[]): readonly OutputFile[] {
    return planOutput(this, fleets, { extension: this.outputFileExtension, throughTree: this.resolvesEverything });
  }

  private write(fleets: readonly Fleet[], reports: readonly FleetReport[], others: readonly Finding[]): Written {
    refuseErrors([...reports.flatMap(({ findings }) => findings), ...others]);
    const files = this.plan(fleets);
    return writeDirectory(this.outdir, (sink) => {
      const counted = counting(sink);
      const paths = new Map<string, string>();
      for (const file of files) {
        const objects = file.objects();
        counted.write(file.path, filePieces(file, objects), objects.length);
        if (this.recordsMetadata) for (const { metadata } of objects) paths.set(metadata.name, file.constructPath);
      }
      fleets.forEach((fleet, index) => {
        const folder = folderOf(fleet, fleets);
        counted.write(folder === '' ? FLEET_MODEL : `${folder}/${FLEET_MODEL}`, jsonPieces(reports[index]?.model), 0);
      });
      if (this.recordsMetadata) counted.write(CONSTRUCT_METADATA, metadataText(paths), 0);
      return counted.written;
    });
  }
}

type Written = Pick<SynthSummary, 'objects' | 'bytes' | 'files'>;

function counting(sink: DirectorySink): {
  readonly written: Written;
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

const NOTHING: Written = Object.freeze({ objects: 0, bytes: 0, files: [] });

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
