import { problem } from './problems';

/** Flags of a program without their dashes; a list sets a flag several times, `undefined` leaves a default out. */
export type ProgramArgs = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Settings of {@link LocalControlPlane.start}. */
export interface LocalControlPlaneOptions {
  /**
   * Kubernetes version, for example `1.36.3`, or `1.36` for the newest patch that is there.
   *
   * @default - the one in KUBEBUILDER_ASSETS, else the newest in the cache
   */
  readonly version?: string;
  /** Longest wait until `/readyz` answers, in seconds: a bound against hanging, as a busy machine is slow. @default 180 */
  readonly startupTimeoutSeconds?: number;
  /**
   * Flags of kube-apiserver, added to or replacing the defaults, for example `{ 'runtime-config': 'api/all=true' }`.
   *
   * @default - Node and RBAC authorization; upstream's admission plugins except ServiceAccount, because nothing creates
   * the service accounts it waits for (pass `'disable-admission-plugins': undefined` to have it)
   */
  readonly apiServerArgs?: ProgramArgs;
  /** Flags of etcd, added to or replacing the defaults. @default - none */
  readonly etcdArgs?: ProgramArgs;
  /** TCP port on 127.0.0.1. @default - a free one */
  readonly port?: number;
  /** Environment in which KUBEBUILDER_ASSETS and the cache are looked up. @default - `process.env` */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Refuses options of the wrong form, for callers without a compiler. @throws ColonnadeError CLN9021 */
export function checkOptions(options: LocalControlPlaneOptions): void {
  const { version, startupTimeoutSeconds, port } = options;
  if (version !== undefined && !(typeof version === 'string' && /^v?\d+\.\d+(?:\.\d+\S*)?$/.test(version))) {
    throw badOption('version', 'a Kubernetes version', version, "write version: '1.36.3' or '1.36'");
  }
  if (startupTimeoutSeconds !== undefined && !isBetween(startupTimeoutSeconds, 0, 3600)) {
    throw badOption('startupTimeoutSeconds', 'seconds, above 0 and at most 3600', startupTimeoutSeconds, 'write 180');
  }
  if (port !== undefined && !(Number.isInteger(port) && isBetween(port, 0, 65_535))) {
    throw badOption('port', 'a TCP port', port, 'leave it out to get a free one');
  }
  for (const property of ['apiServerArgs', 'etcdArgs'] as const) {
    const wrong = Object.keys(options[property] ?? {}).find((flag) => !/^[a-z][a-z0-9-]*$/.test(flag));
    if (wrong !== undefined) {
      throw badOption(property, 'flags without their dashes', wrong, `write '${wrong.replace(/^-+|=.*$/g, '')}'`);
    }
  }
}

/** Turns flags into arguments: `{ v: '2' }` becomes `--v=2`. Later records win. */
export function toArguments(...records: readonly ProgramArgs[]): readonly string[] {
  const merged: ProgramArgs = Object.assign({}, ...records) as ProgramArgs;
  return Object.entries(merged).flatMap(([flag, value]) =>
    (value === undefined ? [] : [value].flat()).map((one) => `--${flag}=${one}`),
  );
}

function isBetween(value: unknown, above: number, atMost: number): boolean {
  return typeof value === 'number' && value > above && value <= atMost;
}

function badOption(property: string, expected: string, got: unknown, fix: string): Error {
  const shown = typeof got === 'string' ? `'${got}'` : `${typeof got} ${String(got)}`;
  return problem('badOption', { property, message: `expected ${expected} (got ${shown}).`, fix: `${fix}.` });
}
