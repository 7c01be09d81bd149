import { ETCD_VERSION } from '../fleet';
import { KUBELET_MINORS_OLDER, minorFacts, SUPPORTED_MINORS } from '../kubernetes';
import { libraryVersion } from '../synth';

/** What `colonnade versions` prints. */
export interface VersionTable {
  /** Version of this library. */
  readonly colonnade: string;
  /** Oldest minor that a management cluster may run, for example `1.33`. */
  readonly managementMinimum: string;
  /** Minors that tenants can run, newest first. */
  readonly kubernetes: readonly MinorRow[];
}

/** One minor of Kubernetes and what is rendered with it unless something else is asked for. */
export interface MinorRow {
  /** For example `1.36`. */
  readonly minor: string;
  /** Newest patch release known when this version of Colonnade was made; later ones are accepted too. */
  readonly newestKnown: string;
  readonly etcd: string;
  readonly konnectivity: string;
  readonly coreDns: string;
  /** Minors of kubelets that may join. */
  readonly kubelets: { readonly oldest: string; readonly newest: string };
}

/** Everything that is known about versions. */
export function versionTable(): VersionTable {
  return {
    colonnade: libraryVersion(),
    managementMinimum: `1.${Math.min(...SUPPORTED_MINORS)}`,
    kubernetes: [...SUPPORTED_MINORS].reverse().flatMap((minor) => {
      const facts = minorFacts(`1.${minor}.0`);
      if (facts === undefined) return [];
      return [
        {
          minor: `1.${minor}`,
          newestKnown: `1.${minor}.${facts.knownPatch}`,
          etcd: ETCD_VERSION,
          konnectivity: facts.konnectivity,
          coreDns: facts.coreDns,
          kubelets: { oldest: `1.${minor - KUBELET_MINORS_OLDER}`, newest: `1.${minor}` },
        },
      ];
    }),
  };
}
