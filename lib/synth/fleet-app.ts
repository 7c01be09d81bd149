import { App } from 'cdk8s';
import type { AppProps } from 'cdk8s';
import { RENDERS_CHARTS } from '../fleet';
import type { OutputLayout } from './output-layout';
import type * as loaded from './run';
import type { SynthSummary } from './summary';

/** Options of a {@link FleetApp}. */
export interface FleetAppProps extends Pick<AppProps, 'outputFileExtension' | 'recordConstructMetadata' | 'resolvers'> {
  /**
   * Folder for the output, replaced as a whole by each synthesis.
   *
   * @default - `CDK8S_OUTDIR` from the environment, which `cdk8s synth` sets, otherwise `out`
   */
  readonly outdir?: string;
  /**
   * What the output is for besides `kubectl apply`: a repository that Argo CD or Flux reads, or a hub of Open Cluster Management. Its
   * files are written together with the manifests, all or nothing.
   *
   * @default - manifests only
   */
  readonly layout?: OutputLayout;
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
  private readonly layout: OutputLayout | undefined;
  private lastSummary: SynthSummary | undefined;

  public constructor(props: FleetAppProps = {}) {
    const {
      recordConstructMetadata = process.env['CDK8S_RECORD_CONSTRUCT_METADATA'] === 'true',
      layout,
      ...others
    } = props;
    super({ ...others, outdir: props.outdir ?? process.env['CDK8S_OUTDIR'] ?? 'out' });
    this.layout = layout;
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
    const summary = running().synthesizeApp(this, this.options);
    this.lastSummary = Object.freeze({ ...summary, milliseconds: performance.now() - start });
    return this.lastSummary;
  }

  /**
   * All objects as one stream of YAML documents, in the order of the files. Empty while `colonnade check` runs the program, see
   * {@link synth}.
   *
   * @throws ColonnadeError with all errors of all fleets.
   */
  public override synthYaml(): string {
    return running().yamlOf(this, this.options);
  }

  private get options(): loaded.RunOptions {
    return {
      extension: this.outputFileExtension,
      layout: this.layout,
      throughTree: this.resolvesEverything,
      recordsMetadata: this.recordsMetadata,
    };
  }
}

/** Checking and writing, loaded with the first synthesis rather than with the import, for which every file counts. */
function running(): typeof loaded {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the one way to load later without becoming asynchronous
  return require('./run') as typeof loaded;
}
