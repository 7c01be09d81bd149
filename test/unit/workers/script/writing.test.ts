import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { OperatingSystem, SecretStoreModel, WorkerPoolModel } from '../../../../lib/model';
import { machinePlan, script, workerEndpoint } from '../../../../lib/workers';
import { describeWith, runTool } from '../../../support/debian-tools';
import { SEED, runs } from '../../../support/fleets';
import { aPool, aTenant } from '../../../support/workers';
import { kubeadm, scriptOf } from './describe-machines';

const SYSTEMS: readonly OperatingSystem[] = ['debian', 'ubuntu', 'rhel', 'flatcar', 'fedora-coreos', 'other'];
const STORES: readonly SecretStoreModel['kind'][] = ['aws-secrets-manager', 'gcp-secret-manager', 'azure-key-vault'];

let folder: string;
let root: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'colonnade-script-'));
  root = join(folder, 'root');
  mkdirSync(root);
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a script with a shell of Debian below a root. */
function write(text: string, ...args: readonly string[]): { readonly code: number | null; readonly said: string } {
  const file = join(folder, 'worker.sh');
  writeFileSync(file, text);
  const ended = spawnSync('/bin/sh', [file, '--root', root, ...args], { encoding: 'utf8', timeout: 240_000 });
  return { code: ended.status, said: ended.stdout + ended.stderr };
}

/** Every kind of script that there is. */
const KINDS: readonly (readonly [string, WorkerPoolModel])[] = SYSTEMS.flatMap((operatingSystem, index) => {
  const kind = STORES[index % STORES.length] ?? 'azure-key-vault';
  const store = { kind, secret: "it's", location: 'https://a.b', serviceAccountAnnotations: {}, image: 'x' };
  return [
    [`a short pool on ${operatingSystem}`, aPool({ machines: { operatingSystem } })],
    [
      `a pool with everything on ${operatingSystem}`,
      aPool({
        machines: { operatingSystem },
        node: {
          proxy: { http: 'http://p', https: 'http://p', noProxy: [] },
          timeServers: ['ntp'],
          trustedCertificates: ['PEM'],
          updates: { reboot: 'window', window: { days: ['Sat'], start: '03:00', minutes: 60 } },
          containerd: { configVersion: 3 },
          commands: { before: ['true'], after: ['true'] },
        },
        join: { ...aPool().join, delivery: { kind: 'secret', everyMinutes: 20, store } },
      }),
    ],
  ];
});

describe('what the script of a pool writes', () => {
  test('a second run writes nothing', () => {
    const text = scriptOf(aPool());
    expect(write(text).said).toContain('wrote /etc/containerd/config.toml');
    expect(write(text)).toEqual({
      code: 0,
      said: 'colonnade: nothing to change: this machine is as pool team-a/general wants it\n',
    });
  });

  test('what a person has changed is written again, and nothing else', () => {
    const text = scriptOf(aPool());
    write(text);
    writeFileSync(join(root, 'etc/containerd/config.toml'), 'version = 2\n');
    expect(write(text).said).toMatch(/^colonnade: wrote \/etc\/containerd\/config\.toml\ncolonnade: nothing to change/);
  });

  test('a file that a later plan does not have is removed', () => {
    write(scriptOf(aPool({ node: { files: [{ path: '/etc/a b', mode: '0644', content: 'x' }] } })));
    expect(readdirSync(join(root, 'etc'))).toContain('a b');
    expect(write(scriptOf(aPool())).said).toContain('removed /etc/a b');
    expect(readdirSync(join(root, 'etc'))).not.toContain('a b');
  });

  test('swap is taken out of fstab once, and stays where it is limited', () => {
    const fstab =
      '/dev/sda1 / ext4 defaults 0 1\n/swapfile none swap sw 0 0\n\tUUID=1\tnone\tswap\tsw\n#/old none swap sw\n';
    mkdirSync(join(root, 'etc'));
    writeFileSync(join(root, 'etc/fstab'), fstab);
    write(scriptOf(aPool({ node: { swap: 'limited' } })));
    expect(readFileSync(join(root, 'etc/fstab'), 'utf8')).toBe(fstab);
    write(scriptOf(aPool()));
    write(scriptOf(aPool()));
    expect(readFileSync(join(root, 'etc/fstab'), 'utf8')).toBe(
      '/dev/sda1 / ext4 defaults 0 1\n# off for Kubernetes: /swapfile none swap sw 0 0\n# off for Kubernetes: \tUUID=1\tnone\tswap\tsw\n#/old none swap sw\n',
    );
  });

  test("an image's kubelet gets a unit and kubeadm's drop-in, with its own path", () => {
    mkdirSync(join(root, 'opt/bin'), { recursive: true });
    writeFileSync(join(root, 'opt/bin/kubelet'), '', { mode: 0o755 });
    write(scriptOf(aPool()));
    const folderOfUnits = join(root, 'etc/systemd/system');
    expect(readFileSync(join(folderOfUnits, 'kubelet.service'), 'utf8')).toContain('ExecStart=/opt/bin/kubelet\n');
    expect(readFileSync(join(folderOfUnits, 'kubelet.service.d/10-kubeadm.conf'), 'utf8')).toContain(
      'ExecStart=\nExecStart=/opt/bin/kubelet $KUBELET_KUBECONFIG_ARGS $KUBELET_CONFIG_ARGS $KUBELET_KUBEADM_ARGS $KUBELET_EXTRA_ARGS\n',
    );
  });

  test('a unit and a drop-in of a package are left alone', () => {
    mkdirSync(join(root, 'usr/bin'), { recursive: true });
    writeFileSync(join(root, 'usr/bin/kubelet'), '', { mode: 0o755 });
    mkdirSync(join(root, 'usr/lib/systemd/system/kubelet.service.d'), { recursive: true });
    writeFileSync(join(root, 'usr/lib/systemd/system/kubelet.service'), '');
    writeFileSync(join(root, 'usr/lib/systemd/system/kubelet.service.d/10-kubeadm.conf'), '');
    expect(write(scriptOf(aPool())).said).not.toContain('systemd/system/kubelet');
  });

  test('the machine-id that an image was built with is remembered in it', () => {
    mkdirSync(join(root, 'etc'));
    writeFileSync(join(root, 'etc/machine-id'), '0123456789abcdef0123456789abcdef\n');
    write(scriptOf(aPool()));
    expect(readFileSync(join(root, 'opt/colonnade/image-machine-id'), 'utf8')).toContain('0123456789abcdef');
  });

  test('lines that look like the end of a file, and texts that no here-document holds, arrive as they are', () => {
    const contents = [
      'END_OF_FILE\n',
      'END_OF_FILE\nEND_OF_FILE_1\n',
      'x',
      '',
      'a\r\n',
      '\u0001\n',
      '\ufeffä €\n',
      '\\\n$x`y`\n',
    ];
    const files = contents.map((content, index) => ({ path: `/etc/f${String(index)}`, mode: '0644', content }));
    expect(write(scriptOf(aPool({ node: { files } })))).toMatchObject({ code: 0 });
    expect(files.map(({ path }) => readFileSync(join(root, path), 'utf8'))).toEqual(contents);
  });

  test('--help writes nothing', () => {
    expect(write(scriptOf(aPool()), '--help')).toMatchObject({
      code: 0,
      said: expect.stringContaining('Exit codes: 0') as string,
    });
    expect(readdirSync(root)).toEqual([]);
  });
});

describeWith(
  'every script',
  [
    { command: 'dash', package: 'dash' },
    { command: 'shellcheck', package: 'shellcheck' },
  ],
  () => {
    test.each(KINDS)('of %s passes dash, bash and shellcheck', (_, pool) => {
      const plan = machinePlan(aTenant(), kubeadm(pool), workerEndpoint(aTenant()));
      const inner = plan.files.find(({ path }) => path === plan.script.path)?.content ?? '';
      for (const text of [inner, script(plan)]) {
        expect(runTool('dash', ['-n'], { input: text })).toMatchObject({ code: 0, err: '' });
        expect(runTool('bash', ['--posix', '-n'], { input: text })).toMatchObject({ code: 0, err: '' });
      }
      expect(runTool('shellcheck', ['--shell=sh', '-'], { input: inner })).toMatchObject({ code: 0, out: '' });
      // The outer script reads all options and uses two of them.
      expect(runTool('shellcheck', ['--shell=sh', '--exclude=SC2034', '-'], { input: script(plan) })).toMatchObject({
        code: 0,
        out: '',
      });
    });
  },
);

describe('quoting', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }).filter((value) => !/[\0\p{Surrogate}]/u.test(value)),
    fc.constantFrom(
      "'",
      '"',
      '`id`',
      '$(id)',
      '$HOME',
      '\\',
      '\n',
      'END_OF_FILE',
      '!',
      '%s',
      '-n',
      ' ',
      '*',
      '__COLONNADE_TOKEN__',
    ),
  );
  const name = text.filter((value) => /^[^/\n]+$/.test(value) && value !== '.' && value !== '..');
  const file = fc.record({
    path: fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => `/own/${names.join('/')}`),
    mode: fc.constantFrom('0600', '0644', '0755'),
    content: fc.array(text, { maxLength: 6 }).map((parts) => parts.join('')),
  });

  test('no text of a pool can break the script: every file is there, byte by byte', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(file, { maxLength: 3, selector: ({ path }) => path.split('/')[2] ?? '' }),
        fc.record({ http: text, https: text, noProxy: fc.array(text, { maxLength: 2 }) }),
        text,
        fc.constantFrom(...STORES),
        (files, proxy, word, kind) => {
          rmSync(root, { recursive: true, force: true });
          mkdirSync(root);
          const store = { kind, secret: word, location: word, serviceAccountAnnotations: {}, image: 'x' };
          const pool = aPool({
            labels: { key: word },
            node: {
              files,
              proxy,
              packageMirror: word,
              sysctls: { [`k${word}`]: word },
              modules: [word],
              commands: { before: [word], after: [] },
            },
            join: { ...aPool().join, delivery: { kind: 'secret', everyMinutes: 20, store } },
          });
          expect(write(scriptOf(pool))).toMatchObject({ code: 0 });
          const plan = machinePlan(aTenant(), kubeadm(pool), workerEndpoint(aTenant()));
          for (const { path, mode, content } of plan.files) {
            expect(readFileSync(join(root, path), 'utf8')).toBe(content);
            expect(statSync(join(root, path)).mode & 0o777).toBe(parseInt(mode, 8));
          }
          // Nothing but what the plan has, so that no part of a text was taken for a path or a command.
          expect(readdirSync(root).sort()).toEqual(
            files.length > 0 ? ['etc', 'opt', 'own', 'var'] : ['etc', 'opt', 'var'],
          );
        },
      ),
      { numRuns: runs(15), seed: SEED },
    );
  });
});
