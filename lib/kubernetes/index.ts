export type { JsonObject, JsonValue, KubernetesObject, ObjectMeta, ObjectSelector } from './object';
