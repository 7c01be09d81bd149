import { dns1123LabelProblem, parseCidr, parseIp, parseQuantity, stableJson } from '../kubernetes';
import type { EngineReference, FleetModel, Report } from '../model';

/** What a value of an engine's options has to be where its type allows more: `size >= 1` is no type. */
export interface OptionBound {
  /** Names of properties with dots; `*` is any property, or any item of a list. */
  readonly path: string;
  /** For example `1 or more`. */
  readonly expected: string;
  readonly holds: (value: unknown) => boolean;
}

/** A number that is not smaller. */
export function atLeast(minimum: number, path: string): OptionBound {
  return {
    path,
    expected: `a whole number of ${minimum} or more`,
    holds: (value) => Number.isInteger(value) && Number(value) >= minimum,
  };
}

/** A list with something in it, and not with more than this. */
export function filled(path: string, most = Infinity): OptionBound {
  return {
    path,
    expected: most === Infinity ? 'a list of one or more' : `a list of 1 to ${most}`,
    holds: (value) => Array.isArray(value) && value.length > 0 && value.length <= most,
  };
}

/** Text with something in it. */
export function named(path: string): OptionBound {
  return { path, expected: 'a name', holds: (value) => typeof value === 'string' && value !== '' };
}

/** Name of an object that is rendered. */
export function objectName(path: string): OptionBound {
  return {
    path,
    expected: 'a name of lower case letters, digits and dashes',
    holds: (value) => typeof value === 'string' && dns1123LabelProblem(value) === undefined,
  };
}

/** Text of a form. */
export function matching(form: RegExp, expected: string, path: string): OptionBound {
  return { path, expected, holds: (value) => typeof value === 'string' && form.test(value) };
}

/** A range of IP addresses. */
export function range(path: string): OptionBound {
  return {
    path,
    expected: "a range such as '10.6.0.0/24'",
    holds: (value) => typeof value === 'string' && parseCidr(value).ok,
  };
}

/** A quantity of Kubernetes. */
export function quantity(path: string): OptionBound {
  return {
    path,
    expected: "a quantity such as '500m' or '1Gi'",
    holds: (value) =>
      (typeof value === 'number' && value >= 0) || (typeof value === 'string' && parseQuantity(value).ok),
  };
}

/** An IP address. */
export function address(path: string): OptionBound {
  return { path, expected: 'an IP address', holds: (value) => typeof value === 'string' && parseIp(value).ok };
}

/**
 * Reports every value that is out of its bounds, once for each place where the program gives options: the management cluster, and
 * those datastores and tenants that have an engine of their own.
 */
export function reportOutOfBounds(
  fleet: FleetModel,
  isOwn: (reference: EngineReference) => boolean,
  bounds: readonly OptionBound[],
  report: Report,
): void {
  const look = (path: string, { options }: EngineReference): void => {
    for (const { path: pattern, expected, holds } of bounds)
      for (const { name, value } of valuesAt(options, pattern.split('.')))
        if (!holds(value))
          report({
            path,
            property: `engine.options.${name}`,
            message: `${JSON.stringify(value)} is not ${expected}.`,
            fix: `write ${expected}, or leave it out.`,
          });
  };
  for (const { path, engine, stores, tenants } of fleet.managementClusters) {
    if (isOwn(engine)) look(path, engine);
    for (const part of [...stores, ...tenants])
      if (part.engine !== null && isOwn(part.engine) && !isSame(part.engine, engine)) look(part.path, part.engine);
  }
}

/** In a fleet that was read from a file, what is the same is no longer one object. */
function isSame(a: EngineReference, b: EngineReference): boolean {
  return a === b || (a.name === b.name && stableJson(a.options) === stableJson(b.options));
}

interface Found {
  readonly name: string;
  readonly value: unknown;
}

/** What options have at a pattern; nothing where they say nothing there. */
function valuesAt(value: unknown, [step, ...rest]: readonly string[], name = ''): readonly Found[] {
  if (step === undefined) return [{ name, value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .filter(([key, inner]) => (step === '*' || step === key) && inner !== undefined)
    .flatMap(([key, inner]) => valuesAt(inner, rest, name === '' ? key : `${name}.${key}`));
}
