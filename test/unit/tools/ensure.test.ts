import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { assetsDir, builtTools, ensureTools, toolPaths } from '../../../tools';
import { FakeGo, Gate, refusal } from './fake-go';

describe('tools with a fake go', () => {
  let fake: FakeGo;
  beforeEach(() => {
    fake = new FakeGo();
  });
  afterEach(() => fake.remove());

  test('builds every binary of a part once, and nothing the second time', async () => {
    const first = await ensureTools(['etcd'], fake.options());
    expect(Object.keys(first.etcd.binaries)).toEqual(['etcd', 'etcdctl', 'etcdutl']);
    expect(first.etcd).toMatchObject({
      version: '3.6.16',
      dir: expect.stringContaining(join(fake.cache, 'tools', 'etcd-')) as string,
    });
    expect(Object.values(first.etcd.binaries).every((path) => existsSync(path))).toBe(true);
    expect(fake.builds()).toHaveLength(3);

    expect(await ensureTools(['etcd'], fake.options())).toEqual(first);
    expect(toolPaths(['etcd'], fake.options())).toEqual(first);
    expect(fake.builds()).toHaveLength(3);
  });

  test('says what it does', async () => {
    const lines: string[] = [];
    const progress = (line: string): number => lines.push(line);
    await ensureTools(['konnectivity'], fake.options({ progress }));
    await ensureTools(['konnectivity'], fake.options({ progress }));
    expect(lines.map((line) => line.replace(/\d+ s$/, 'N s'))).toEqual([
      'tools  konnectivity     building proxy-server (1/2) ...',
      'tools  konnectivity     ... proxy-server built in N s',
      'tools  konnectivity     building proxy-agent (2/2) ...',
      'tools  konnectivity     ... proxy-agent built in N s',
      'tools  konnectivity     built in N s',
      'tools  konnectivity     cached (0.36.0)',
    ]);
  });

  test('builds anew when the sources or Go change, and keeps the old build', async () => {
    const first = await ensureTools(['pause'], fake.options());
    appendFileSync(join(fake.sources, 'pause', 'main.go'), '\n');
    const second = await ensureTools(['pause'], fake.options());
    expect(second.pause.dir).not.toBe(first.pause.dir);
    expect(existsSync(first.pause.binaries['pause'] ?? '')).toBe(true);
  });

  test('builds anew when a binary was deleted', async () => {
    const { etcd } = await ensureTools(['etcd'], fake.options());
    rmSync(etcd.binaries['etcdctl'] ?? '');
    expect(builtTools(fake.options()).etcd).toBeUndefined();
    await ensureTools(['etcd'], fake.options());
    expect(existsSync(etcd.binaries['etcdctl'] ?? '')).toBe(true);
  });

  test('builds once for two that ask at the same time', async () => {
    const gate = new Gate(fake.root);
    fake.install(`${gate.wait}; for last; do out=$prev; prev=$last; done; printf x > "$out"`);
    const lines: string[] = [];
    const progress = (line: string): void => {
      lines.push(line);
      if (line.includes('waiting for process')) gate.open();
    };
    const ask = async (): Promise<unknown> => ensureTools(['pause'], fake.options({ progress }));
    const [one, two] = await Promise.all([ask(), ask()]);
    expect(one).toEqual(two);
    expect(fake.builds()).toHaveLength(1);
    expect(lines.join('\n')).toMatch(/waiting for process \d+/);
    expect(lines.join('\n')).toContain('built by another process');
  });

  test('refuses a failed build with the last lines of Go and the log, and leaves nothing behind', async () => {
    fake.install('for i in $(seq 40); do echo "line $i"; done; echo "main.go:7: undefined: thing" >&2; exit 3');
    const error = await refusal(ensureTools(['pause'], fake.options()));
    const log = join(fake.cache, 'logs', 'pause.log');
    expect(error).toMatchObject({ code: 'TOOLS_BUILD_FAILED' });
    expect(String(error)).toContain('main.go:7: undefined: thing');
    expect(String(error)).not.toContain('line 20\n');
    expect(String(error)).toContain(log);
    expect(readFileSync(log, 'utf8')).toContain('line 20\n');
    expect(fake.stored()).toEqual([]);
  });

  test('refuses a build that takes too long, and ends it', async () => {
    fake.install('exec sleep 600');
    const error = await refusal(ensureTools(['pause'], fake.options({ buildTimeoutMs: 200 })));
    expect(error).toMatchObject({ code: 'TOOLS_BUILD_TIMEOUT' });
    expect(fake.stored()).toEqual([]);
  });

  test('ends the build when interrupted, and leaves nothing behind', async () => {
    // Longer than a test may last.
    fake.install('exec sleep 600');
    const signal = AbortSignal.timeout(200);
    const error = await refusal(ensureTools(['pause'], fake.options({ signal })));
    expect(error).toMatchObject({ code: 'TOOLS_ABORTED' });
    expect(fake.stored()).toEqual([]);
  });

  test('keeps intermediate files out of the temporary folder and out of the result', async () => {
    fake.install('touch "$GOTMPDIR/object"; for last; do out=$prev; prev=$last; done; echo "$GOTMPDIR" > "$out"');
    const { pause } = await ensureTools(['pause'], fake.options());
    expect(readFileSync(pause.binaries['pause'] ?? '', 'utf8')).toContain(fake.cache);
    expect(readdirSync(pause.dir).sort()).toEqual(['manifest.json', 'pause']);
  });

  test('refuses to build without Go, and says what to do', async () => {
    const error = await refusal(ensureTools(['pause'], fake.options({ env: fake.envWithoutGo() })));
    expect(error).toMatchObject({ code: 'TOOLS_GO_MISSING' });
    expect(String(error)).toContain('KUBEBUILDER_ASSETS');
  });

  test('finds without Go what was built from the same sources before', async () => {
    const built = await ensureTools(['pause'], fake.options());
    const without = fake.options({ env: fake.envWithoutGo() });
    expect(await ensureTools(['pause'], without)).toEqual(built);
    appendFileSync(join(fake.sources, 'pause', 'main.go'), '\n');
    expect(await refusal(ensureTools(['pause'], without))).toMatchObject({ code: 'TOOLS_GO_MISSING' });
  });

  test('refuses a Go that does not work', async () => {
    writeFileSync(join(fake.root, 'bin', 'go'), '#!/bin/sh\necho "go: cannot find GOROOT" >&2\nexit 2\n');
    const error = await refusal(ensureTools(['pause'], fake.options()));
    expect(error).toMatchObject({ code: 'TOOLS_GO_BROKEN' });
    expect(String(error)).toContain('cannot find GOROOT');
  });

  test('only looks when asked for paths, and names the command that builds', async () => {
    const error = await refusal(() => toolPaths(['etcd', 'pause'], fake.options()));
    expect(error).toMatchObject({ code: 'TOOLS_NOT_BUILT' });
    expect(String(error)).toContain('npm run tools -- etcd pause');
    expect(fake.builds()).toEqual([]);
  });

  test('clears away the unfinished build of a process that has died, not that of a living one', async () => {
    const { pause } = await ensureTools(['pause'], fake.options());
    rmSync(pause.dir, { recursive: true });
    const dead = `${pause.dir}.draft-${spawnSync('true').pid}`;
    const living = `${pause.dir}.draft-${process.ppid}`;
    mkdirSync(dead);
    mkdirSync(living);
    await ensureTools(['pause'], fake.options());
    expect([dead, living, pause.dir].map((path) => existsSync(path))).toEqual([false, true, true]);
  });

  test('a build that is finished elsewhere meanwhile stays as it is', async () => {
    const { pause } = await ensureTools(['pause'], fake.options());
    const binary = pause.binaries['pause'] ?? '';
    rmSync(pause.dir, { recursive: true });
    const gate = new Gate(fake.root);
    fake.install(`${gate.wait}; for last; do out=$prev; prev=$last; done; printf draft > "$out"`);
    const building = ensureTools(['pause'], fake.options());
    await gate.reached();
    mkdirSync(pause.dir);
    writeFileSync(binary, 'finished first');
    writeFileSync(join(pause.dir, 'manifest.json'), '{}');
    gate.open();
    await building;
    expect(readFileSync(binary, 'utf8')).toBe('finished first');
  });
});

describe('the assets folder', () => {
  let fake: FakeGo;
  beforeEach(() => {
    fake = new FakeGo();
  });
  afterEach(() => fake.remove());
  const assets = (version: string, name: string): string => join(assetsDir(version, fake.options()), name);

  test('of each Kubernetes version leads to API server, etcd and kubectl', async () => {
    const tools = await ensureTools(['etcd', 'kubernetes-1.36', 'kubernetes-1.35'], fake.options());
    for (const kubernetes of [tools['kubernetes-1.36'], tools['kubernetes-1.35']]) {
      expect(realpathSync(assets(kubernetes.version, 'kube-apiserver'))).toBe(
        realpathSync(kubernetes.binaries['kube-apiserver'] ?? ''),
      );
      expect(realpathSync(assets(kubernetes.version, 'etcd'))).toBe(realpathSync(tools.etcd.binaries['etcd'] ?? ''));
      // 1.35 has no kubectl of its own; one minor of skew is supported.
      expect(realpathSync(assets(kubernetes.version, 'kubectl'))).toBe(
        realpathSync(tools['kubernetes-1.36'].binaries['kubectl'] ?? ''),
      );
    }
  });

  test('is not written while etcd is missing', async () => {
    const { 'kubernetes-1.35': kubernetes } = await ensureTools(['kubernetes-1.35'], fake.options());
    expect(existsSync(assets(kubernetes.version, 'kube-apiserver'))).toBe(false);
  });

  test('can be moved together with the cache', async () => {
    const { 'kubernetes-1.36': kubernetes } = await ensureTools(['etcd', 'kubernetes-1.36'], fake.options());
    expect(isAbsolute(readlinkSync(assets(kubernetes.version, 'etcd')))).toBe(false);
  });

  test('follows a new build, and holds nothing that is no longer a part', async () => {
    const { 'kubernetes-1.36': kubernetes } = await ensureTools(['etcd', 'kubernetes-1.36'], fake.options());
    writeFileSync(assets(kubernetes.version, 'stranger'), '');
    appendFileSync(join(fake.sources, 'etcd', 'go.sum'), '\n');
    const { etcd } = await ensureTools(['etcd'], fake.options());
    expect(realpathSync(assets(kubernetes.version, 'etcd'))).toBe(realpathSync(etcd.binaries['etcd'] ?? ''));
    expect(existsSync(assets(kubernetes.version, 'stranger'))).toBe(false);
  });
});
