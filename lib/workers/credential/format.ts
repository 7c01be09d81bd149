import { ColonnadeError } from '../../findings';
import type { Finding } from '../../findings';
import { dns1123LabelProblem } from '../../kubernetes';
import { caHashes } from './ca-hash';
import { CREDENTIAL_PROBLEMS } from './problems';

/** First line of the text. */
export const CREDENTIAL_MARK = 'colonnade-join/v1';

/** What a machine needs to become a node of a tenant, and nobody else may have. */
export interface JoinCredential {
  /** URL of the API server, for example `https://203.0.113.10:6443`. */
  readonly server: string;
  /** Certificates of the tenant's CA in PEM. */
  readonly ca: string;
  /** `sha256:` and the hash of the CA's public key, see {@link caHash}. */
  readonly caHash: string;
  /** Bootstrap token, `abcdef.0123456789abcdef`. */
  readonly token: string;
  /** When the token ends: UTC to the second, for example `2026-11-21T16:00:00Z`. */
  readonly expires: string;
  /** Names of the tenant and of the pool. */
  readonly tenant: string;
  readonly pool: string;
}

/** Where problems are reported when the caller names no place. */
const PLACE = 'join credential';

const KEYS = ['server', 'ca', 'ca-hash', 'token', 'expires', 'pool'] as const;
type Key = (typeof KEYS)[number];

const TOKEN = /^[a-z0-9]{6}\.[a-z0-9]{16}$/;
const HASH = /^sha256:[0-9a-f]{64}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/**
 * The text of a credential, as machines read it: the mark and six lines `key=value`, with a line feed at the end.
 *
 * @throws ColonnadeError as {@link parseCredential}: nothing is written that could not be read
 */
export function writeCredential(credential: JoinCredential): string {
  const values: Readonly<Record<Key, string>> = {
    server: credential.server,
    ca: Buffer.from(credential.ca, 'utf8').toString('base64'),
    'ca-hash': credential.caHash,
    token: credential.token,
    expires: credential.expires,
    pool: `${credential.tenant}/${credential.pool}`,
  };
  const text = [CREDENTIAL_MARK, ...KEYS.map((key) => `${key}=${values[key]}`), ''].join('\n');
  parseCredential(text);
  return text;
}

/**
 * Reads the text of a credential.
 *
 * @param place - what the text is, for findings: a file's name. @default 'join credential'
 * @throws ColonnadeError `CLN4070` for a text of another form, `CLN4071` for values that cannot be, `CLN4072` when hash and CA do not
 * belong together; everything at once, and never with the token in a message
 */
export function parseCredential(text: string, place = PLACE): JoinCredential {
  const values = readLines(text, place);
  const findings = KEYS.flatMap((key) => {
    const problem = VALUE_PROBLEMS[key](values[key]);
    return problem === undefined ? [] : [finding('value', place, key, ...problem)];
  });
  if (findings.length > 0) throw new ColonnadeError(findings);
  const ca = decoded(values.ca);
  if (!(caHashes(ca) ?? []).includes(values['ca-hash'])) {
    throw new ColonnadeError([
      finding('caHash', place, 'ca-hash', 'it is the hash of no certificate in ca.', 'fetch the credential again.'),
    ]);
  }
  const [tenant = '', pool = ''] = values.pool.split('/');
  const { server, token, expires } = values;
  return Object.freeze({ server, ca, caHash: values['ca-hash'], token, expires, tenant, pool });
}

/** Whether a credential is of no use any more at an instant, given in milliseconds since the epoch. */
export function isExpired(credential: Pick<JoinCredential, 'expires'>, now: number): boolean {
  return Date.parse(credential.expires) <= now;
}

/**
 * A text with every bootstrap token in it replaced by its public half, `abcdef.****************`, for messages and logs. Tokens in
 * base64 are replaced as a whole where a credential in base64 would be.
 */
export function redactCredential(text: string): string {
  return text
    .replace(/\b([a-z0-9]{6})\.[a-z0-9]{16}\b/g, '$1.****************')
    .replace(new RegExp(`${BASE64_MARK}[A-Za-z0-9+/=]*`, 'g'), '[join credential]');
}

/** What the mark is the beginning of in base64, as far as it does not depend on what follows. */
const BASE64_MARK = Buffer.from(CREDENTIAL_MARK, 'utf8').toString('base64').replace(/.=*$/, '');

function readLines(text: string, place: string): Readonly<Record<Key, string>> {
  const [mark, ...lines] = text.replace(/\r?\n$/, '').split(/\r?\n/);
  if (mark !== CREDENTIAL_MARK) {
    throw new ColonnadeError([
      finding('form', place, '', `its first line is not ${CREDENTIAL_MARK}.`, 'fetch it with `colonnade join-token`.'),
    ]);
  }
  const found = new Map<string, string>();
  const findings: Finding[] = [];
  lines.forEach((line, index) => {
    const key = /^([a-z-]+)=/.exec(line)?.[1];
    if (key === undefined || !isKey(key)) {
      findings.push(formProblem(place, '', `line ${index + 2} is not one of ${KEYS.join('=, ')}=.`));
    } else if (found.has(key)) findings.push(formProblem(place, key, 'it is there twice.'));
    else found.set(key, line.slice(key.length + 1));
  });
  for (const key of KEYS) if (!found.has(key)) findings.push(formProblem(place, key, 'it is missing.'));
  if (findings.length > 0) throw new ColonnadeError(findings);
  const value = (key: Key): string => found.get(key) ?? '';
  return {
    server: value('server'),
    ca: value('ca'),
    'ca-hash': value('ca-hash'),
    token: value('token'),
    expires: value('expires'),
    pool: value('pool'),
  };
}

function isKey(text: string): text is Key {
  return KEYS.some((key) => key === text);
}

/** What is wrong and what to write instead; `undefined` when nothing is. The token's value is in no message. */
const VALUE_PROBLEMS: Readonly<Record<Key, (value: string) => readonly [string, string] | undefined>> = {
  server: (value) => (isServer(value) ? undefined : [`'${value}' is no https URL of a host.`, 'https://HOST:PORT']),
  ca: (value) => {
    const hashes = isBase64(value) ? caHashes(decoded(value)) : undefined;
    if (hashes !== undefined && hashes.length > 0) return undefined;
    return ['it is not certificates in PEM, in base64 on one line.', 'fetch the credential again.'];
  },
  'ca-hash': (value) =>
    HASH.test(value) ? undefined : [`'${value}' is no hash.`, 'sha256: and 64 hexadecimal digits.'],
  token: (value) =>
    TOKEN.test(value)
      ? undefined
      : [`it is no bootstrap token (got ${value.length} characters).`, 'six characters, a dot and sixteen of a-z0-9.'],
  expires: (value) =>
    INSTANT.test(value) && !Number.isNaN(Date.parse(value))
      ? undefined
      : [`'${value}' is no instant in UTC.`, 'for example 2026-11-21T16:00:00Z.'],
  pool: (value) => {
    const parts = value.split('/');
    return parts.length === 2 && parts.every((part) => dns1123LabelProblem(part) === undefined)
      ? undefined
      : [`'${value}' does not name a pool.`, 'TENANT/POOL'];
  },
};

function isServer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return (
    url.protocol === 'https:' &&
    url.hostname !== '' &&
    url.pathname === '/' &&
    `${url.origin}` === text.replace(/:443$/, '')
  );
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text);
}

function decoded(base64: string): string {
  return Buffer.from(base64, 'base64').toString('utf8');
}

function formProblem(place: string, property: string, message: string): Finding {
  return finding('form', place, property, message, 'fetch the credential again; it may have been cut short.');
}

function finding(
  problem: keyof typeof CREDENTIAL_PROBLEMS,
  path: string,
  property: string,
  message: string,
  fix: string,
): Finding {
  return { code: CREDENTIAL_PROBLEMS[problem].code, severity: 'error', path, property, message, fix };
}
