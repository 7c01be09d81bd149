/** How Argo CD reads a fleet. */
export interface ArgoCdOptions {
  /** URL of the repository that the output is committed to, without credentials. */
  readonly repository: string;
  /** Branch, tag or commit. @default 'HEAD' */
  readonly revision?: string;
  /** Folder of the output in the repository, for example `clusters/acme`. @default - its root */
  readonly path?: string;
  /** Namespace of Argo CD. @default 'argocd' */
  readonly namespace?: string;
  /** Name of the AppProject. @default - the name of the fleet */
  readonly project?: string;
  /**
   * `hub`: one Argo CD applies to all management clusters, which are registered with it. `local`: one runs in each management cluster, and
   * applies to that alone.
   *
   * @default 'hub'
   */
  readonly topology?: 'hub' | 'local';
  /**
   * Where the management clusters are, as a hub knows them. @default - registered by their ids: `{ name: 'eu-1' }`
   */
  readonly destinations?: Readonly<Record<string, ArgoCdDestination>>;
  /**
   * What a hub makes the Application of each management cluster from. `applications`: they are written. `application-set`: a cluster
   * generator makes one for each cluster that is registered with the labels `colonnade.dev/fleet` and `colonnade.dev/management-cluster`, so
   * that a management cluster of the fleet may come later.
   *
   * @default 'applications'
   */
  readonly generator?: 'applications' | 'application-set';
  /** `automated`: Argo CD applies what is committed. `manual`: a person does. @default 'automated' */
  readonly sync?: 'automated' | 'manual';
  /** Whether what is no longer in the repository is deleted. What is protected from deletion stays in any case. @default true */
  readonly prune?: boolean;
  /** Whether changes by hand are taken back. @default true */
  readonly selfHeal?: boolean;
}

/** A cluster by the name that it is registered with, or by the URL of its API server. */
export type ArgoCdDestination = { readonly name: string } | { readonly server: string };

/** {@link ArgoCdOptions} with their defaults. */
export interface ArgoCdSettings extends Required<Omit<ArgoCdOptions, 'project' | 'destinations'>> {
  readonly project: string;
  readonly destinations: Readonly<Record<string, ArgoCdDestination>>;
}

/** The cluster that Argo CD itself runs in. */
export const OWN_CLUSTER = 'https://kubernetes.default.svc';

/** Options with their defaults. */
export function argoCdSettings(options: ArgoCdOptions, fleetName: string): ArgoCdSettings {
  return {
    repository: options.repository,
    revision: options.revision ?? 'HEAD',
    path: options.path ?? '',
    namespace: options.namespace ?? 'argocd',
    project: options.project ?? fleetName,
    topology: options.topology ?? 'hub',
    destinations: options.destinations ?? {},
    generator: options.generator ?? 'applications',
    sync: options.sync ?? 'automated',
    prune: options.prune ?? true,
    selfHeal: options.selfHeal ?? true,
  };
}

/** Where a management cluster is, as its Argo CD sees it. */
export function destinationOf({ topology, destinations }: ArgoCdSettings, cluster: string): ArgoCdDestination {
  return topology === 'local' ? { server: OWN_CLUSTER } : (destinations[cluster] ?? { name: cluster });
}

/** Whether a destination is the cluster that Argo CD runs in. https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#clusters */
export function isOwnCluster(destination: ArgoCdDestination): boolean {
  return 'server' in destination ? destination.server === OWN_CLUSTER : destination.name === 'in-cluster';
}
