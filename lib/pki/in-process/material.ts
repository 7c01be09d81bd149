import { ColonnadeError, RENDER_PROBLEMS } from '../../findings';

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
 * read, and not among manifests: there are no properties that a serializer could find, `toJSON` throws, and the YAML emitter refuses
 * instances of classes. (Who takes the texts out and puts them into an object is stopped by the last look at every file.)
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
      code: RENDER_PROBLEMS.noSuchCertificate.code,
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
    throw ColonnadeError.of({
      code: RENDER_PROBLEMS.privateKey.code,
      path: this.#path,
      property: '',
      message: 'private keys that were made in this process are about to be written as text.',
      fix: 'leave keys to the cluster: refer to a Secret that cert-manager or somebody else makes there.',
    });
  }

  public toString(): string {
    return `[keys of ${this.#path}]`;
  }
}
