import { randomInt } from 'node:crypto';
import {
  BOOTSTRAP_TOKENS,
  JOIN_KEYS,
  bootstrapTokenSecret,
  caHash,
  singleUseTokenId,
  writeCredential,
} from '../../workers';
import type { FoundPool } from './find-pool';
import { askTenant, decoded, property, text } from './tenant-api';

/** A token that was made, and the credential with it. */
export interface MadeToken {
  readonly id: string;
  /** UTC to the second. */
  readonly expires: string;
  /** The whole text, which is a secret. */
  readonly credential: string;
}

/** A token without its secret half. */
export interface ListedToken {
  readonly id: string;
  /** UTC to the second; empty: never, which somebody else made so. */
  readonly expires: string;
  /** The machine that it is for; empty: any of the pool. */
  readonly host: string;
  readonly description: string;
}

const SECRETS = `/api/v1/namespaces/${BOOTSTRAP_TOKENS.namespace}/secrets`;
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/**
 * Makes a token of a pool. With a host it is that machine's only one: an earlier one is removed first.
 *
 * @param seconds - how long it lives, by the clock of the tenant
 */
export async function makeToken(found: FoundPool, seconds: number, host: string | undefined): Promise<MadeToken> {
  const { access } = found;
  const { time } = await askTenant(access, 'GET', '/version', [200]);
  const id = host === undefined ? random(6) : singleUseTokenId(found.pool, host);
  const token = {
    id,
    secret: random(16),
    expires: new Date(time + seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z'),
    ...(host !== undefined && { host }),
  };
  if (host !== undefined) await removeToken(found, id);
  const pool = { name: found.pool, join: { group: found.group }, signing: found.signing };
  await askTenant(access, 'POST', SECRETS, [201], bootstrapTokenSecret(pool, token));
  const credential = writeCredential({
    server: access.server,
    ca: access.ca,
    caHash: caHash(access.ca),
    token: `${token.id}.${token.secret}`,
    expires: token.expires,
    tenant: found.tenant,
    pool: found.pool,
  });
  return { id, expires: token.expires, credential };
}

/** All tokens of a pool, whoever made them, by their end. The secret half is read by nobody. */
export async function listTokens(found: FoundPool): Promise<readonly ListedToken[]> {
  const selector = encodeURIComponent(`type=${BOOTSTRAP_TOKENS.type}`);
  const { body } = await askTenant(found.access, 'GET', `${SECRETS}?fieldSelector=${selector}`, [200]);
  const items: unknown = property(body, 'items');
  const tokens = (Array.isArray(items) ? items : []).flatMap((item: unknown): ListedToken[] => {
    const data = property(item, 'data');
    const groups = decoded(property(data, 'auth-extra-groups')).split(',');
    if (!groups.includes(found.group)) return [];
    const annotations = property(property(item, 'metadata'), 'annotations');
    return [
      {
        id: decoded(property(data, 'token-id')),
        expires: decoded(property(data, 'expiration')),
        host: text(property(annotations, JOIN_KEYS.host)),
        description: decoded(property(data, 'description')),
      },
    ];
  });
  return tokens.sort((a, b) => (a.expires < b.expires ? -1 : a.expires > b.expires ? 1 : 0));
}

/** Removes every token of a pool and gives those that it removed. Nodes that have joined stay. */
export async function revokeTokens(found: FoundPool): Promise<readonly ListedToken[]> {
  const tokens = await listTokens(found);
  for (const { id } of tokens) await removeToken(found, id);
  return tokens;
}

async function removeToken({ access }: FoundPool, id: string): Promise<void> {
  await askTenant(access, 'DELETE', `${SECRETS}/${BOOTSTRAP_TOKENS.prefix}${id}`, [200, 202, 404]);
}

function random(length: number): string {
  return Array.from({ length }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
}
