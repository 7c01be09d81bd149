import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { Command, Option } from 'commander';
import { ColonnadeError } from '../../findings';
import type { Carrier, WorkerPoolModel } from '../../model';
import { bootstrapDocument, credentialLife } from '../../workers';
import type { BootstrapDocument, DocumentFile } from '../../workers';
import { collectReports, seconds } from '../check/collect';
import type { CollectOptions } from '../check/collect';
import { findPool } from '../check/find-pool';
import { EXIT } from '../exit-code';
import type { ExitCode } from '../exit-code';
import type { Io } from '../io';
import { commandError } from '../problems';

const CARRIERS = [
  'script',
  'cloud-init',
  'ignition',
  'ansible',
  'puppet',
  'native',
] as const satisfies readonly Carrier[];

interface WorkerOptions extends CollectOptions {
  readonly carrier?: Carrier;
  readonly out?: string;
  readonly json?: boolean;
}

/** `colonnade worker <tenant> <pool> [target]` */
export function workerCommand(io: Io, done: (code: ExitCode) => void): Command {
  return new Command('worker')
    .summary('print what machines of a pool are given to become nodes')
    .description(
      'Prints the document with which machines of a pool become nodes: for a shell, cloud-init, Ignition, Ansible or Puppet. It holds no secret; a machine needs a join credential besides. Reads a fleet as `check` does.',
    )
    .argument('<tenant>', 'name or path of the tenant')
    .argument('<pool>', 'name of the pool')
    .argument('[target]', 'folder with cdk8s.yaml, or a fleet.json', '.')
    .addOption(
      new Option('--carrier <carrier>', 'form of the document (default: that of the machines)').choices(CARRIERS),
    )
    .option('--out <folder>', 'write files into a folder instead of printing')
    .option('--app <command>', 'program to run instead of the one in cdk8s.yaml')
    .option('--timeout <seconds>', 'time that the program may take', seconds, 600)
    .option('--json', 'print as JSON')
    .action(async (tenant: string, pool: string, target: string, options: WorkerOptions) => {
      const reports = await collectReports(target, options, io);
      const errors = reports.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'error'));
      if (errors.length > 0) throw new ColonnadeError(errors);
      const found = findPool(
        reports.flatMap(({ model }) => (model === null ? [] : [model])),
        tenant,
        pool,
      );
      const document = bootstrapDocument(found.tenant, found.pool, options.carrier);
      const written = options.out === undefined ? [] : writeFiles(document, resolve(io.cwd, options.out));
      if (options.json === true) printJson(found.pool, document, written, io);
      else if (options.out === undefined) printText(document, io);
      else
        for (const { name } of document.files)
          io.out(`  ${io.stdoutStyle.good('written')}  ${join(options.out, name)}\n`);
      io.err(`${credentialLife(found.tenant.name, found.pool)}\n`);
      done(EXIT.ok);
    });
}

function printText({ carrier, files }: BootstrapDocument, io: Io): void {
  const [{ content }, ...others] = files;
  if (others.length > 0) {
    throw commandError(
      'usage',
      carrier,
      `the document is ${files.length} files.`,
      'name a folder for them: --out FOLDER.',
    );
  }
  if (typeof content === 'string') {
    io.out(content);
    return;
  }
  io.err('Compressed, because it is over the limit of its cloud; printed in base64, as APIs take it.\n');
  io.out(`${Buffer.from(content).toString('base64')}\n`);
}

function printJson(
  { path, join: { tokenMinutes, delivery } }: WorkerPoolModel,
  { carrier, files }: BootstrapDocument,
  written: readonly string[],
  io: Io,
): void {
  const entries = files.map(({ name, content, executable = false }) =>
    typeof content === 'string'
      ? { name, executable, encoding: 'utf-8', content }
      : { name, executable, encoding: 'base64', content: Buffer.from(content).toString('base64') },
  );
  const credential = { delivery: delivery.kind, minutes: tokenMinutes };
  io.out(`${JSON.stringify({ ok: true, pool: path, carrier, credential, files: entries, written }, null, 2)}\n`);
}

function writeFiles({ files }: BootstrapDocument, folder: string): readonly string[] {
  return files.map((file) => {
    const path = pathInside(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, file.content);
    if (file.executable === true) chmodSync(path, 0o755);
    return path;
  });
}

/** Files of a pool have paths of its program's choice, and none may leave the folder. */
function pathInside(folder: string, { name }: DocumentFile): string {
  const path = resolve(folder, name);
  if (path.startsWith(`${folder}${sep}`)) return path;
  throw commandError('usage', name, 'the file would be written outside of the folder.', 'write its path without `..`.');
}
