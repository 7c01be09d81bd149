/** Any value that JSON can hold. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** A JSON object. Properties that are `undefined` are left out when written. */
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

/** Identity and labels of a Kubernetes object, as far as Colonnade writes them. */
export interface ObjectMeta {
  readonly name: string;
  /** Absent on cluster-scoped objects only. */
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A rendered Kubernetes object: plain data, ready to be written. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly [key: string]: unknown;
}

/** Names one object inside a rendered set, for example `{ kind: 'Deployment', name: 'kube-apiserver' }`. */
export interface ObjectSelector {
  readonly kind: string;
  readonly name: string;
  /** @default - any namespace */
  readonly namespace?: string;
}
