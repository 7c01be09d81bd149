import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deskOf, parseAnnouncement, pluginScript } from '../../e2e/testbed/stand-ins/network-policies/plugin';

/** As the upstream plugin prints it. */
const RESULT = `{
    "cniVersion": "1.0.0",
    "interfaces": [{ "name": "veth1", "mac": "a2:00:00:00:00:01" }, { "name": "eth0", "sandbox": "/run/netns/x" }],
    "ips": [
        {
            "interface": 1,
            "address": "10.32.0.5/22",
            "gateway": "10.32.0.1"
        }
    ],
    "routes": [{ "dst": "0.0.0.0/0" }]
}`;

describe('the plugin that waits for policies', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'colonnade-plugin-'));
    const desk = deskOf(folder);
    for (const one of [desk.announced, desk.enforced]) mkdirSync(one, { recursive: true });
    writeFileSync(desk.script, pluginScript(desk), { mode: 0o755 });
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('announces the address and the pod, and returns the result once policies are enforced', async () => {
    const desk = deskOf(folder);
    upstream(`[ "$(cat)" = configuration ] && printf '%s' '${RESULT}'`);
    // Policies are enforced when the plugin has waited three times.
    const waits = join(folder, 'waits');
    const enforced = join(desk.enforced, 'sandbox-1');
    inPath('sleep', `echo >>'${waits}'; if [ "$(wc -l <'${waits}')" = 3 ]; then echo >'${enforced}'; fi`);
    expect(await call('ADD')).toEqual({ code: 0, stdout: `${RESULT}\n` });
    expect(readFileSync(waits, 'utf8')).toHaveLength(3);
    expect(parseAnnouncement(readFileSync(join(desk.announced, 'sandbox-1'), 'utf8'))).toEqual({
      address: '10.32.0.5',
      namespace: 'tenant-a',
      name: 'etcd-0',
    });
  });

  test('does not wait for ever where nobody enforces', async () => {
    upstream(`printf '%s' '${RESULT}'`);
    inPath('sleep', 'true');
    expect(await call('ADD')).toEqual({ code: 0, stdout: `${RESULT}\n` });
  });

  test('passes a failure on, and announces nothing', async () => {
    upstream(`printf '%s' '{"code":7}'; exit 7`);
    expect(await call('ADD')).toEqual({ code: 7, stdout: '{"code":7}\n' });
    expect(readdirSync(deskOf(folder).announced)).toEqual([]);
  });

  test('takes the announcement back when the sandbox ends', async () => {
    const desk = deskOf(folder);
    upstream('echo gone');
    writeFileSync(join(desk.announced, 'sandbox-1'), '10.32.0.5 tenant-a etcd-0\n');
    expect(await call('DEL')).toEqual({ code: 0, stdout: 'gone\n' });
    expect(readdirSync(desk.announced)).toEqual([]);
  });

  test('leaves other commands to the upstream plugin', async () => {
    upstream('echo "$CNI_COMMAND"');
    expect(await call('VERSION')).toEqual({ code: 0, stdout: 'VERSION\n' });
  });

  function upstream(script: string): void {
    writeFileSync(deskOf(folder).plugin, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }

  /** A program that the script finds before the system's. */
  function inPath(name: string, script: string): void {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }

  function call(command: string): Promise<{ code: number | null; stdout: string }> {
    const child = spawn(deskOf(folder).script, [], {
      env: {
        PATH: `${folder}:${process.env['PATH'] ?? ''}`,
        CNI_COMMAND: command,
        CNI_CONTAINERID: 'sandbox-1',
        CNI_ARGS: 'IgnoreUnknown=1;K8S_POD_NAMESPACE=tenant-a;K8S_POD_NAME=etcd-0;K8S_POD_UID=1',
      },
      timeout: 240_000,
    });
    let stdout = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')));
    child.stdin.on('error', () => undefined);
    child.stdin.end('configuration');
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, stdout }));
    });
  }
});

test('an announcement that is cut short is none', () => {
  expect(parseAnnouncement('10.32.0.5 tenant-a\n')).toBeUndefined();
  expect(parseAnnouncement('')).toBeUndefined();
});
