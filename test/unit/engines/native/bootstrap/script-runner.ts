import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { KubernetesObject } from '../../../../../lib/kubernetes';
import { dataOf, environmentOf, find, podOf } from './helpers';

/** What the scripts' image has and a machine may lack; empty: everything is there. */
export function missingTools(): string[] {
  const works = (command: string, ...args: string[]) => spawnSync(command, args).status === 0;
  return [
    ...(works('bash', '-c', '((BASH_VERSINFO[0] >= 5))') ? [] : ['bash 5']),
    ...(works('jq', '--version') ? [] : ['jq']),
    ...(works('timeout', '1', 'true') ? [] : ['timeout']),
    ...(works('bash', '-c', 'printf x | base64 -w 0') ? [] : ['base64 -w']),
  ];
}

/** How a script ended. */
export interface ScriptResult {
  readonly code: number;
  readonly output: string;
}

/**
 * A folder that stands for a Job's container: its mounts, and a `kubectl` of a few lines of bash that writes down every call
 * (arguments and input) and answers as the test says.
 */
export class ScriptRun {
  readonly #folder = mkdtempSync(join(tmpdir(), 'colonnade-script-'));

  public constructor(objects: readonly KubernetesObject[]) {
    for (const folder of ['bin', 'credentials', 'manifests', 'certificates', 'tmp', 'calls', 'state'])
      mkdirSync(join(this.#folder, folder));
    this.put('credentials/ca.crt', 'THE CA\n');
    this.put('credentials/tls.crt', 'THE CERTIFICATE\n');
    this.put('credentials/tls.key', 'THE KEY\n');
    for (const name of ['bootstrap-manifests', 'serving-certificates']) {
      const map = find(objects, 'ConfigMap', name);
      const folder = name === 'bootstrap-manifests' ? 'manifests' : 'certificates';
      if (map) for (const [file, text] of Object.entries(dataOf(map))) this.put(`${folder}/${file}`, text);
    }
    this.program('sleep', 'exit 0');
  }

  /** Writes a file of the container. */
  public put(path: string, text: string): void {
    writeFileSync(join(this.#folder, path), text);
  }

  /** Reads a file of the container. */
  public read(path: string): string {
    return readFileSync(join(this.#folder, path), 'utf8');
  }

  /** Names of what the script left in `/tmp`. */
  public get leftovers(): readonly string[] {
    return readdirSync(join(this.#folder, 'tmp'));
  }

  /** What `kubectl` does. `$*` are its arguments, `$input` what it was given on standard input, `$state` a folder that it may use. */
  public kubectl(body: string): void {
    this.program(
      'kubectl',
      `state='${this.#folder}/state'; calls='${this.#folder}/calls'
number=$(ls "$calls" | wc -l); input=''
if [[ " $* " == *' -f - '* ]]; then input=$(cat); fi
printf '%s\\n' "$*" >"$calls/$(printf '%03d' "$number")-arguments"
printf '%s' "$input" >"$calls/$(printf '%03d' "$((number + 1))")-input"
${body}`,
    );
  }

  /** Arguments of all calls of `kubectl`, in their order. */
  public get calls(): readonly string[] {
    return this.recorded('arguments');
  }

  /** What calls of `kubectl` got on standard input. */
  public get inputs(): readonly string[] {
    return this.recorded('input').filter((text) => text !== '');
  }

  /** Runs the script of a Job to its end. */
  public run(job: KubernetesObject, environment: Readonly<Record<string, string>> = {}): Promise<ScriptResult> {
    const script = (podOf(job).containers[0].command[2] ?? '').replaceAll(
      /(?<=[ <">=])\/(?=(credentials|manifests|certificates|tmp)(\/|$))/gm,
      `${this.#folder}/`,
    );
    const env = {
      ...environmentOf(job),
      HOME: join(this.#folder, 'tmp'),
      PATH: [join(this.#folder, 'bin'), process.env['PATH'] ?? ''].join(delimiter),
      ...environment,
    };
    return new Promise((resolve) => {
      execFile('bash', ['-c', script], { env, timeout: 240_000 }, (error, stdout, stderr) => {
        resolve({
          code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1,
          output: stdout + stderr,
        });
      });
    });
  }

  /** Removes the folder. */
  public close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  private recorded(what: string): string[] {
    const names = readdirSync(join(this.#folder, 'calls')).sort();
    return names.filter((name) => name.endsWith(what)).map((name) => this.read(`calls/${name}`).trimEnd());
  }

  private program(name: string, body: string): void {
    const path = join(this.#folder, 'bin', name);
    writeFileSync(path, `#!/usr/bin/env bash\n${body}\n`);
    chmodSync(path, 0o755);
  }
}
