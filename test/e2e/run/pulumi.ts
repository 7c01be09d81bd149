import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Engine } from '../../support/pulumi/engine';
import type { ExampleArgs, ExampleOperation, ExampleReport } from '../../support/pulumi/example-run';
import { NETWORK, placesOf } from '../testbed/plan';
import { run } from '../testbed/shell';

const ROOT = join(__dirname, '../../..');
const TSCONFIG = join(ROOT, 'tsconfig.all.json');
const LOADER = join(ROOT, 'node_modules/tsx/dist/loader.mjs');

/** examples/pulumi-existing on the real engine, in the coarse grain, whose provider is a program that the engine starts. */
export class PulumiExample {
  /** @param address - of the tenant's API server */
  public static async start(address: string): Promise<PulumiExample> {
    const engine = await Engine.start({});
    // The folder of the engine is on its PATH.
    const program = join(ROOT, 'lib/pulumi/coarse/plugin/main.ts');
    writeFileSync(
      join(engine.folder, 'bin/pulumi-resource-colonnade-objects'),
      `#!/bin/sh\nTSX_TSCONFIG_PATH='${TSCONFIG}' exec '${process.execPath}' --import '${LOADER}' '${program}' "$@"\n`,
      { mode: 0o755 },
    );
    return new PulumiExample(engine, address);
  }

  private constructor(
    private readonly engine: Engine,
    private readonly address: string,
  ) {}

  /** Runs the program for each operation in turn. @param replicas - API servers of its tenant */
  public async run(operations: readonly ExampleOperation[], replicas = 1): Promise<readonly ExampleReport[]> {
    const { podCidr, serviceCidr, nodeCidr, clusterDomain } = NETWORK;
    const network = { podCidrs: [podCidr], serviceCidrs: [serviceCidr], nodeCidrs: [nodeCidr], clusterDomain };
    const args: ExampleArgs = {
      folder: this.engine.folder,
      providers: {},
      kubeconfigPath: placesOf().kubeconfig,
      config: { grain: 'tenant', address: this.address, place: JSON.stringify({ zones: [], network, replicas }) },
      operations,
    };
    const script = join(ROOT, 'test/support/pulumi/example-run.ts');
    const program = ['--import', LOADER, script, JSON.stringify(args)];
    const said = await run(process.execPath, program, { timeoutSeconds: 840, env: { TSX_TSCONFIG_PATH: TSCONFIG } });
    return JSON.parse(said) as readonly ExampleReport[];
  }

  /** Forgets the stack, with all that the engine has kept. */
  public stop(): void {
    this.engine.stop();
  }
}
