import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { StacksArgs, StacksReport } from './stacks';

const ROOT = join(__dirname, '../../..');

/** Where stacks are deployed to. */
export type StacksPlace = Pick<StacksArgs, 'folder' | 'port' | 'kubeconfigPath'>;

/** Deploys in a process of its own, which any rejection ends that nobody handles. */
export async function deployedStacks(
  place: StacksPlace,
  options: Omit<StacksArgs, keyof StacksPlace>,
): Promise<StacksReport> {
  const script = join(ROOT, 'test/support/pulumi/stacks.ts');
  const args = ['--tsconfig', join(ROOT, 'tsconfig.all.json'), script, JSON.stringify({ ...place, ...options })];
  const run = promisify(execFile);
  const { stdout } = await run(join(ROOT, 'node_modules/.bin/tsx'), args, { cwd: ROOT, timeout: 9 * 60_000 });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as StacksReport;
}
