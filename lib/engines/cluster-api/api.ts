import type { JsonObject, JsonValue } from '../../kubernetes';

/** Versions of the kinds of Cluster API that are rendered. Contract and API `v1beta1` are on their way out, so `v1beta2` alone. */
export const API = {
  core: 'cluster.x-k8s.io/v1beta2',
  bootstrap: 'bootstrap.cluster.x-k8s.io/v1beta2',
  controlPlane: 'controlplane.cluster.x-k8s.io/v1beta2',
  addons: 'addons.cluster.x-k8s.io/v1beta2',
} as const;

/** A kind with its group and version. */
export interface Kind {
  /** For example `infrastructure.cluster.x-k8s.io/v1beta2`. */
  readonly apiVersion: string;
  readonly kind: string;
}

/** A reference as the contract `v1beta2` has it: the version is looked up. */
export function referenceTo({ apiVersion, kind }: Kind, name: string): JsonObject {
  return { apiGroup: apiVersion.split('/', 1).join(''), kind, name };
}

/** A reference to a template, with its version: the few places that still have one. */
export function versionedReferenceTo({ apiVersion, kind }: Kind, name: string): JsonObject {
  return { apiVersion, kind, name };
}

/** Fields without those that are `undefined`, `{}` or `[]`: most optional objects and lists of Cluster API must not be empty. */
export function withoutEmpty(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && !isEmpty(value)));
}

function isEmpty(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** An object whose fields are not known here. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Plain data as JSON has it: what is `undefined` is left out. */
export function jsonOf(value: object): JsonObject {
  const copy: unknown = JSON.parse(JSON.stringify(value));
  return isJsonObject(copy) ? copy : {};
}
