import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { STORE_SCRIPTS } from '../../../lib/engines/native/bootstrap/scripts/store-push';
import type { SecretStoreModel } from '../../../lib/model';
import { MACHINE_FUNCTIONS, PRELUDE } from '../../../lib/workers/kubeadm/script/prelude';
import { METADATA } from '../../../lib/workers/kubeadm/script/metadata';
import { fetchFunctions } from '../../../lib/workers/kubeadm/script/stores';
import { describeWith } from '../../support/debian-tools';
import { CloudServices, signatureOf } from './cloud-services';
import type { Answers } from './cloud-services';

const CREDENTIAL = 'colonnade-join/v1\nserver=https://203.0.113.10:6443\n';
/** As it is stored: base64 on one line. */
const STORED = Buffer.from(CREDENTIAL).toString('base64');
const SECRET_KEY = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const SESSION = 'the/session+token==';
const ROLE = JSON.stringify(
  { Code: 'Success', AccessKeyId: 'AKIDEXAMPLE', SecretAccessKey: SECRET_KEY, Token: SESSION, Expiration: '2999' },
  null,
  2,
);

const HOSTS = [
  'secretsmanager.eu-central-1.amazonaws.com',
  'secretsmanager.cn-north-1.amazonaws.com.cn',
  'secretmanager.googleapis.com',
  'acme.vault.azure.net',
];

/** Runs with services that answer so, until the end of the test. */
async function withServices<T>(answers: Answers, body: (services: CloudServices) => Promise<T>): Promise<T> {
  const services = await CloudServices.open(HOSTS, answers);
  try {
    return await body(services);
  } finally {
    await services.close();
  }
}

/** What the script of a machine does to read its credential, alone, with the curl of this machine. */
function reading(kind: SecretStoreModel['kind'], location: string): string {
  const store = { kind, location, secret: 'acme/team-a', serviceAccountAnnotations: {}, image: 'x' };
  return [
    'set -eu',
    'work=$HOME',
    PRELUDE,
    MACHINE_FUNCTIONS,
    'sleep() { :; }',
    METADATA,
    fetchFunctions(store),
    'fetch_credential',
    'cat "$work/credential"',
  ].join('\n');
}

describeWith(
  'a machine reads its credential with curl from stand-ins of',
  [{ command: 'curl', package: 'curl' }],
  () => {
    test.each(['eu-central-1', 'cn-north-1'])(
      'AWS in %s: what it asks has the signature that AWS computes, for the role of the instance',
      async (region) => {
        const answers: Answers = ({ url, headers }) => {
          if (url.endsWith('/latest/api/token')) return 'imds-token';
          if (url.endsWith('/security-credentials/') && headers['x-aws-ec2-metadata-token'] === 'imds-token')
            return 'node-role\n';
          if (url.endsWith('/security-credentials/node-role')) return ROLE;
          if (headers['x-amz-target'] === undefined) return undefined;
          return JSON.stringify({
            ARN: 'arn',
            Name: 'acme/team-a',
            SecretString: STORED,
            VersionStages: ['AWSCURRENT'],
          });
        };
        await withServices(answers, async (services) => {
          const ended = await services.run(reading('aws-secrets-manager', region));
          expect(ended).toEqual({ code: 0, out: CREDENTIAL, err: '' });
          const [token, , , read] = services.asked;
          expect(token).toMatchObject({ method: 'PUT', url: '169.254.169.254/latest/api/token' });
          expect(token?.headers['x-aws-ec2-metadata-token-ttl-seconds']).toBe('60');
          if (read === undefined) throw new Error('Secrets Manager was not asked');
          expect(read).toMatchObject({
            method: 'POST',
            url: `${HOSTS[region === 'eu-central-1' ? 0 : 1] ?? ''}/`,
            headers: {
              'x-amz-target': 'secretsmanager.GetSecretValue',
              'x-amz-security-token': SESSION,
              'content-type': 'application/x-amz-json-1.1',
              authorization: expect.stringMatching(
                new RegExp(`Credential=AKIDEXAMPLE/\\d{8}/${region}/secretsmanager/aws4_request`),
              ) as string,
            },
          });
          expect(JSON.parse(read.body)).toEqual({ SecretId: 'acme/team-a' });
          expect(signatureOf(read, SECRET_KEY)).toMatchObject({ valid: true });
          expect(signatureOf({ ...read, body: '{"SecretId":"another"}' }, SECRET_KEY).valid).toBe(false);
        });
      },
    );

    test('Google Cloud: with the token of its service account', async () => {
      const answers: Answers = ({ url, headers }) => {
        if (url.endsWith('/service-accounts/default/token') && headers['metadata-flavor'] === 'Google')
          return '{"access_token":"ya29.token-1","expires_in":3599,"token_type":"Bearer"}';
        if (headers.authorization !== 'Bearer ya29.token-1') return undefined;
        const payload = { data: Buffer.from(STORED).toString('base64'), dataCrc32c: '42' };
        return JSON.stringify({ name: 'projects/1/secrets/x/versions/7', payload }, null, 2);
      };
      await withServices(answers, async (services) => {
        expect(await services.run(reading('gcp-secret-manager', 'acme-1'))).toEqual({
          code: 0,
          out: CREDENTIAL,
          err: '',
        });
        expect(services.asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
          'GET 169.254.169.254/computeMetadata/v1/instance/service-accounts/default/token',
          'GET secretmanager.googleapis.com/v1/projects/acme-1/secrets/acme%2Fteam-a/versions/latest:access',
        ]);
      });
    });

    test('Azure: with the token of its identity for the vaults of this cloud', async () => {
      const answers: Answers = ({ url, headers }) => {
        if (url.startsWith('169.254.169.254') && headers['metadata'] === 'true')
          return '{"access_token":"eyJ0.token","client_id":"c","resource":"https://vault.azure.net"}';
        if (headers.authorization !== 'Bearer eyJ0.token') return undefined;
        return JSON.stringify({ value: STORED, id: 'https://acme.vault.azure.net/secrets/x/1', attributes: {} });
      };
      await withServices(answers, async (services) => {
        const ended = await services.run(reading('azure-key-vault', 'https://acme.vault.azure.net/'));
        expect(ended).toEqual({ code: 0, out: CREDENTIAL, err: '' });
        expect(services.asked.map(({ url }) => url)).toEqual([
          '169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Fvault.azure.net',
          'acme.vault.azure.net/secrets/acme%2Fteam-a?api-version=7.4',
        ]);
      });
    });

    test('a store that refuses it: no credential, and nothing of the identity is said', async () => {
      const answers: Answers = ({ url }) =>
        url.startsWith('169.254.169.254') ? '{"access_token":"eyJ0.token"}' : undefined;
      await withServices(answers, async (services) => {
        const ended = await services.run(reading('azure-key-vault', 'https://acme.vault.azure.net/'));
        expect(ended).toMatchObject({ code: 1, out: '', err: expect.stringContaining('404') as string });
        expect(ended.err).not.toContain('eyJ0');
      });
    });
  },
);

describeWith("the CronJob's script", [{ command: 'aws', package: 'awscli' }], () => {
  test('has the real tool of AWS put the credential into a stand-in of Secrets Manager, as the identity of its pod', async () => {
    const answers: Answers = ({ url, headers }) => {
      if (url.endsWith('/v1/credentials') && headers.authorization === 'pod-token')
        return JSON.stringify({
          AccessKeyId: 'AKIDEXAMPLE',
          SecretAccessKey: SECRET_KEY,
          Token: SESSION,
          Expiration: '2999-01-01T00:00:00Z',
        });
      if (headers['x-amz-target'] === undefined) return undefined;
      return JSON.stringify({ ARN: 'arn', Name: 'team-a-general', VersionId: 'v', VersionStages: ['AWSCURRENT'] });
    };
    await withServices(answers, async (services) => {
      const handover = join(services.folder, 'handover');
      mkdirSync(handover);
      writeFileSync(join(handover, 'credential'), STORED);
      writeFileSync(join(handover, 'expires'), '2026-11-21T16:00:00Z');
      const ended = await services.run(STORE_SCRIPTS['aws-secrets-manager'].replaceAll('/handover', handover), {
        SECRET: 'team-a-general',
        LOCATION: 'eu-central-1',
        AWS_CONTAINER_CREDENTIALS_FULL_URI: `${services.url}/v1/credentials`,
        AWS_CONTAINER_AUTHORIZATION_TOKEN: 'pod-token',
      });
      expect(ended).toEqual({
        code: 0,
        out: '',
        err: 'join-store: wrote team-a-general, good until 2026-11-21T16:00:00Z\n',
      });
      const put = services.asked.at(-1);
      if (put === undefined) throw new Error('nothing was asked');
      expect(put).toMatchObject({ method: 'POST', url: 'secretsmanager.eu-central-1.amazonaws.com/' });
      expect(put.headers['x-amz-target']).toBe('secretsmanager.PutSecretValue');
      expect(JSON.parse(put.body)).toMatchObject({ SecretId: 'team-a-general', SecretString: STORED });
      expect(signatureOf(put, SECRET_KEY)).toMatchObject({
        valid: true,
        covers: expect.arrayContaining(['x-amz-security-token', 'x-amz-target']) as string[],
      });
    });
  });
});
