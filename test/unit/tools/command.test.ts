import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { FakeGo, TOOLS } from './fake-go';

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command as its own process, as `npm run tools` does. */
async function command(env: Record<string, string>, ...args: readonly string[]): Promise<Outcome> {
  const tsx = join(TOOLS, '..', 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const child = spawn(process.execPath, [tsx, join(TOOLS, 'build.ts'), ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
}

describe('the command with a fake go', () => {
  let fake: FakeGo;
  beforeEach(() => {
    fake = new FakeGo();
  });
  afterEach(() => fake.remove());

  test('prints a map for machines on stdout, and progress on stderr', async () => {
    const { code, stdout, stderr } = await command(fake.env(), 'pause', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      pause: { version: '0.0.0', binaries: { pause: expect.stringContaining(fake.cache) as string } },
    });
    expect(stderr).toContain('building pause (1/1) ...');
  });

  test('in two processes at once builds once', async () => {
    fake.install('sleep 1; for last; do out=$prev; prev=$last; done; printf x > "$out"');
    const [one, two] = await Promise.all([
      command(fake.env(), 'pause', '--json'),
      command(fake.env(), 'pause', '--json'),
    ]);
    expect([one.code, two.code]).toEqual([0, 0]);
    expect(one.stdout).toBe(two.stdout);
    expect(fake.builds()).toHaveLength(1);
  });

  test('lists parts and versions without building', async () => {
    const { code, stdout } = await command(fake.env(), '--list');
    expect(code).toBe(0);
    expect(stdout).toMatch(/kubernetes-1\.36 +1\.36\.\d+ +not built +kube-apiserver/);
    expect(fake.builds()).toEqual([]);
  });

  test('ends with 2 on words and options it does not know', async () => {
    const [part, option] = await Promise.all([command(fake.env(), 'etdc'), command(fake.env(), '--fast')]);
    expect(part).toMatchObject({ code: 2, stderr: expect.stringContaining('TOOLS_UNKNOWN_PART') as string });
    expect(part.stderr).toContain('kubernetes-1.36');
    expect(option).toMatchObject({ code: 2, stderr: expect.stringContaining('Usage:') as string });
  });

  test('ends with 1 and the code when Go is missing', async () => {
    const { code, stderr } = await command(fake.envWithoutGo(), 'pause');
    expect(code).toBe(1);
    expect(stderr).toContain('TOOLS_GO_MISSING');
    expect(stderr).not.toContain('    at ');
  });

  test('ends with 1 and the last lines of Go when a build fails', async () => {
    fake.install('echo "main.go:7: undefined: thing" >&2; exit 1');
    const { code, stderr } = await command(fake.env(), 'pause');
    expect(code).toBe(1);
    expect(stderr).toContain('TOOLS_BUILD_FAILED');
    expect(stderr).toContain('main.go:7: undefined: thing');
  });
});
