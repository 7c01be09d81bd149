import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalWorkspace, PulumiCommand } from '@pulumi/pulumi/automation';
import type { LocalWorkspaceOptions, PulumiFn, Stack } from '@pulumi/pulumi/automation';
import { toolPaths } from '../../../tools';

/** The real engine, with everything that it keeps in a folder of its own. */
export class Engine {
  public static async start(providers: Readonly<Record<string, number>>): Promise<Engine> {
    const folder = mkdtempSync(join(tmpdir(), 'colonnade-pulumi-'));
    for (const name of ['bin', 'home', 'state', 'work']) mkdirSync(join(folder, name));
    symlinkSync(toolPaths(['pulumi']).pulumi.binaries['pulumi'] ?? '', join(folder, 'bin', 'pulumi'));
    return Engine.at(folder, providers);
  }

  /** The engine of another process, with its folder. */
  public static async at(folder: string, providers: Readonly<Record<string, number>>): Promise<Engine> {
    const command = await PulumiCommand.get({ root: folder, skipVersionCheck: true });
    return new Engine(folder, command, providers);
  }

  private constructor(
    public readonly folder: string,
    private readonly command: PulumiCommand,
    private readonly providers: Readonly<Record<string, number>>,
  ) {}

  private get environment(): Readonly<Record<string, string>> {
    return {
      PULUMI_HOME: join(this.folder, 'home'),
      // Without sidecar files: those are not written atomically, and a run that is killed meanwhile leaves one that is empty.
      PULUMI_BACKEND_URL: `file://${join(this.folder, 'state')}?metadata=skip`,
      PULUMI_CONFIG_PASSPHRASE: 'tests',
      PULUMI_SKIP_UPDATE_CHECK: 'true',
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
      PULUMI_DEBUG_PROVIDERS: Object.entries(this.providers)
        .map(([name, port]) => `${name}:${port}`)
        .join(','),
    };
  }

  /**
   * A stack whose program is a function of this process.
   *
   * @param checkpoints - whether its state is written after each step, as it is by default: then a run that is killed can be
   * continued, and each step takes longer the more resources there are
   */
  public stack(name: string, program: PulumiFn, checkpoints = false): Promise<Stack> {
    return LocalWorkspace.createOrSelectStack(
      { stackName: name, projectName: 'tests', program },
      this.workspace(checkpoints),
    );
  }

  /** Where this engine keeps everything. */
  public workspace(checkpoints = false): LocalWorkspaceOptions {
    const envVars = { ...this.environment, ...(checkpoints ? {} : { PULUMI_SKIP_CHECKPOINTS: 'true' }) };
    return { workDir: join(this.folder, 'work'), envVars, pulumiCommand: this.command };
  }

  public stop(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
