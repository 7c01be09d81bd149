import type { MachineFile } from '../../machine-plan';
import { parseUnitPath } from '../unit-path';

/** A unit of systemd as Ignition writes it. */
export interface IgnitionUnit {
  readonly name: string;
  readonly enabled?: true;
  readonly contents?: string;
  readonly dropins?: readonly { readonly name: string; readonly contents: string }[];
}

/**
 * Units from their files, in the order in which they occur first. Only `enabled` is started by Ignition: the script enables the
 * others when what they need is there.
 */
export function systemdUnits(files: readonly MachineFile[], enabled: string): readonly IgnitionUnit[] {
  const read = files.flatMap(({ path, content }) => {
    const parsed = parseUnitPath(path);
    return parsed === undefined ? [] : [{ ...parsed, contents: content }];
  });
  return [...new Set(read.map(({ unit }) => unit))].map((name) => {
    const own = read.filter(({ unit }) => unit === name);
    const whole = own.find(({ dropin }) => dropin === undefined);
    const dropins = own.flatMap(({ dropin, contents }) => (dropin === undefined ? [] : [{ name: dropin, contents }]));
    return {
      name,
      ...(name === enabled ? { enabled: true as const } : {}),
      ...(whole === undefined ? {} : { contents: whole.contents }),
      ...(dropins.length > 0 ? { dropins } : {}),
    };
  });
}
