import type { Finding } from '../../findings';
import { dns1123LabelProblem, dns1123SubdomainProblem } from '../../kubernetes';
import type { FleetOutput } from '../../synth';
import { folderProblems, installersElsewhere, optionProblem, repositoryProblems, unknownClusters } from '../problems';
import type { FluxSettings } from './options';

/** As the definitions of Flux have it. */
const DURATION = /^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$/;

const FLUX = { name: 'Flux', install: 'flux', groups: 'toolkit.fluxcd.io' };

/** What is wrong with the options, for this fleet. */
export function validateFlux(fleet: FleetOutput, settings: FluxSettings): readonly Finding[] {
  const { source, path, namespace, remote, interval, timeout } = settings;
  const wrong = (property: string, message: string, fix: string): readonly Finding[] => [
    optionProblem('option', { path: fleet.path, property, message, fix }),
  ];
  const name = 'name' in source ? source.name : undefined;
  const nameProblem = name === undefined ? undefined : dns1123SubdomainProblem(name);
  const namespaceProblem = dns1123LabelProblem(namespace);
  return [
    ...('git' in source ? repositoryProblems(fleet, 'source.git', source.git) : []),
    ...('git' in source && !/^(https?|ssh):\/\//.test(source.git)
      ? wrong(
          'source.git',
          `expected a URL with https or ssh (got ${JSON.stringify(source.git)}).`,
          "git: 'ssh://git@…'.",
        )
      : []),
    ...('oci' in source ? repositoryProblems(fleet, 'source.oci', source.oci) : []),
    ...('oci' in source && !source.oci.startsWith('oci://')
      ? wrong('source.oci', `expected a URL with oci (got ${JSON.stringify(source.oci)}).`, "oci: 'oci://…'.")
      : []),
    ...(nameProblem === undefined
      ? []
      : wrong('source.name', `${JSON.stringify(name)} ${nameProblem}.`, "name: 'fleet'.")),
    ...folderProblems(fleet, 'path', path),
    ...(namespaceProblem === undefined
      ? []
      : wrong('namespace', `${JSON.stringify(namespace)} ${namespaceProblem}.`, "namespace: 'flux-system'.")),
    ...unknownClusters(fleet, 'remote', Object.keys(remote)),
    ...Object.entries({ interval, timeout }).flatMap(([property, value]) =>
      DURATION.test(value)
        ? []
        : wrong(property, `expected a duration such as '10m' (got ${JSON.stringify(value)}).`, `${property}: '10m'.`),
    ),
    ...sameKubeconfig(fleet, settings),
    ...fleet.clusters
      .filter(({ name }) => remote[name] !== undefined)
      .flatMap((cluster) => installersElsewhere(cluster, FLUX)),
  ];
}

function sameKubeconfig(fleet: FleetOutput, { remote }: FluxSettings): readonly Finding[] {
  const taken = new Map<string, string>();
  return fleet.clusters.flatMap(({ name, model }): readonly Finding[] => {
    const access = remote[name];
    if (access === undefined) return [];
    const key = JSON.stringify(access);
    const other = taken.get(key);
    taken.set(key, other ?? name);
    if (other === undefined) return [];
    return [
      optionProblem('sameDestination', {
        path: model.path,
        property: 'remote',
        message: `is reached as ${other} is: ${key}.`,
        fix: 'give each management cluster its own kubeconfig.',
      }),
    ];
  });
}
