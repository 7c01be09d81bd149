import type { ResourcesModel } from '../../../../model';

interface Resources {
  readonly requests?: Readonly<Record<string, string>>;
  readonly limits?: Readonly<Record<string, string>>;
}

/** The resources of a container: what the model sets, and upstream's values where it sets nothing at all. */
export function resourcesOr(model: ResourcesModel, upstream: Resources): Resources {
  const requests = given(model.requests);
  const limits = given(model.limits);
  if (requests === undefined && limits === undefined) return upstream;
  return { ...(requests && { requests }), ...(limits && { limits }) };
}

function given(values: Readonly<Record<string, string | null>>): Readonly<Record<string, string>> | undefined {
  const entries = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
