/** How Flux reads a fleet. */
export interface FluxOptions {
  /** Where the output is: a source that is there already, by its name, or one that is written beside it. */
  readonly source: FluxSource;
  /** Folder of the output in the source, for example `clusters/acme`. @default - its root */
  readonly path?: string;
  /** Namespace of Flux. @default 'flux-system' */
  readonly namespace?: string;
  /**
   * Management clusters that a Flux somewhere else applies to, by name. Others have a Flux of their own, which applies to its own cluster.
   *
   * @default {}
   */
  readonly remote?: Readonly<Record<string, FluxRemote>>;
  /** How often what is there is compared with what should be. @default '10m' */
  readonly interval?: string;
  /** How long a part may take until it counts as failed: images, certificates and a load balancer's address take their time. @default '15m' */
  readonly timeout?: string;
  /** Whether what is no longer in the source is deleted. What is protected from deletion stays in any case. @default true */
  readonly prune?: boolean;
  /** ServiceAccount that Flux acts as, in its own namespace. @default - that of its controller */
  readonly serviceAccountName?: string;
}

/** A source of Flux. https://fluxcd.io/flux/components/source/ */
export type FluxSource = FluxSourceReference | FluxGitSource | FluxOciSource;

/** A source that is there already. */
export interface FluxSourceReference {
  /** What kind of source it is. */
  readonly kind: 'GitRepository' | 'OCIRepository' | 'Bucket' | 'ExternalArtifact';
  /** For example `flux-system`, which `flux bootstrap` makes. */
  readonly name: string;
  /** @default - the namespace of Flux */
  readonly namespace?: string;
}

/** A GitRepository that is written. */
export interface FluxGitSource {
  /** URL without credentials, `https://…` or `ssh://…`. */
  readonly git: string;
  /** @default - branch `main` */
  readonly ref?:
    { readonly branch: string } | { readonly tag: string } | { readonly semver: string } | { readonly commit: string };
  /** Secret with credentials, in the namespace of Flux. @default - none */
  readonly secretName?: string;
  /** @default - the name of the fleet */
  readonly name?: string;
}

/** An OCIRepository that is written: an artifact of `flux push artifact`. */
export interface FluxOciSource {
  /** For example `oci://registry.example.org/platform/fleet`. */
  readonly oci: string;
  /** @default - tag `latest` */
  readonly ref?: { readonly tag: string } | { readonly semver: string } | { readonly digest: string };
  /** Secret with credentials, in the namespace of Flux. @default - none */
  readonly secretName?: string;
  /** @default - the name of the fleet */
  readonly name?: string;
}

/** How a Flux somewhere else reaches a management cluster: one of the two. */
export type FluxRemote =
  | {
      /** Secret with a kubeconfig. */ readonly kubeconfigSecret: string;
      /** @default 'value' */ readonly key?: string;
    }
  | { /** ConfigMap that says how workload identity gets in. */ readonly configMap: string };

/** {@link FluxOptions} with their defaults. */
export interface FluxSettings {
  readonly source: FluxSource;
  readonly path: string;
  readonly namespace: string;
  readonly remote: Readonly<Record<string, FluxRemote>>;
  readonly interval: string;
  readonly timeout: string;
  readonly prune: boolean;
  readonly serviceAccountName: string | undefined;
}

/** Options with their defaults. */
export function fluxSettings(options: FluxOptions): FluxSettings {
  return {
    source: options.source,
    path: options.path ?? '',
    namespace: options.namespace ?? 'flux-system',
    remote: options.remote ?? {},
    interval: options.interval ?? '10m',
    timeout: options.timeout ?? '15m',
    prune: options.prune ?? true,
    serviceAccountName: options.serviceAccountName,
  };
}
