import fc from 'fast-check';
import { refuseSecrets } from '../../../lib/synth/secrets';
import { refusal } from './folders';
import { SEED } from '../../support/fleets/seed';

const key = fc.constantFrom(
  '-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----\n',
  '-----BEGIN RSA PRIVATE KEY-----\nMIIEvQ\n-----END RSA PRIVATE KEY-----\n',
  '-----BEGIN EC PRIVATE KEY-----\nMHcCAQ\n-----END EC PRIVATE KEY-----\n',
  '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNz\n-----END OPENSSH PRIVATE KEY-----\n',
  '-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIEvQ\n-----END ENCRYPTED PRIVATE KEY-----\n',
  '-----BEGIN PGP PRIVATE KEY BLOCK-----\nlQVYB\n-----END PGP PRIVATE KEY BLOCK-----\n',
);
const around = fc.string({ unit: 'binary', maxLength: 20 });

function refuses(value: string): void {
  expect(
    refusal(() => {
      refuseSecrets([JSON.stringify(value)], 'acme', [{ kind: 'A', metadata: { name: 'b' }, value }]);
    }),
  ).toMatchObject({
    findings: [{ code: 'CLN9007', path: 'acme', property: 'A/b.value' }],
  });
}

describe('refuseSecrets', () => {
  it('finds a private key in any text', () => {
    fc.assert(
      fc.property(around, key, around, (before, pem, after) => {
        refuses(before + pem + after);
      }),
      { seed: SEED },
    );
  });

  it('finds a private key in base64, wherever its groups of three bytes begin', () => {
    fc.assert(
      fc.property(around, key, around, fc.constantFrom('base64', 'base64url'), (before, pem, after, encoding) => {
        refuses(Buffer.from(before + pem + after).toString(encoding));
      }),
      { seed: SEED },
    );
  });

  it.each([
    ['a certificate', '-----BEGIN CERTIFICATE-----\nMIIBkT\n-----END CERTIFICATE-----\n'],
    ['a public key', '-----BEGIN PUBLIC KEY-----\nMIIBkT\n-----END PUBLIC KEY-----\n'],
    ['a certificate in base64', Buffer.from('-----BEGIN CERTIFICATE-----\nMIIBkT').toString('base64')],
    ['words about keys', 'Where the PRIVATE KEY is kept: in a Secret'],
    ['a file name', 'apiVersion.eyJhbGciOi'],
  ])('lets %s pass', (_, text) => {
    expect(() => {
      refuseSecrets([text], 'acme', []);
    }).not.toThrow();
  });

  it('finds a private key in a block of its own, as often as the block occurs', () => {
    const body = { text: '\n  -----BEGIN PRIVATE KEY-----\n  MIIEvQ' };
    const value = { kind: 'A', metadata: { name: 'b' }, value: '-----BEGIN PRIVATE KEY-----\nMIIEvQ' };
    for (const pieces of [['value: |-', { text: '\n  clean' }, '\nmore: |-', body, '\n'], [body]]) {
      expect(refusal(() => refuseSecrets(pieces, 'acme', [value]))).toMatchObject({
        findings: [{ code: 'CLN9007', path: 'acme', property: 'A/b.value' }],
      });
    }
  });

  it('finds what stands behind a block that was looked through before', () => {
    const body = { text: '\n  clean' };
    refuseSecrets(['script: |-', body, '\n'], 'acme', []);
    expect(refusal(() => refuseSecrets(['a: |-', body, '\nb: "PRIVATE KEY-----"\n'], 'acme', []))).toMatchObject({
      findings: [{ code: 'CLN9007' }],
    });
  });
});
