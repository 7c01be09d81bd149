import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Proofs } from '../../../lib/pulumi/coarse/plugin/credentials';
import { readKubeconfig } from '../../../lib/pulumi/coarse/plugin/kubeconfig';

const folder = mkdtempSync(join(tmpdir(), 'colonnade-kubeconfig-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const base64 = (text: string): string => Buffer.from(text).toString('base64');

function kubeconfig(user: object, cluster: object = {}): string {
  return JSON.stringify({
    'current-context': 'here',
    contexts: [{ name: 'here', context: { cluster: 'c', user: 'u' } }],
    clusters: [{ name: 'c', cluster: { server: 'https://192.0.2.1:6443/prefix', ...cluster } }],
    users: [{ name: 'u', user }],
  });
}

describe('a kubeconfig', () => {
  test('gives a server, its authority, and a certificate', () => {
    const user = { 'client-certificate-data': base64('certificate'), 'client-key-data': base64('key') };
    const access = readKubeconfig(kubeconfig(user, { 'certificate-authority-data': base64('ca') }));
    expect(access).toMatchObject({
      authority: 'ca',
      isVerified: true,
      credentials: { kind: 'certificate', certificate: 'certificate', key: 'key' },
    });
    expect(access.server.href).toBe('https://192.0.2.1:6443/prefix');
  });

  test('may name a file with a token, which is read at each use', async () => {
    const file = join(folder, 'token');
    writeFileSync(file, 'first\n');
    const proofs = new Proofs(readKubeconfig(kubeconfig({ tokenFile: file })));
    expect(await proofs.proof()).toEqual({ token: 'first' });
    writeFileSync(file, 'second\n');
    expect(await proofs.proof()).toEqual({ token: 'second' });
  });

  test('may name a command, which is asked once until its answer expires or is refused', async () => {
    const counter = join(folder, 'counter');
    const script = `
      const fs = require('node:fs');
      fs.appendFileSync(${JSON.stringify(counter)}, 'x');
      const { spec } = JSON.parse(process.env.KUBERNETES_EXEC_INFO);
      const token = [process.env.TEAM, fs.readFileSync(${JSON.stringify(counter)}, 'utf8').length, spec.cluster.server].join(' ');
      console.log(JSON.stringify({ status: { token, expirationTimestamp: '2999-01-01T00:00:00Z' } }));`;
    const exec = {
      command: process.execPath,
      args: ['-e', script],
      env: [{ name: 'TEAM', value: 'a' }],
      apiVersion: 'client.authentication.k8s.io/v1',
      provideClusterInfo: true,
    };
    const proofs = new Proofs(readKubeconfig(kubeconfig({ exec })));
    expect(await proofs.proof()).toMatchObject({ token: 'a 1 https://192.0.2.1:6443/prefix' });
    expect(await proofs.proof()).toMatchObject({ token: 'a 1 https://192.0.2.1:6443/prefix' });
    expect(proofs.refused()).toBe(true);
    expect(await proofs.proof()).toMatchObject({ token: 'a 2 https://192.0.2.1:6443/prefix' });
  });

  test('is refused where its command fails', async () => {
    const exec = { command: process.execPath, args: ['-e', 'process.exit(3)'] };
    await expect(new Proofs(readKubeconfig(kubeconfig({ exec }))).proof()).rejects.toThrow(/CLN9081[^]*users\.exec/);
  });

  test.each([
    ['a password', kubeconfig({ username: 'me', password: 'x' }), 'users.username'],
    ['impersonation', kubeconfig({ token: 'x', as: 'somebody' }), 'users.as'],
    ['a proxy', kubeconfig({ token: 'x' }, { 'proxy-url': 'http://192.0.2.9' }), 'clusters.proxy-url'],
    ['no server', kubeconfig({ token: 'x' }, { server: undefined }), 'clusters.server'],
    ['no context', '{}', 'current-context'],
    ['no YAML', '{{', ''],
  ])('with %s is refused', (_what, content, place) => {
    const refused: unknown = expect.objectContaining({
      code: 'CLN9081',
      findings: [expect.objectContaining({ property: place })],
    });
    expect(() => readKubeconfig(content)).toThrow(refused as Error);
  });
});
