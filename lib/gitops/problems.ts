import { describe } from '../kubernetes';
import { MANAGER_PROBLEMS, nearest } from '../findings';
import type { Finding } from '../findings';
import type { ClusterOutput, FleetOutput } from '../synth';
import { groupOf } from './shared/names';

/** A finding about an option of a layout. */
export function optionProblem(
  problem: keyof typeof MANAGER_PROBLEMS,
  finding: Omit<Finding, 'code' | 'severity'>,
): Finding {
  return { code: MANAGER_PROBLEMS[problem].code, severity: 'error', ...finding };
}

/** Options by management cluster for clusters that are not there. */
export function unknownClusters(fleet: FleetOutput, property: string, names: readonly string[]): readonly Finding[] {
  const known = fleet.clusters.map(({ name }) => name);
  return names
    .filter((name) => !known.includes(name))
    .map((name) =>
      optionProblem('noSuchCluster', {
        path: fleet.path,
        property: `${property}.${name}`,
        message: `there is no management cluster ${JSON.stringify(name)} in this fleet.`,
        fix: `write ${nearest(name, known) ?? known.join(', ')}.`,
      }),
    );
}

/** What is wrong with a URL of a repository. */
export function repositoryProblems(fleet: FleetOutput, property: string, url: unknown): readonly Finding[] {
  if (typeof url !== 'string' || url.trim() === '')
    return [
      optionProblem('option', {
        path: fleet.path,
        property,
        message: `expected the URL of a repository (got ${describe(url)}).`,
        fix: `${property}: 'https://git.example.org/platform/fleet.git'.`,
      }),
    ];
  if (!/^[a-z+]+:\/\/[^/@]*:[^/@]*@/i.test(url)) return [];
  return [
    optionProblem('credentials', {
      path: fleet.path,
      property,
      message: 'the URL holds a password, which would be written into the repository.',
      fix: `${property}: '${url.replace(/\/\/[^@]*@/, '//')}', and the password in a Secret that the tool reads.`,
    }),
  ];
}

/** What is wrong with a folder in a repository. */
export function folderProblems(fleet: FleetOutput, property: string, path: unknown): readonly Finding[] {
  if (typeof path === 'string' && !path.startsWith('/') && !path.split('/').includes('..')) return [];
  return [
    optionProblem('option', {
      path: fleet.path,
      property,
      message: `expected a folder inside of the repository, such as 'clusters/acme' (got ${describe(path)}).`,
      fix: `${property}: 'clusters/acme', without a slash in front.`,
    }),
  ];
}

/**
 * Operators that are installed by objects of a tool which is not in their management cluster.
 *
 * @param tool for people, and the end of the groups of its kinds
 */
export function installersElsewhere(
  cluster: ClusterOutput,
  tool: { readonly name: string; readonly install: string; readonly groups: string },
): readonly Finding[] {
  const found = cluster.parts
    .filter(({ kind }) => kind === 'management-cluster')
    .flatMap((part) => part.objects())
    .find(({ apiVersion }) => groupOf(apiVersion).endsWith(tool.groups));
  if (found === undefined) return [];
  return [
    optionProblem('installerElsewhere', {
      path: cluster.model.path,
      property: 'engine',
      message: `${found.kind} ${found.metadata.name} is for a ${tool.name} in this cluster, and it is reached from another one.`,
      fix: `install the operators yourself and leave out operator: { install: '${tool.install}' }, or run ${tool.name} in this cluster.`,
    }),
  ];
}
