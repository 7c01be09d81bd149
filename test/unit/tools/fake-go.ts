import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ToolsOptions } from '../../../tools';
import { PART_NAMES } from '../../../tools';
import { until } from '../../support/until';

/** The checkout's tools/ folder. */
export const TOOLS = resolve(__dirname, '../../../tools');

const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' };

/** This machine as Go names it. */
export const PLATFORM = { os: process.platform, arch: ARCHITECTURES[process.arch] ?? process.arch };

/**
 * A temporary folder with a `go` that compiles nothing: it notes its arguments and writes a script where a binary is
 * wanted, so that the command's behaviour is tested in milliseconds and without Go.
 */
export class FakeGo {
  public readonly root = mkdtempSync(join(tmpdir(), 'colonnade-tools-'));
  public readonly cache = join(this.root, 'cache');
  /** Copies of the wrapper modules, to be edited by tests. */
  public readonly sources = join(this.root, 'sources');
  private readonly calls = join(this.root, 'calls');

  public constructor() {
    for (const part of PART_NAMES) {
      cpSync(join(TOOLS, part), join(this.sources, part), { recursive: true });
    }
    mkdirSync(join(this.root, 'no-go'));
    this.install(
      'out=$(echo "$@" | sed "s/.* -o \\([^ ]*\\) .*/\\1/"); printf "#!/bin/sh\\n" > "$out"; chmod +x "$out"',
    );
  }

  /** Replaces what the fake does on `go build`. */
  public install(onBuild: string, version = 'go1.99.0'): void {
    const file = join(this.root, 'bin', 'go');
    const answer = `printf '${version}\\n${PLATFORM.os}\\n${PLATFORM.arch}\\n'; exit 0`;
    mkdirSync(join(this.root, 'bin'), { recursive: true });
    writeFileSync(file, `#!/bin/sh\nif [ "$1" = env ]; then ${answer}; fi\necho "$@" >> '${this.calls}'\n${onBuild}\n`);
    chmodSync(file, 0o755);
  }

  /** Environment in which the fake is the only Go. */
  public env(): Record<string, string> {
    return { COLONNADE_CACHE: this.cache, PATH: `${join(this.root, 'bin')}:/usr/bin:/bin` };
  }

  /** Environment without any Go. */
  public envWithoutGo(): Record<string, string> {
    return { COLONNADE_CACHE: this.cache, PATH: join(this.root, 'no-go') };
  }

  public options(more: ToolsOptions = {}): ToolsOptions {
    return { env: this.env(), sources: this.sources, ...more };
  }

  /** The command line of every build so far. */
  public builds(): readonly string[] {
    return existsSync(this.calls) ? readFileSync(this.calls, 'utf8').trim().split('\n') : [];
  }

  /** Names in the store: part folders, and whatever should not be left there. */
  public stored(): readonly string[] {
    const store = join(this.cache, 'tools');
    return existsSync(store) ? readdirSync(store) : [];
  }

  public remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** A place in a script where it waits until a test lets it go on: a minute and more, and it goes on by itself. */
export class Gate {
  /** What the script says there. */
  public readonly wait: string;
  private readonly arrived: string;
  private readonly opened: string;

  public constructor(folder: string) {
    this.arrived = join(folder, 'gate-arrived');
    this.opened = join(folder, 'gate-opened');
    this.wait = `: >'${this.arrived}'; n=0; until [ -e '${this.opened}' ] || [ $n -gt 1200 ]; do n=$((n + 1)); sleep 0.05; done`;
  }

  /** Returns when the script is there. */
  public async reached(): Promise<void> {
    await until('a script is at the gate', () => existsSync(this.arrived));
  }

  public open(): void {
    writeFileSync(this.opened, '');
  }
}

/** The error that a promise is rejected with, or that a function throws. */
export async function refusal(attempt: Promise<unknown> | (() => unknown)): Promise<unknown> {
  try {
    await (typeof attempt === 'function' ? attempt() : attempt);
    return undefined;
  } catch (error) {
    return error;
  }
}
