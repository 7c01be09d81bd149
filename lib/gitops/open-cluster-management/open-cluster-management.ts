import type { Finding } from '../../findings';
import { dns1123LabelProblem } from '../../kubernetes';
import type { FleetOutput, LayoutFile, OutputLayout } from '../../synth';
import { optionProblem } from '../problems';
import { hubObjects } from './clusters';
import { LIMIT_BYTES, OCM_FOLDER } from './options';
import type { OpenClusterManagementOptions } from './options';
import { manifestWorks, sizeOfManifest } from './works';

/**
 * What a hub of Open Cluster Management, or of Red Hat Advanced Cluster Management, applies a fleet from. Beside the manifests, in
 * `open-cluster-management/`:
 *
 * - `clusters.yaml`: a ManagedClusterSet, and in it a ManagedCluster for each management cluster (and for each tenant, if asked for);
 * - `<cluster>/<part>.yaml`: ManifestWorks with the manifests of each file, none larger than the hub takes.
 *
 * All of it is applied to the hub; agents in the management clusters fetch what is theirs. https://open-cluster-management.io/docs/
 *
 * @example
 * new FleetApp({ layout: openClusterManagement({ addOns: ['policyController'] }) });
 *
 * @throws ColonnadeError at synthesis: `CLN8101` options of a wrong form, `CLN8110` an object that no ManifestWork takes
 */
export function openClusterManagement(options: OpenClusterManagementOptions = {}): OutputLayout {
  const limitBytes = options.limitBytes ?? LIMIT_BYTES;
  return Object.freeze({
    name: 'open-cluster-management',
    validate: (fleet: FleetOutput) => validate(fleet, options, limitBytes),
    annotated: (object) => object,
    files: (fleet: FleetOutput): readonly LayoutFile[] => [
      { path: `${OCM_FOLDER}/clusters.yaml`, objects: hubObjects(fleet, options) },
      ...fleet.clusters.flatMap((cluster) =>
        cluster.parts.map((part) => ({
          path: `${OCM_FOLDER}/${cluster.name}/${part.name}.yaml`,
          objects: manifestWorks(fleet, cluster, part, limitBytes),
        })),
      ),
    ],
    next: (fleet: FleetOutput, outdir: string) =>
      ['clusters.yaml', ...fleet.clusters.map(({ name }) => `${name}/`)].map(
        (target) => `kubectl apply --server-side -f ${outdir}/${OCM_FOLDER}/${target}`,
      ),
  } satisfies OutputLayout);
}

function validate(
  fleet: FleetOutput,
  { clusterSet = fleet.name, placementNamespace }: OpenClusterManagementOptions,
  limitBytes: number,
): readonly Finding[] {
  const names = Object.entries({ clusterSet, placementNamespace }).flatMap(([property, value]) => {
    const problem = value === undefined ? undefined : dns1123LabelProblem(value);
    return problem === undefined
      ? []
      : [
          optionProblem('option', {
            path: fleet.path,
            property,
            message: `${JSON.stringify(value)} ${problem}.`,
            fix: `${property}: '${fleet.name}'.`,
          }),
        ];
  });
  if (!Number.isSafeInteger(limitBytes) || limitBytes < 1024) {
    return [
      ...names,
      optionProblem('option', {
        path: fleet.path,
        property: 'limitBytes',
        message: `expected a size in bytes, at least 1024 (got ${String(limitBytes)}).`,
        fix: 'limitBytes: 500 * 1024.',
      }),
    ];
  }
  return [...names, ...tooLarge(fleet, limitBytes)];
}

function tooLarge(fleet: FleetOutput, limitBytes: number): readonly Finding[] {
  return fleet.clusters.flatMap(({ parts }) =>
    parts.flatMap((part) =>
      part
        .objects()
        .filter((object) => sizeOfManifest(object) > limitBytes)
        .map(({ kind, metadata }) =>
          optionProblem('workTooLarge', {
            path: part.path,
            property: 'limitBytes',
            message: `${kind} ${metadata.name} is larger than ${limitBytes} bytes, which is all that the hub takes.`,
            fix: 'limitBytes: 500 * 1024, where the hub takes as much.',
          }),
        ),
    ),
  );
}
