import { CIPHER_SUITES } from '../../../kubernetes';
import type { ControlPlaneComponent, TenantModel } from '../../../model';
import type { WrittenFlags } from '../managed-flags';

/** Flags by name without dashes; `undefined`: not set. */
export type Flags = Readonly<Record<string, string | undefined>>;

/**
 * Arguments of a component: what the engine writes, then defaults in the order of their names, each replaced by the extra
 * argument of the same name, and the other extra arguments.
 */
export function componentArguments<C extends ControlPlaneComponent>(
  tenant: Pick<TenantModel, 'extraArgs'>,
  component: C,
  written: WrittenFlags<C>,
  defaults: Flags,
): string[] {
  return [...toArguments(written), ...defaultArguments(defaults, tenant.extraArgs[component])];
}

/** Defaults in the order of their names, each replaced by the extra argument of the same name, and the other extra arguments. */
export function defaultArguments(defaults: Flags, extra: Flags): string[] {
  return toArguments(sorted({ ...defaults, ...extra }));
}

/** `--name=value` in the order given; flags that are `undefined` are left out. */
export function toArguments(flags: Flags): string[] {
  const args: string[] = [];
  for (const [name, value] of Object.entries(flags)) if (value !== undefined) args.push(`--${name}=${value}`);
  return args;
}

function sorted(flags: Flags): Flags {
  return Object.fromEntries(Object.entries(flags).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** TLS of every serving port. TLS 1.3 chooses its own suites. */
export const TLS_DEFAULTS: Flags = Object.freeze({
  'tls-cipher-suites': CIPHER_SUITES.join(','),
  'tls-min-version': 'VersionTLS12',
});

/** `--feature-gates` of a component; all components get the same. */
export function featureGates(tenant: Pick<TenantModel, 'featureGates'>): string | undefined {
  return listOf(
    Object.entries(tenant.featureGates)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([name, enabled]) => `${name}=${enabled}`),
  );
}

/** Comma-separated; `undefined` for an empty list. */
export function listOf(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : values.join(',');
}
