import { isDeletionProtected } from '../../engines';
import type { KubernetesObject } from '../../kubernetes';
import type { FleetOutput, LayoutFile, OutputLayout } from '../../synth';
import { partFacts } from '../shared/part-facts';
import { FLUX_FOLDER, fluxKustomization, partFolder } from './kustomizations';
import { fluxSettings } from './options';
import type { FluxOptions } from './options';
import { sourceObjects } from './sources';
import { validateFlux } from './validate';

/** https://fluxcd.io/flux/components/kustomize/kustomizations/#controlling-the-apply-behavior-of-resources */
const PRUNE = 'kustomize.toolkit.fluxcd.io/prune';

/**
 * A repository that Flux applies a fleet from. Beside the manifests, in `flux/`:
 *
 * - `<cluster>/kustomizations.yaml`: a Kustomization for each file of the management cluster, each behind what it needs, and the source where
 *   it is not there already. A Flux in the management cluster is bootstrapped with this folder; one elsewhere applies it, and reaches the
 *   management cluster as `remote` says;
 * - `parts/<cluster>/<part>/kustomization.yaml`, which these read.
 *
 * Manifests that are protected from deletion are not pruned. https://fluxcd.io/flux/components/kustomize/kustomizations/
 *
 * @example
 * new FleetApp({ layout: flux({ source: { kind: 'GitRepository', name: 'flux-system' }, path: 'out' }) });
 *
 * @throws ColonnadeError at synthesis: `CLN8100` credentials in a URL, `CLN8101` options of a wrong form, `CLN8102` options for clusters that
 * are not there, `CLN8103` clusters with one kubeconfig, `CLN8105`
 * operators for an installer in another cluster
 */
export function flux(options: FluxOptions): OutputLayout {
  const settings = fluxSettings(options);
  return Object.freeze({
    name: 'flux',
    validate: (fleet: FleetOutput) => validateFlux(fleet, settings),
    annotated: (object: KubernetesObject) => (isDeletionProtected(object) ? unpruned(object) : object),
    files: (fleet: FleetOutput): readonly LayoutFile[] =>
      fleet.clusters.flatMap((cluster) => [
        {
          path: `${FLUX_FOLDER}/${cluster.name}/kustomizations.yaml`,
          objects: [
            ...sourceObjects(fleet, settings),
            ...cluster.parts.map((part) => fluxKustomization(fleet, cluster, partFacts(part, cluster), settings)),
          ],
        },
        ...cluster.parts.map((part) => ({
          path: `${partFolder(cluster.name, part.name)}/kustomization.yaml`,
          objects: [kustomization(part.name, part.file)],
        })),
      ]),
    next: (fleet: FleetOutput, outdir: string) =>
      fleet.clusters.map(({ name }) => `kubectl apply --server-side -f ${outdir}/${FLUX_FOLDER}/${name}/`),
  } satisfies OutputLayout);
}

/** What kustomize reads: Flux builds folders, and the manifests of a management cluster are in one. */
function kustomization(name: string, file: string): KubernetesObject {
  return {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    metadata: { name, annotations: { 'config.kubernetes.io/local-config': 'true' } },
    resources: [`../../../../${file}`],
  };
}

function unpruned(object: KubernetesObject): KubernetesObject {
  const { annotations, ...metadata } = object.metadata;
  return { ...object, metadata: { ...metadata, annotations: { ...annotations, [PRUNE]: 'disabled' } } };
}
