import type { CloudModel, SecretStoreModel } from '../../model';
import { shellWord, shellWords } from '../node';
import type { NodePart } from '../node';
import { COMMANDS_PATH, DISCOVERY_TEMPLATE_PATH, JOIN_TEMPLATE_PATH, PATCHES_FOLDER } from './paths';
import { CONTROL_PLANE } from './script/control-plane';
import { CREDENTIAL } from './script/credential';
import { joinFunctions } from './script/join';
import { OPTIONS } from './script/options';
import { MACHINE_FUNCTIONS, PRELUDE } from './script/prelude';
import { METADATA } from './script/metadata';
import { providerIdFunctions } from './script/provider-id';
import { fetchFunctions, storeName } from './script/stores';
import { updateFunctions } from './script/update';
import { WORKSPACE } from './script/workspace';

/** What the script of a pool depends on. */
export interface WorkerScriptInput {
  /** `<tenant>/<pool>`, as in the credential. */
  readonly pool: string;
  /** What is said of the life of its join credentials. */
  readonly life: string;
  /** kubelet version, for example `1.35.4`. */
  readonly version: string;
  /** URL of the API server; `null`: it comes with the credential. */
  readonly server: string | null;
  /** Where machines fetch their credential themselves. `null`: somebody brings it. */
  readonly store: SecretStoreModel | null;
  /** Whose machines these are. `null`: nobody's, or unknown. */
  readonly cloud: Pick<CloudModel, 'name'> | null;
  /** Environment variables that name a proxy. */
  readonly environment: Readonly<Record<string, string>>;
  /** Names of kubeadm's checks whose failure is a warning. */
  readonly ignorePreflightErrors: readonly string[];
  readonly parts: readonly NodePart[];
  /** Files of the plan, the script itself included. */
  readonly files: readonly string[];
  readonly commands: { readonly before: boolean; readonly after: boolean };
}

/** The script that makes a node of a machine, or brings a node up to date. */
export function workerScript(input: WorkerScriptInput): string {
  const { parts, store } = input;
  const providerId = providerIdFunctions(input.cloud);
  return [
    header(input),
    PRELUDE,
    MACHINE_FUNCTIONS,
    OPTIONS,
    WORKSPACE,
    planFiles(input.files),
    ...parts.flatMap(({ functions }) => functions),
    ...(store === null && providerId === null ? [] : [METADATA]),
    ...(store === null ? [] : [fetchFunctions(store)]),
    ...(providerId === null ? [] : [providerId]),
    CREDENTIAL,
    CONTROL_PLANE,
    joinFunctions({ asksProviderId: providerId !== null }),
    updateFunctions(input.ignorePreflightErrors),
    main(input),
  ].join('\n\n');
}

function header({ pool, life, version, server, store, environment }: WorkerScriptInput): string {
  const variables = {
    POOL: pool,
    VERSION: version,
    SERVER: server ?? '',
    STORE: store === null ? '' : storeName(store),
    PATCHES: PATCHES_FOLDER,
    JOIN_TEMPLATE: JOIN_TEMPLATE_PATH,
    DISCOVERY_TEMPLATE: DISCOVERY_TEMPLATE_PATH,
  };
  return [
    '#!/bin/sh',
    '# Makes this machine a node of its pool, or brings a node up to date. See --help.',
    `# ${life}`,
    'set -eu',
    'umask 077',
    'LC_ALL=C',
    'PATH=$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/opt/bin',
    'export LC_ALL PATH',
    ...Object.entries(variables).map(([name, value]) => `${name}=${shellWord(value)}`),
    ...Object.entries(environment).map(([name, value]) => `export ${name}=${shellWord(value)}`),
  ].join('\n');
}

function planFiles(files: readonly string[]): string {
  return `plan_files() {
  printf '%s\\n' ${shellWords(files)}
}`;
}

function main({ parts, commands }: WorkerScriptInput): string {
  const run = (when: 'before' | 'after'): readonly string[] =>
    commands[when] ? [`run_commands ${COMMANDS_PATH[when]}`] : [];
  const lines = [
    'make_workspace',
    'remove_outdated',
    'check_node',
    ...parts.flatMap(({ steps }) => steps),
    ...run('before'),
    'join_or_update',
    ...run('after'),
    'report',
  ];
  return `run_commands() {
  [ -z "$root" ] || return 0
  sh "$1" </dev/null || die 1 "the commands in $1 failed"
}

join_or_update() {
  if [ -n "$root" ] || [ -z "$is_joining" ]; then
    return 0
  elif is_joined; then
    update
  else
    join
  fi
}

report() {
  if [ ! -s "$work/changes" ]; then
    say "nothing to change: this machine is as pool $POOL wants it"
  fi
}

main() {
${lines.map((line) => `  ${line}\n`).join('')}}

parse_options "$@"
main
`;
}
