/** An object in the management cluster. */
export interface ObjectReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** `null`: cluster-scoped. */
  readonly namespace: string | null;
}

/** What has to be true before a tenant counts as ready: for health checks of GitOps tools, and for programs that wait. */
export interface ReadinessCondition extends ObjectReference {
  /** A condition of the object's status, or a field and the value it must have. */
  readonly until:
    | { readonly condition: string; readonly status: 'True' | 'False' }
    | { readonly field: string; readonly value: string };
}

/** One key of a Secret in the management cluster. */
export interface SecretKey {
  readonly name: string;
  readonly namespace: string;
  readonly key: string;
}

/** Where the outside finds what it needs of a tenant. */
export interface TenantOutputs {
  /** Kubeconfig of an administrator, for use outside of the management cluster. */
  readonly kubeconfig: SecretKey;
  /** Certificate of the CA that signs the API server's serving certificate, in PEM. */
  readonly certificateAuthority: SecretKey;
  /** URL of the API server when it is known beforehand, otherwise where it is found. */
  readonly endpoint:
    | string
    | (ObjectReference & { /** A field, for example `status.loadBalancer.ingress[0].ip`. */ readonly field: string });
}

/** Fields of a rendered kind that controllers fill in or change: a difference there is not drift. */
export interface WrittenBack {
  readonly apiVersion: string;
  readonly kind: string;
  /** JSON pointers, for example `/spec/externalAddress`. */
  readonly pointers: readonly string[];
  /** Who writes, and when. */
  readonly reason: string;
}
