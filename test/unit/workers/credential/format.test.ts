import { execFileSync, spawnSync } from 'node:child_process';
import { ColonnadeError } from '../../../../lib/findings';
import { SECRETS, issueInProcess, tenantInventory } from '../../../../lib/pki';
import {
  CREDENTIAL_MARK,
  caHash,
  isExpired,
  parseCredential,
  redactCredential,
  writeCredential,
} from '../../../../lib/workers';
import type { JoinCredential } from '../../../../lib/workers';
import { etcdCluster, managementCluster, tenant } from '../../engines/native/fixtures';

const TOKEN = 'abcdef.0123456789abcdef';

let ca: string;
let otherCa: string;
let credential: JoinCredential;

beforeAll(async () => {
  const services = { apiServer: 'kube-apiserver', etcd: 'etcd', etcdPeers: 'etcd-peers' };
  const subject = tenant({ store: { kind: 'dedicated', cluster: etcdCluster({ namespace: 'tenant-team-a' }) } });
  const inventory = tenantInventory(subject, managementCluster(), { services });
  const [material] = await issueInProcess([inventory]);
  ca = material?.pair(SECRETS.apiServer).ca ?? '';
  otherCa = material?.pair(SECRETS.frontProxyCa).ca ?? '';
  credential = {
    server: 'https://203.0.113.10:6443',
    ca,
    caHash: caHash(ca),
    token: TOKEN,
    expires: '2026-11-21T16:00:00Z',
    tenant: 'team-a',
    pool: 'general',
  };
});

const codesOf = (text: string): readonly (readonly [string, string])[] => {
  try {
    parseCredential(text);
    return [];
  } catch (error) {
    if (!ColonnadeError.is(error)) throw error;
    expect(error.message).not.toContain('0123456789abcdef');
    return error.findings.map(({ code, property }) => [code, property] as const);
  }
};

const changed = (key: string, value: string): string =>
  writeCredential(credential).replace(new RegExp(`^${key}=.*$`, 'm'), `${key}=${value}`);

describe('a join credential', () => {
  test('is the text that machines read, and reads back as what it was', () => {
    const text = writeCredential(credential);
    expect(text.split('\n').map((line) => line.replace(/=.*/, ''))).toEqual([
      CREDENTIAL_MARK,
      ...['server', 'ca', 'ca-hash', 'token', 'expires', 'pool'],
      '',
    ]);
    expect(text).toContain('\npool=team-a/general\n');
    expect(parseCredential(text)).toEqual(credential);
  });

  test('survives line ends of another system', () => {
    expect(parseCredential(writeCredential(credential).replaceAll('\n', '\r\n'))).toEqual(credential);
  });

  test('has the hash that openssl computes as kubeadm documents it', () => {
    if (spawnSync('openssl', ['version']).status !== 0) {
      if (process.env['CI'] !== undefined) throw new Error('there is no openssl');
      process.stderr.write('SKIPPED: the hash of openssl, because this machine has none\n');
      return;
    }
    const key = execFileSync('openssl', ['x509', '-pubkey', '-noout'], { input: ca });
    const der = execFileSync('openssl', ['pkey', '-pubin', '-outform', 'der'], { input: key });
    const line = execFileSync('openssl', ['dgst', '-sha256'], { input: der, encoding: 'utf8' });
    expect(`sha256:${line.trim().split(' ').at(-1) ?? ''}`).toBe(caHash(ca));
  });

  test.each([
    ['server', 'http://203.0.113.10:6443'],
    ['server', 'https://203.0.113.10:6443/api'],
    ['server', 'https://user@203.0.113.10:6443'],
    ['server', 'somewhere'],
    ['ca', 'bm8gY2VydGlmaWNhdGU='],
    ['ca', 'x'],
    ['ca-hash', 'sha256:12'],
    ['token', 'abcdef.0123456789ABCDEF'],
    ['token', '0123456789abcdef'],
    ['expires', 'tomorrow'],
    ['expires', '2026-13-01T00:00:00Z'],
    ['expires', '2026-11-21T16:00:00+01:00'],
    ['pool', 'general'],
    ['pool', 'team-a/General'],
    ['pool', 'team-a/general/x'],
  ])('with %s=%s is refused', (key, value) => {
    expect(codesOf(changed(key, value))).toEqual([['CLN4071', key]]);
  });

  test.each(['https://api.example.com', 'https://api.example.com:443', 'https://[2001:db8::1]:6443'])(
    'may have the server %s',
    (server) => {
      expect(parseCredential(changed('server', server)).server).toBe(server);
    },
  );

  test('names all that is wrong at once', () => {
    const text = changed('expires', 'x').replace(/^token=.*$/m, 'token=x');
    expect(codesOf(text)).toEqual([
      ['CLN4071', 'expires'],
      ['CLN4071', 'token'],
    ]);
  });

  test('that does not belong to its CA is refused', () => {
    expect(codesOf(changed('ca', Buffer.from(otherCa).toString('base64')))).toEqual([['CLN4072', 'ca-hash']]);
  });

  test('may hold a second CA, for the time in which one follows another', () => {
    expect(parseCredential(writeCredential({ ...credential, ca: `${otherCa}${ca}` })).ca).toBe(`${otherCa}${ca}`);
  });

  test.each([
    ['another version', (text: string) => text.replace('/v1', '/v2')],
    ['nothing', () => ''],
    ['a key that is not known', (text: string) => `${text}user=x\n`],
    ['a key twice', (text: string) => `${text}token=${TOKEN}\n`],
    ['no token', (text: string) => text.replace(/^token=.*\n/m, '')],
    ['a cut line', (text: string) => text.replace(/^expires=.*\n/m, 'expi\n')],
  ])('with %s is refused as a whole', (_, change) => {
    expect(codesOf(change(writeCredential(credential)))).toContainEqual(['CLN4070', expect.any(String)]);
  });

  test('that could not be read is not written', () => {
    expect(() => writeCredential({ ...credential, token: 'x\npool=other/one' })).toThrow(/CLN407[01]/);
  });

  test('expires', () => {
    expect(isExpired(credential, Date.parse('2026-11-21T15:59:59Z'))).toBe(false);
    expect(isExpired(credential, Date.parse('2026-11-21T16:00:00Z'))).toBe(true);
  });

  test('is redacted wherever it stands, as text and in base64', () => {
    const text = writeCredential(credential);
    expect(redactCredential(`got ${text}`)).toContain('token=abcdef.****************');
    expect(redactCredential(`got ${text}`)).not.toContain('0123456789abcdef');
    const base64 = Buffer.from(text).toString('base64');
    expect(redactCredential(`value ${base64} end`)).toBe('value [join credential] end');
  });
});
