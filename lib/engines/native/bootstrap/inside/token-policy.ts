import type { KubernetesObject } from '../../../../kubernetes';
import { BOOTSTRAP_TOKENS } from '../../../../workers';
import { MINTER_USERS, minterUser } from '../../join/identities';
import type { MintedPool } from '../../join/identities';
import { addonMeta } from './labels';

const NAME = 'colonnade-join-tokens';

/** What the clocks of the two clusters may differ, on top of a token's life. */
const CLOCK_SECONDS = 60;

/** Keys that a token's Secret may have. */
const KEYS = [
  'auth-extra-groups',
  'description',
  'expiration',
  'token-id',
  'token-secret',
  'usage-bootstrap-authentication',
  'usage-bootstrap-signing',
];

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** ASCII from the hyphen, 45, to Z: all that an instant is written with. */
const FROM_HYPHEN = '-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * An admission policy inside the tenant: a user that makes tokens of a pool can create nothing but bootstrap tokens, with the group
 * of that pool, that end in time. It works inside of the API server, which refuses where it cannot decide.
 *
 * A Secret's data is in base64 here, and CEL decodes none: texts are compared in base64, and the instant is put together from the
 * positions of its 28 characters. Its 20 bytes are those of `2026-11-21T16:00:00Z`; anything else is an error, which refuses.
 */
export function tokenPolicy(pools: readonly MintedPool[]): readonly KubernetesObject[] {
  const meta = addonMeta('join-tokens', NAME, null);
  return [
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: meta,
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          resourceRules: [
            { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['secrets'] },
          ],
        },
        matchConditions: [
          { name: 'makes-tokens', expression: `request.userInfo.username.startsWith('${MINTER_USERS}')` },
        ],
        variables: [
          { name: 'groups', expression: mapOf(pools, (pool) => `'${base64(pool.join.group)}'`) },
          { name: 'seconds', expression: mapOf(pools, (pool) => String(pool.join.tokenMinutes * 60 + CLOCK_SECONDS)) },
          { name: 'user', expression: 'request.userInfo.username' },
          { name: 'end', expression: 'object.data.expiration' },
          {
            name: 'sextets',
            expression: `[${range(27)}].map(i, '${BASE64}'.indexOf(variables.end.charAt(i)))`,
          },
          { name: 'octets', expression: `[${range(20)}].map(i, ${OCTET})` },
          {
            name: 'expires',
            expression: `timestamp(variables.octets.map(o, '${FROM_HYPHEN}'.charAt(o - 45)).join(''))`,
          },
        ],
        validations: [
          rule(
            `request.operation == 'CREATE' && variables.user in variables.groups`,
            'this user makes tokens of no pool',
          ),
          rule(
            `object.type == '${BOOTSTRAP_TOKENS.type}' && object.metadata.namespace == '${BOOTSTRAP_TOKENS.namespace}'`,
            'only bootstrap tokens may be made',
          ),
          rule(`object.data.all(key, key in ${listOf(KEYS)})`, 'the token has a key that nothing reads'),
          rule(
            `object.data['usage-bootstrap-authentication'] == '${base64('true')}' && object.data['auth-extra-groups'] == variables.groups[variables.user]`,
            'the token is not of the group of its pool',
          ),
          rule(
            `size(variables.end) == 28 && variables.expires - timestamp(object.metadata.creationTimestamp) <= duration(string(variables.seconds[variables.user]) + 's')`,
            'the token lives longer than those of its pool',
          ),
        ],
      },
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: meta,
      spec: { policyName: NAME, validationActions: ['Deny'] },
    },
  ];
}

/** Byte `i` of what is encoded: of four sextets, three octets. */
const OCTET = [
  'i % 3 == 0 ? variables.sextets[i / 3 * 4] * 4 + variables.sextets[i / 3 * 4 + 1] / 16',
  'i % 3 == 1 ? variables.sextets[i / 3 * 4 + 1] % 16 * 16 + variables.sextets[i / 3 * 4 + 2] / 4',
  'variables.sextets[i / 3 * 4 + 2] % 4 * 64 + variables.sextets[i / 3 * 4 + 3]',
].join(' : ');

function rule(expression: string, message: string): { readonly expression: string; readonly message: string } {
  return { expression, message };
}

function mapOf(pools: readonly MintedPool[], value: (pool: MintedPool) => string): string {
  return `{${pools.map((pool) => `'${minterUser(pool)}': ${value(pool)}`).join(', ')}}`;
}

function listOf(texts: readonly string[]): string {
  return `[${texts.map((text) => `'${text}'`).join(', ')}]`;
}

function range(end: number): string {
  return Array.from({ length: end }, (_, index) => String(index)).join(', ');
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
