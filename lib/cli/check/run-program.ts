import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHECK_REPORT_VARIABLE, readCheckReports } from '../../report';
import type { CheckReport } from '../../report';

/** How a program under check ended. */
export interface ProgramRun {
  readonly reports: readonly CheckReport[];
  /** Exit code; `null` when a signal ended it. */
  readonly exitCode: number | null;
  readonly timedOut: boolean;
  /** What it printed, both streams in order, at most the last 64 kB. */
  readonly output: string;
}

const KEPT_OUTPUT = 65_536;

/** Runs a shell command in check mode and collects what its fleets report. Leaves no process and no file. */
export async function runProgram(
  command: string,
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly timeoutSeconds: number },
): Promise<ProgramRun> {
  const folder = mkdtempSync(join(tmpdir(), 'colonnade-check-'));
  try {
    const report = join(folder, 'report.jsonl');
    writeFileSync(report, '');
    const preload = JSON.stringify(join(__dirname, 'preload.js'));
    const env = {
      ...options.env,
      [CHECK_REPORT_VARIABLE]: report,
      // A stock cdk8s App knows no check mode; whatever it might write goes into the folder that is removed.
      CDK8S_OUTDIR: join(folder, 'out'),
      NODE_OPTIONS: `${options.env['NODE_OPTIONS'] ?? ''} --require ${preload}`.trim(),
    };
    const ended = await runShell(command, { ...options, env });
    return { ...ended, reports: readCheckReports(report) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runShell(
  command: string,
  {
    cwd,
    env,
    timeoutSeconds,
  }: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly timeoutSeconds: number },
): Promise<Omit<ProgramRun, 'reports'>> {
  return new Promise((resolve, reject) => {
    // Its own process group, so that a timeout also ends what the shell started.
    const child = spawn(command, { cwd, env, shell: true, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let timedOut = false;
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString('utf8')).slice(-KEPT_OUTPUT);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const timer = setTimeout(() => {
      timedOut = true;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, timeoutSeconds * 1000);
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.once('close', (exitCode) => {
      clearTimeout(timer);
      resolve({ exitCode, timedOut, output });
    });
  });
}
