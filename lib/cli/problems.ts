import { ColonnadeError } from '../findings';
import type { InputProblem } from '../findings';

/** What can be wrong with a command, as opposed to a fleet. */
export const COMMAND_PROBLEMS = {
  usage: {
    code: 'CLN9050',
    title: 'a command that does not exist',
    explanation:
      'The command line names a command, an option or an argument that `colonnade` does not have; `colonnade help` lists them.',
  },
  notEmpty: {
    code: 'CLN9051',
    title: 'a folder that is not empty',
    explanation:
      '`colonnade init` starts a project in a new or empty folder. With --force it adds what is missing to a folder that has files; it never changes a file that is there.',
  },
  unreadable: {
    code: 'CLN9052',
    title: 'a file that cannot be read',
    explanation:
      'A file that was named on the command line, or that the command needs, is not there, is not readable or has another form than expected.',
  },
  notAFleet: {
    code: 'CLN9053',
    title: 'a file that is not a fleet model',
    explanation:
      '`colonnade check` reads models that synthesis wrote as fleet.json. `colonnade schema` prints what they look like; a model of another version of the format is refused.',
  },
  programFailed: {
    code: 'CLN9054',
    title: 'a program that ends before its fleet can be checked',
    explanation:
      '`colonnade check` runs the program named by `app` in cdk8s.yaml, in a mode in which nothing is written. The program failed for a reason of its own; what it printed is shown above.',
  },
  noFleet: {
    code: 'CLN9055',
    title: 'a program without a fleet',
    explanation: 'The program ended well but synthesized no Fleet: it made none, or never called `synth()`.',
  },
  unknownCode: {
    code: 'CLN9056',
    title: 'an unknown code',
    explanation: 'There is no finding with this code in this version of Colonnade.',
  },
  unknownPool: {
    code: 'CLN9057',
    title: 'a tenant or a pool that the fleet does not have',
    explanation:
      'Commands about workers name a tenant and one of its pools as the program does, for example `colonnade worker team-a general`. Where two management clusters have tenants of one name, the tenant is written with its path, for example acme/eu-1/team-a.',
  },
  kubectl: {
    code: 'CLN9060',
    title: 'a management cluster that kubectl cannot read',
    explanation:
      '`colonnade join-token` reads the management cluster with the kubectl in PATH, so that credentials, plugins and proxies are those that are set up there. It needs to list namespaces, and to read ConfigMap worker-pools and Secret admin-kubeconfig in the namespace of the tenant.',
  },
  tenantApi: {
    code: 'CLN9061',
    title: 'an API server of a tenant that does not do what is asked',
    explanation:
      '`colonnade join-token` talks to the API server of the tenant itself, as its administrator, at the endpoint that machines use too. It cannot be reached from here, or it refuses.',
  },
  noSuchPool: {
    code: 'CLN9062',
    title: 'a tenant or a pool that the management cluster does not have',
    explanation:
      'Tenants are found by the label colonnade.dev/tenant of their namespaces, pools in ConfigMap worker-pools there. Both are among the manifests of a fleet, and exist when these have been applied. Only the native engine publishes its pools: tokens of tenants of other engines are made with `kubeadm token create`, or by k0smotron.',
  },
  host: {
    code: 'CLN9063',
    title: 'a token for a machine that cannot have one',
    explanation:
      'Pools whose machines are known one by one may give each a token of its own, which is removed when the machine has joined. Tokens of other pools are for any of their machines.',
  },
  secretOnTerminal: {
    code: 'CLN9064',
    title: 'a secret that would be printed on a terminal',
    explanation:
      'A join credential makes a machine a node. Terminals keep what they show, in their history, in recordings and on shared screens, so it is printed there only with --show.',
  },
  unknownEngine: {
    code: 'CLN9065',
    title: 'an engine that this package does not have',
    explanation:
      '`colonnade engines` compares the engines of this package; those behind Cluster API are named with their control plane, for example cluster-api/kamaji. `colonnade engines` lists them.',
  },
  internal: {
    code: 'CLN9099',
    title: 'a defect of Colonnade',
    explanation: 'Something went wrong that no input should cause. Please report it with the trace that was printed.',
  },
} as const satisfies Record<string, InputProblem>;

/** A problem of the command itself: ends with exit code 2. */
export function commandError(
  problem: Exclude<keyof typeof COMMAND_PROBLEMS, 'internal'>,
  path: string,
  message: string,
  fix: string,
): ColonnadeError {
  return ColonnadeError.of({ code: COMMAND_PROBLEMS[problem].code, path, property: '', message, fix });
}

/** Whether an error is about the command rather than about a fleet. */
export function isCommandError(error: ColonnadeError): boolean {
  const codes: readonly string[] = Object.values(COMMAND_PROBLEMS).map(({ code }) => code);
  return error.findings.every(({ code }) => codes.includes(code));
}
