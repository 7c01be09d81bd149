import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { STORE_SCRIPTS } from '../../../../../lib/engines/native/bootstrap/scripts/store-push';
import { STORES } from './pools';

const VALUE = 'Y29sb25uYWRlLWpvaW4vdjEK';

/**
 * Runs the script of a store with tools of the same names that write down what they are called with. The real tool of AWS is run by
 * `test/contract/workers/secret-stores.test.ts`.
 */
function runWith(
  kind: (typeof STORES)[number],
  body = '',
): Promise<{ readonly code: number; readonly output: string; readonly calls: readonly string[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'colonnade-store-'));
  mkdirSync(join(folder, 'bin'));
  mkdirSync(join(folder, 'handover'));
  writeFileSync(join(folder, 'handover/credential'), VALUE);
  writeFileSync(join(folder, 'handover/expires'), '2026-11-21T16:00:00Z');
  writeFileSync(join(folder, 'identity'), 'THE IDENTITY');
  for (const tool of ['aws', 'gcloud', 'az']) {
    const path = join(folder, 'bin', tool);
    writeFileSync(path, `#!/bin/sh\necho "${tool} $*" >>'${folder}/calls'\n${body}\necho 'THE ANSWER'\n`);
    chmodSync(path, 0o755);
  }
  const script = STORE_SCRIPTS[kind].replaceAll('/handover', `${folder}/handover`);
  const env = {
    PATH: [join(folder, 'bin'), process.env['PATH'] ?? ''].join(delimiter),
    SECRET: 'team-a-general',
    LOCATION: 'here',
    AZURE_CLIENT_ID: 'client',
    AZURE_TENANT_ID: 'tenant',
    AZURE_FEDERATED_TOKEN_FILE: join(folder, 'identity'),
  };
  return new Promise((resolve) => {
    execFile('sh', ['-c', script], { env, timeout: 240_000 }, (error, stdout, stderr) => {
      const calls = readFileSync(join(folder, 'calls'), 'utf8').replaceAll(folder, '').trimEnd().split('\n');
      rmSync(folder, { recursive: true, force: true });
      resolve({ code: error === null ? 0 : 1, output: stdout + stderr, calls });
    });
  });
}

describe('writing a credential into a secret store, with stand-ins for the cloud tools', () => {
  test.each(STORES)('%s: the script is one that every sh can read', (kind) => {
    expect(spawnSync('sh', ['-n', '-c', STORE_SCRIPTS[kind]], { encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    });
  });

  test.each(STORES)(
    '%s: says where and until when, and nothing of the value or of what the tool printed',
    async (kind) => {
      const { code, output, calls } = await runWith(kind);
      expect({ code, output }).toEqual({
        code: 0,
        output: 'join-store: wrote team-a-general, good until 2026-11-21T16:00:00Z\n',
      });
      expect(calls.join('\n')).toContain('/handover/credential');
      expect(calls.join('\n')).not.toContain(VALUE);
    },
  );

  test.each(STORES)('%s: fails when the tool does', async (kind) => {
    expect(await runWith(kind, 'exit 7')).toMatchObject({ code: 1, output: '' });
  });

  test('AWS: a new version of the secret, from the file as it is', async () => {
    expect((await runWith('aws-secrets-manager')).calls).toEqual([
      'aws secretsmanager put-secret-value --region here --secret-id team-a-general --secret-string file:///handover/credential --output text --query VersionId',
    ]);
  });

  test('Google: a new version, and all but the newest two are destroyed', async () => {
    const list = 'case "$*" in "secrets versions list"*) printf "5\\n4\\n3\\n2\\n"; exit 0 ;; esac';
    const { calls } = await runWith('gcp-secret-manager', list);
    expect(calls.map((call) => call.split(' ').slice(0, 5).join(' '))).toEqual([
      'gcloud secrets versions add team-a-general',
      'gcloud secrets versions list team-a-general',
      'gcloud secrets versions destroy 3',
      'gcloud secrets versions destroy 2',
    ]);
  });

  test('Azure: as the federated identity of the pod, with an end', async () => {
    expect((await runWith('azure-key-vault')).calls).toEqual([
      'az login --service-principal --username client --tenant tenant --federated-token THE IDENTITY --allow-no-subscriptions --output none',
      'az keyvault secret set --vault-name here --name team-a-general --file /handover/credential --encoding utf-8 --expires 2026-11-21T16:00:00Z --output none',
    ]);
  });
});
