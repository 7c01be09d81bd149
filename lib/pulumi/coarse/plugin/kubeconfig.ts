import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { setProblem } from './problems';
import { isMap, listOf, mapOf } from './values';
import type { Properties } from './values';

/** A command that prints credentials. @see https://kubernetes.io/docs/reference/config-api/client-authentication.v1/ */
export interface ExecPlugin {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly apiVersion: string;
  /** Whether it is told which cluster it is for. */
  readonly isToldCluster: boolean;
}

/** How a user proves who it is. */
export type Credentials =
  | { readonly kind: 'certificate'; readonly certificate: string; readonly key: string }
  | { readonly kind: 'token'; /** Reads it anew where it is a file. */ readonly read: () => string }
  | { readonly kind: 'exec'; readonly plugin: ExecPlugin }
  | { readonly kind: 'none' };

/** What is needed to talk to an API server. */
export interface Access {
  readonly server: URL;
  /** PEM. `undefined`: the authorities that Node trusts. */
  readonly authority: string | undefined;
  /** Name that the serving certificate has to have. `undefined`: that of the server. */
  readonly serverName: string | undefined;
  readonly isVerified: boolean;
  readonly credentials: Credentials;
}

/**
 * Reads the current context of a kubeconfig: inline data and files, client certificates, tokens, and commands that print credentials.
 *
 * @param content - YAML or JSON. @default - that of the file which `KUBECONFIG` names, else of `~/.kube/config`
 * @see https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/
 * @throws CLN9081
 */
export function readKubeconfig(content: string | undefined): Access {
  const file = content === undefined ? defaultFile() : undefined;
  const config = mapOf(parsed(content ?? readText(file ?? '', 'kubeconfig')));
  const folder = file === undefined ? process.cwd() : dirname(file);
  const name = textOf(config['current-context']) ?? refuse('current-context', 'there is none.');
  const context = named(config, 'contexts', name, 'context');
  const cluster = named(config, 'clusters', textOf(context['cluster']) ?? '', 'cluster');
  const user = named(config, 'users', textOf(context['user']) ?? '', 'user');
  refuseUnsupported(cluster, ['proxy-url'], 'clusters');
  refuseUnsupported(user, ['auth-provider', 'username', 'as'], 'users');
  const server = textOf(cluster['server']) ?? refuse('clusters.server', 'there is none.');
  if (!URL.canParse(server)) refuse('clusters.server', `expected a URL (got ${server}).`);
  return {
    server: new URL(server),
    authority: pemOf(cluster, 'certificate-authority', folder),
    serverName: textOf(cluster['tls-server-name']),
    isVerified: cluster['insecure-skip-tls-verify'] !== true,
    credentials: credentialsOf(user, folder),
  };
}

function credentialsOf(user: Properties, folder: string): Credentials {
  const certificate = pemOf(user, 'client-certificate', folder);
  const key = pemOf(user, 'client-key', folder);
  if (certificate !== undefined && key !== undefined) return { kind: 'certificate', certificate, key };
  const tokenFile = textOf(user['tokenFile']);
  if (tokenFile !== undefined) {
    return { kind: 'token', read: () => readText(resolve(folder, tokenFile), 'users.tokenFile').trim() };
  }
  const token = textOf(user['token']);
  if (token !== undefined) return { kind: 'token', read: () => token };
  return isMap(user['exec']) ? { kind: 'exec', plugin: execOf(user['exec'], folder) } : { kind: 'none' };
}

function execOf(exec: Properties, folder: string): ExecPlugin {
  const command = textOf(exec['command']) ?? refuse('users.exec.command', 'there is none.');
  const env = listOf(exec['env']).map((entry) => [String(mapOf(entry)['name']), String(mapOf(entry)['value'])]);
  return {
    // As kubectl has it: what holds a separator is relative to the file, anything else is looked for on PATH.
    command: command.includes('/') ? resolve(folder, command) : command,
    args: listOf(exec['args']).map(String),
    env: Object.fromEntries(env) as Readonly<Record<string, string>>,
    apiVersion: textOf(exec['apiVersion']) ?? 'client.authentication.k8s.io/v1',
    isToldCluster: exec['provideClusterInfo'] === true,
  };
}

function parsed(content: string): unknown {
  try {
    return parse(content);
  } catch {
    return refuse('', 'it is neither YAML nor JSON.');
  }
}

function named(config: Properties, list: string, name: string, field: string): Properties {
  const entry = listOf(config[list]).find((candidate) => mapOf(candidate)['name'] === name);
  return entry === undefined
    ? refuse(list, `there is none called ${JSON.stringify(name)}.`)
    : mapOf(mapOf(entry)[field]);
}

function refuseUnsupported(holder: Properties, fields: readonly string[], list: string): void {
  const field = fields.find((candidate) => holder[candidate] !== undefined);
  if (field !== undefined) refuse(`${list}.${field}`, 'it is not supported.');
}

function pemOf(holder: Properties, field: string, folder: string): string | undefined {
  const data = textOf(holder[`${field}-data`]);
  if (data !== undefined) return Buffer.from(data, 'base64').toString('utf8');
  const file = textOf(holder[field]);
  return file === undefined ? undefined : readText(resolve(folder, file), field);
}

function readText(file: string, field: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    return refuse(field, `${file} cannot be read (${error instanceof Error ? error.message : String(error)}).`);
  }
}

function defaultFile(): string {
  const [first] = (process.env['KUBECONFIG'] ?? '').split(delimiter).filter((name) => name !== '');
  return first ?? join(homedir(), '.kube', 'config');
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function refuse(field: string, message: string): never {
  throw setProblem('kubeconfig', {
    path: 'kubeconfig',
    property: field,
    message,
    fix: 'give objectsProvider() a kubeconfig with a server, and a client certificate, a token or an exec plugin.',
  });
}
