import type { BlockBody, YamlPiece } from '../kubernetes';
import { synthError } from './problems';

interface Token {
  readonly name: string;
  readonly occursIn: (text: string) => boolean;
}

/** What PEM and OpenPGP armour of a private key have in common, in plain text and inside of base64 at any of its three alignments. */
const ARMOUR = 'PRIVATE KEY';
const KEY_MARKS = new RegExp([`${ARMOUR}(?: BLOCK)?-----`, ...base64Alignments(ARMOUR)].join('|'));

/** Header and payload of a JSON Web Token are both JSON objects, whose base64 begins with `eyJ`. */
const JSON_WEB_TOKEN = /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/;

const TOKENS: readonly Token[] = [
  { name: 'a private key', occursIn: (text) => KEY_MARKS.test(text) },
  { name: 'a signed token', occursIn: (text) => text.includes('.eyJ') && JSON_WEB_TOKEN.test(text) },
];

/** Scripts and manifests that every tenant has are looked through once. */
const clean = new WeakSet<BlockBody>();

/**
 * The last look at a document before it is written. No mark of a secret holds a line break, and a piece begins with one, so none lies
 * across two pieces.
 *
 * @param pieces of the document.
 * @param path of the construct it came from.
 * @param objects that the text was made of, to say where the secret is.
 * @throws ColonnadeError `CLN9007` when there is a private key or a signed token in it, in plain text or in base64.
 */
export function refuseSecrets(pieces: readonly YamlPiece[], path: string, objects: readonly unknown[]): void {
  for (const piece of pieces) {
    if (typeof piece === 'string') refuseSecretsIn(piece, path, objects);
    else if (!clean.has(piece)) {
      refuseSecretsIn(piece.text, path, objects);
      clean.add(piece);
    }
  }
}

/** What is secret in an object, and where; `undefined` where nothing is. */
export function secretIn(object: unknown): { readonly what: string; readonly property: string } | undefined {
  for (const token of TOKENS) {
    const property = search(object, token);
    if (property !== undefined) return { what: token.name, property: property.replace(/^\./, '') };
  }
  return undefined;
}

function refuseSecretsIn(text: string, path: string, objects: readonly unknown[]): void {
  for (const token of TOKENS) {
    if (!token.occursIn(text)) continue;
    throw synthError('secret', {
      path,
      property: place(objects, token) ?? '',
      message: `${token.name} would be written among the manifests.`,
      fix: 'Keep it in a Secret that is made in the cluster, and refer to that by its name.',
    });
  }
}

/** Objects by kind and name, what is in them by property; never the value. */
function place(objects: readonly unknown[], token: Token): string | undefined {
  for (const object of objects) {
    const found = search(object, token);
    if (found === undefined) continue;
    const { kind, metadata } = object as { kind?: unknown; metadata?: { name?: unknown } };
    return `${String(kind)}/${String(metadata?.name)}${found}`;
  }
  return undefined;
}

function search(value: unknown, token: Token): string | undefined {
  if (typeof value === 'string') return token.occursIn(value) ? '' : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, entry] of Object.entries(value)) {
    if (token.occursIn(key)) return '.(a key)';
    const found = search(entry, token);
    if (found !== undefined) return (Array.isArray(value) ? `[${key}]` : `.${key}`) + found;
  }
  return undefined;
}

/** What is the same in the base64 of every text that contains `mark`, for each way in which it can fall into groups of three bytes. */
function base64Alignments(mark: string): string[] {
  return [0, 1, 2].map((shift) => {
    const whole = Buffer.from('\0'.repeat(shift) + mark).toString('base64');
    const start = shift === 0 ? 0 : 4;
    const end = Math.floor((shift + mark.length) / 3) * 4;
    return whole.slice(start, end);
  });
}
