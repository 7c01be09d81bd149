import type { IConstruct } from 'constructs';

/** Marks what worker pools can stand in: a tenant control plane, made here or imported. */
export const HOLDS_POOLS = Symbol.for('colonnade.ITenantControlPlane');

/** A tenant control plane, made here or imported. */
export interface ITenantControlPlane extends IConstruct {
  /** Name of the tenant inside its management cluster. */
  readonly tenantName: string;
  /** Kubernetes version it runs, for example `1.36.3`. */
  readonly version: string;
}

/** A tenant control plane that exists already. */
export interface TenantControlPlaneAttributes {
  /** Kubernetes version it runs, for example `1.36.3`. */
  readonly version: string;
  /** Where its API server answers, for example `api.example.org:6443`. */
  readonly endpoint: string;
}
