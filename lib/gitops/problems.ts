import { describe } from '../kubernetes';
import { MANAGER_PROBLEMS, nearest } from '../findings';
import type { Finding } from '../findings';
import type { FleetOutput } from '../synth';

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
