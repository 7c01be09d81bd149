import type { FleetOutput, LayoutFile, OutputLayout } from '../../synth';
import { partFacts } from '../shared/part-facts';
import { annotatedForArgoCd } from './annotations';
import { applicationSet } from './application-set';
import { ARGO_CD_FOLDER, clusterApplication, partApplication } from './applications';
import { healthConfig } from './health-config';
import { argoCdSettings } from './options';
import type { ArgoCdOptions } from './options';
import { projects } from './projects';
import { validateArgoCd } from './validate';

/**
 * A repository that Argo CD applies a fleet from. Beside the manifests, in `argo-cd/`:
 *
 * - `root.yaml` (for each management cluster `root-<cluster>.yaml` with `topology: 'local'`), applied by hand once: the AppProject, and an
 *   Application for each management cluster or the ApplicationSet that makes them;
 * - `<cluster>/applications.yaml`, which these apply: an Application for each file of the management cluster, in waves;
 * - `health.yaml`, applied by hand once: health checks of the kinds in the fleet.
 *
 * Manifests get waves, and what is protected from deletion is neither pruned nor deleted. https://argo-cd.readthedocs.io/en/stable/
 *
 * @example
 * new FleetApp({ layout: argoCd({ repository: 'https://git.example.org/platform/fleet.git', path: 'out' }) });
 *
 * @throws ColonnadeError at synthesis: `CLN8100` credentials in a URL, `CLN8101` options of a wrong form, `CLN8102` options for clusters that
 * are not there, `CLN8103` clusters with one destination, `CLN8104` an ApplicationSet without a hub, `CLN8105`
 * operators for an installer in another cluster
 */
export function argoCd(options: ArgoCdOptions): OutputLayout {
  const settingsFor = (fleet: FleetOutput) => argoCdSettings(options, fleet.name);
  return Object.freeze({
    name: 'argo-cd',
    validate: (fleet: FleetOutput) => validateArgoCd(fleet, settingsFor(fleet)),
    annotated: (object, _part, cluster) => annotatedForArgoCd(object, cluster),
    files: (fleet: FleetOutput) => argoCdFiles(fleet, options),
    next: (fleet: FleetOutput, outdir: string) => {
      const { namespace } = settingsFor(fleet);
      const folder = `${outdir}/${ARGO_CD_FOLDER}`;
      return [
        `kubectl apply --server-side --force-conflicts -f ${folder}/health.yaml`,
        ...rootsOf(fleet, options).map(
          ({ path }) => `kubectl apply --server-side -n ${namespace} -f ${outdir}/${path}`,
        ),
      ];
    },
  } satisfies OutputLayout);
}

function argoCdFiles(fleet: FleetOutput, options: ArgoCdOptions): readonly LayoutFile[] {
  const settings = argoCdSettings(options, fleet.name);
  const clusters = fleet.clusters.map((cluster) => ({
    cluster,
    facts: cluster.parts.map((part) => partFacts(part, cluster)),
  }));
  return [
    { path: `${ARGO_CD_FOLDER}/health.yaml`, objects: [healthConfig(fleet, settings.namespace)] },
    ...rootsOf(fleet, options).map(({ path, clusters: names }): LayoutFile => {
      const own = clusters.filter(({ cluster }) => names.includes(cluster.name));
      const applications =
        settings.generator === 'application-set'
          ? [applicationSet(fleet, settings)]
          : names.map((name) => clusterApplication(fleet, name, settings));
      return { path, objects: [...projects(fleet, own, settings), ...applications] };
    }),
    ...clusters.map(({ cluster, facts }): LayoutFile => ({
      path: `${ARGO_CD_FOLDER}/${cluster.name}/applications.yaml`,
      objects: facts.map((part) => partApplication(fleet, cluster, part, settings)),
    })),
  ];
}

/** What is applied by hand: for a hub once, otherwise in each management cluster. */
function rootsOf(
  fleet: FleetOutput,
  { topology = 'hub' }: ArgoCdOptions,
): readonly { readonly path: string; readonly clusters: readonly string[] }[] {
  const names = fleet.clusters.map(({ name }) => name);
  return topology === 'hub'
    ? [{ path: `${ARGO_CD_FOLDER}/root.yaml`, clusters: names }]
    : names.map((name) => ({ path: `${ARGO_CD_FOLDER}/root-${name}.yaml`, clusters: [name] }));
}
