import type { Finding } from '../../findings';
import { dns1123LabelProblem, dns1123SubdomainProblem } from '../../kubernetes';
import type { FleetOutput } from '../../synth';
import { folderProblems, installersElsewhere, optionProblem, repositoryProblems, unknownClusters } from '../problems';
import { isOwnCluster, destinationOf } from './options';
import type { ArgoCdSettings } from './options';

const ARGO_CD = { name: 'Argo CD', install: 'argo-cd', groups: 'argoproj.io' };

/** What is wrong with the options, for this fleet. */
export function validateArgoCd(fleet: FleetOutput, settings: ArgoCdSettings): readonly Finding[] {
  const { repository, path, namespace, project, destinations, topology, generator } = settings;
  const named = (property: string, value: string, problem: string | undefined): readonly Finding[] =>
    problem === undefined
      ? []
      : [
          optionProblem('option', {
            path: fleet.path,
            property,
            message: `${JSON.stringify(value)} ${problem}.`,
            fix: `${property}: '${property === 'namespace' ? 'argocd' : fleet.name}'.`,
          }),
        ];
  return [
    ...repositoryProblems(fleet, 'repository', repository),
    ...folderProblems(fleet, 'path', path),
    ...named('namespace', namespace, dns1123LabelProblem(namespace)),
    ...named('project', project, dns1123SubdomainProblem(project)),
    ...unknownClusters(fleet, 'destinations', Object.keys(destinations)),
    ...(topology === 'hub' ? sameDestination(fleet, settings) : []),
    ...fleet.clusters
      .filter(({ name }) => !isOwnCluster(destinationOf(settings, name)))
      .flatMap((cluster) => installersElsewhere(cluster, ARGO_CD)),
    ...(topology === 'local' && generator === 'application-set'
      ? [
          optionProblem('topology', {
            path: fleet.path,
            property: 'generator',
            message: 'an Argo CD in each management cluster knows no other cluster that it could generate from.',
            fix: "remove generator: 'application-set', or topology: 'hub'.",
          }),
        ]
      : []),
  ];
}

function sameDestination(fleet: FleetOutput, settings: ArgoCdSettings): readonly Finding[] {
  const taken = new Map<string, string>();
  return fleet.clusters.flatMap(({ name, model }): readonly Finding[] => {
    const destination = JSON.stringify(destinationOf(settings, name));
    const other = taken.get(destination);
    if (other === undefined) taken.set(destination, name);
    if (other === undefined) return [];
    return [
      optionProblem('sameDestination', {
        path: model.path,
        property: 'destinations',
        message: `has the destination of ${other}: ${destination}.`,
        fix: "give each management cluster its own, or topology: 'local' where an Argo CD runs in each.",
      }),
    ];
  });
}
