import { ColonnadeError } from '../../findings';

const MARK = Symbol.for('colonnade.PrivateMaterial');

/** A certificate with its key, all in PEM, as a Secret of type `kubernetes.io/tls` holds them. */
export interface KeyPairFiles {
  /** `tls.crt` */
  readonly certificate: string;
  /** `tls.key`, PKCS#8 */
  readonly key: string;
  /** `ca.crt`: the certificate of the issuer; the own one where that is the issuer. */
  readonly ca: string;
}

/**
 * Keys that were made in this process, for tests and for the local control plane. They can be written to files for a process to
 * read, and nowhere else: it has no properties that a serializer could find, and `toJSON` throws.
 */
export class PrivateMaterial {
  /** Whether a value holds keys, from whichever copy of the package. */
  public static is(value: unknown): value is PrivateMaterial {
    return typeof value === 'object' && value !== null && MARK in value;
  }

  readonly #pairs: ReadonlyMap<string, KeyPairFiles>;
  readonly #path: string;

  /**
   * @param path - construct path of what the keys are for
   * @param pairs - by name of the inventory's entry
   */
  public constructor(path: string, pairs: ReadonlyMap<string, KeyPairFiles>) {
    this.#pairs = pairs;
    this.#path = path;
    Object.defineProperty(this, MARK, { value: true });
    Object.freeze(this);
  }

  /** Names of the inventory's entries, in its order. */
  public get names(): readonly string[] {
    return [...this.#pairs.keys()];
  }

  /**
   * The files of one entry.
   *
   * @throws ColonnadeError `CLN4054` for a name that is not in the inventory
   */
  public pair(name: string): KeyPairFiles {
    const pair = this.#pairs.get(name);
    if (pair !== undefined) return pair;
    throw ColonnadeError.of({
      code: 'CLN4054',
      path: this.#path,
      property: `certificates.${name}`,
      message: `there is no certificate '${name}'.`,
      fix: `name one of ${this.names.join(', ')}.`,
    });
  }

  /**
   * Refuses to become text.
   *
   * @throws ColonnadeError `CLN4053`
   */
  public toJSON(): never {
    throw privateMaterialError(this.#path, '');
  }

  public toString(): string {
    return `[keys of ${this.#path}]`;
  }
}

/** PEM labels of private keys: `PRIVATE KEY`, `EC PRIVATE KEY`, `ENCRYPTED PRIVATE KEY`, … */
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** The same in base64, at any of the three offsets, as in the `data` of a Secret. */
const ENCODED = ['PRIVATE KEY-----', ' PRIVATE KEY----', 'N PRIVATE KEY---'].map((text) =>
  // Whole groups of three bytes only: what they become does not depend on what follows.
  Buffer.from(text.slice(0, text.length - (text.length % 3))).toString('base64'),
);

/**
 * Refuses values that hold keys: {@link PrivateMaterial} itself, and private keys in PEM or base64 of it in any string.
 * For the place where manifests are written, which no key may pass.
 *
 * @param path - construct path of what the value was rendered for
 * @throws ColonnadeError `CLN4053`
 */
export function refusePrivateMaterial(value: unknown, path: string): void {
  const found = findPrivateMaterial(value, '');
  if (found !== undefined) throw privateMaterialError(path, found);
}

function findPrivateMaterial(value: unknown, at: string): string | undefined {
  if (typeof value === 'string') return holdsKey(value) ? at : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  if (PrivateMaterial.is(value)) return at;
  for (const [key, child] of Object.entries(value)) {
    const found = findPrivateMaterial(child, at === '' ? key : `${at}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function holdsKey(text: string): boolean {
  return PRIVATE_KEY.test(text) || ENCODED.some((encoded) => text.includes(encoded));
}

function privateMaterialError(path: string, property: string): ColonnadeError {
  return ColonnadeError.of({
    code: 'CLN4053',
    path,
    property,
    message: 'a private key was about to be written among the manifests.',
    fix: 'leave keys to the cluster: refer to a Secret that cert-manager or somebody else makes there.',
  });
}
