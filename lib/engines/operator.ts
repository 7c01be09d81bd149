import type { JsonObject } from '../kubernetes';

/** A program that has to run in a management cluster before an engine's objects mean anything. */
export interface Operator {
  /** For example `cert-manager`. */
  readonly name: string;
  /** Version that the rendered objects are written for, for example `1.20.1`. */
  readonly version: string;
  readonly namespace: string;
  /** Helm chart that installs it; `null`: there is none. */
  readonly chart: OperatorChart | null;
  /** Names of operators that have to run before this one. */
  readonly after: readonly string[];
  /** Feature gates that have to be on, by name. */
  readonly featureGates: Readonly<Record<string, boolean>>;
  /** CustomResourceDefinitions without which nothing can be applied, for example `certificates.cert-manager.io`. */
  readonly definitions: readonly string[];
  /** Upstream page on installing it. */
  readonly link: string;
}

/** A Helm chart. */
export interface OperatorChart {
  /** URL of the repository, or `oci://…`. */
  readonly repository: string;
  readonly name: string;
  readonly version: string;
  readonly values: JsonObject;
}
