import type { JsonObject } from '../../kubernetes';
import type { ContainerdModel } from '../../model';

/** `machine.registries`; `undefined` without mirrors. Talos has one `overridePath` for all mirrors of a registry. */
export function talosRegistries({ mirrors, mirrorsOnly }: ContainerdModel): JsonObject | undefined {
  const entries = Object.entries(mirrors).filter(([, list]) => list.length > 0);
  if (entries.length === 0) return undefined;
  return {
    mirrors: Object.fromEntries(
      entries.map(([registry, list]) => [
        registry === '_default' ? '*' : registry,
        {
          endpoints: list.map(({ url }) => url),
          ...(list.every(({ overridePath }) => overridePath) && { overridePath: true }),
          ...(mirrorsOnly && { skipFallback: true }),
        },
      ]),
    ),
  };
}
