import type { TenantModel, WorkerPoolModel } from '../../model';
import { credentialLife } from '../credential';
import { workerEndpoint } from '../endpoint';
import { OPTIONS, PRELUDE } from '../kubeadm';
import { MACHINE_FUNCTIONS } from '../kubeadm/script/prelude';
import { WORKSPACE } from '../kubeadm/script/workspace';
import type { MachineFile, MachinePlan } from '../machine-plan';
import {
  MACHINE_ID_PART,
  certificatesPart,
  hostsToml,
  kernelPart,
  proxyVariables,
  shellWord,
  shellWords,
  swapPart,
  timePart,
} from '../node';
import { environmentDropIn } from '../node/systemd';
import { tomlLine, tomlTable } from '../node/toml';
import { installFlags } from './install-flags';
import type { K0sPool } from './install-flags';
import { K0S_FUNCTIONS, SERVICE } from './script';

/** The script that makes a k0s worker of a machine. */
const SCRIPT_PATH = '/opt/colonnade/worker.sh';

/** Where k0s' containerd finds the configuration of registries, by a drop-in. */
const REGISTRIES = '/etc/k0s/certs.d';

/** Releases of k0s. */
const RELEASES = 'https://github.com/k0sproject/k0s/releases/download';

/**
 * What a machine is given to become a worker of a k0s control plane: files, and the idempotent script that fetches k0s where it is
 * missing, checks it against the release's sums, and runs `k0s install worker --token-file`.
 *
 * The join credential is what k0s calls a join token, see `joinTokenRequest`. It is found as everywhere (`--credential`, or
 * `/run/colonnade/join`), and worthless on the machine as soon as it has joined.
 *
 * A `packageMirror` holds the files of a release side by side: `k0s-v<version>-<architecture>` and `sha256sums.txt`.
 */
export function k0sPlan(tenant: Pick<TenantModel, 'name' | 'network' | 'endpoint'>, pool: K0sPool): MachinePlan {
  const { node, machines } = pool;
  const environment = proxyVariables(node, tenant, workerEndpoint(tenant));
  const parts = [
    MACHINE_ID_PART,
    kernelPart(node),
    swapPart(node),
    certificatesPart(node, machines.operatingSystem),
    timePart(node, machines.operatingSystem),
  ];
  const files = [
    ...parts.flatMap((part) => part.files),
    ...registryFiles(node),
    ...(Object.keys(environment).length > 0 ? [environmentDropIn(SERVICE, environment)] : []),
    ...node.files,
  ];
  const content = [
    header(tenant.name, pool, environment),
    PRELUDE,
    MACHINE_FUNCTIONS,
    OPTIONS,
    WORKSPACE,
    `plan_files() {\n  printf '%s\\n' ${shellWords([...files.map(({ path }) => path), SCRIPT_PATH])}\n}`,
    ...parts.flatMap(({ functions }) => functions),
    K0S_FUNCTIONS,
    main(
      parts.flatMap(({ steps }) => steps),
      node.commands,
    ),
  ].join('\n\n');
  return {
    files: [...files, { path: SCRIPT_PATH, mode: '0700', content }],
    units: [...new Set([...parts.flatMap(({ units }) => units), SERVICE])],
    script: { path: SCRIPT_PATH, args: [] },
  };
}

function header(tenant: string, pool: K0sPool, environment: Readonly<Record<string, string>>): string {
  const { version } = pool.bootstrap;
  const { packageMirror } = pool.node;
  const flags = installFlags(pool);
  const variables = {
    POOL: `${tenant}/${pool.name}`,
    K0S_VERSION: version,
    K0S_ARCHITECTURE: pool.machines.architecture,
    K0S_RELEASE: packageMirror ?? `${RELEASES}/v${version.replace('+', '%2B')}`,
    PROFILE: flags['--profile'] ?? '',
    LABELS: flags['--labels'] ?? '',
    TAINTS: flags['--taints'] ?? '',
    KUBELET_ARGS: flags['--kubelet-extra-args'] ?? '',
  };
  return [
    '#!/bin/sh',
    '# Makes this machine a k0s worker of its pool, or brings one up to date. See --help.',
    `# ${credentialLife(tenant, pool)}`,
    'set -eu',
    'umask 077',
    'LC_ALL=C',
    'PATH=$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/opt/bin',
    'export LC_ALL PATH',
    ...Object.entries(variables).map(([name, value]) => `${name}=${shellWord(value)}`),
    ...Object.entries(environment).map(([name, value]) => `export ${name}=${shellWord(value)}`),
  ].join('\n');
}

function main(steps: readonly string[], { before, after }: WorkerPoolModel['node']['commands']): string {
  const own = (name: string, commands: readonly string[]): string =>
    `${name}() {\n  [ -z "$root" ] || return 0\n  (\n${[':', ...commands].join('\n')}\n  ) </dev/null || die 1 'the commands of the pool failed'\n}`;
  const lines = [
    'parse_options "$@"',
    'make_workspace',
    'remove_outdated',
    ...steps,
    'commands_before',
    'k0s_binary',
    'k0s_join',
    'commands_after',
    '[ -s "$work/changes" ] || say "nothing to change: this machine is as pool $POOL wants it"',
  ];
  return `${own('commands_before', before)}\n\n${own('commands_after', after)}\n\n${lines.join('\n')}\n`;
}

function registryFiles({ containerd }: WorkerPoolModel['node']): readonly MachineFile[] {
  const mirrors = Object.entries(containerd.mirrors).filter(([, list]) => list.length > 0);
  if (mirrors.length === 0) return [];
  const isFormat3 = containerd.configVersion === 3;
  const plugin = isFormat3 ? 'io.containerd.cri.v1.images' : 'io.containerd.grpc.v1.cri';
  return [
    {
      path: '/etc/k0s/containerd.d/90-colonnade.toml',
      mode: '0644',
      content: [
        tomlLine('version', containerd.configVersion),
        '',
        tomlTable(['plugins', plugin, 'registry']),
        tomlLine('config_path', REGISTRIES),
        '',
      ].join('\n'),
    },
    ...mirrors.map(([registry, list]) => ({
      path: `${REGISTRIES}/${registry}/hosts.toml`,
      mode: '0644',
      content: hostsToml(registry, list, containerd.mirrorsOnly),
    })),
  ];
}
