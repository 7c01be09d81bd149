import type { JsonObject } from '../../../kubernetes';

/** Schemas of variables, as `spec.variables[].schema.openAPIV3Schema` of a ClusterClass has them. What a schema does not name is refused. */
export const TEXT: JsonObject = Object.freeze({ type: 'string' });

/** A whole number. */
export const WHOLE: JsonObject = Object.freeze({ type: 'integer' });

/** Yes or no. */
export const FLAG: JsonObject = Object.freeze({ type: 'boolean' });

/** An object of upstream's whose fields are checked where it ends up, for example an affinity. */
export const UPSTREAM: JsonObject = Object.freeze({ type: 'object', 'x-kubernetes-preserve-unknown-fields': true });

/** Texts by name. */
export const TEXTS_BY_NAME: JsonObject = Object.freeze({ type: 'object', additionalProperties: TEXT });

/** Requests and limits. */
export const RESOURCES: JsonObject = fields({ requests: TEXTS_BY_NAME, limits: TEXTS_BY_NAME });

/** One of a few words. */
export function word(...words: readonly string[]): JsonObject {
  return { type: 'string', enum: words };
}

/** A list. */
export function listOf(items: JsonObject): JsonObject {
  return { type: 'array', items };
}

/** An object with these fields and no others. */
export function fields(properties: JsonObject, required: readonly string[] = []): JsonObject {
  return { type: 'object', properties, ...(required.length > 0 && { required }) };
}
