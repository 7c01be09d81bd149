import type { ContainerdModel, NodeModel, RegistryMirrorModel } from '../../model';
import type { MachineFile } from '../machine-plan';
import { nodePart } from './part';
import type { NodePart } from './part';
import { shellWords } from './shell-word';
import { tomlLine, tomlString, tomlTable } from './toml';

/** Where the configuration of each registry is. https://github.com/containerd/containerd/blob/main/docs/hosts.md */
const REGISTRIES = '/etc/containerd/certs.d';

/** Type of every runtime that is an OCI program such as runc. */
const RUNC_SHIM = 'io.containerd.runc.v2';

/** Registries whose API is not at the name that images have. */
const API_HOSTS: Readonly<Record<string, string>> = { 'docker.io': 'registry-1.docker.io' };

/** containerd's configuration, and the step that puts it in force. */
export function containerdPart(node: Pick<NodeModel, 'containerd' | 'kubelet'>): NodePart {
  const { containerd, kubelet } = node;
  const files = [
    {
      path: '/etc/containerd/config.toml',
      mode: '0644',
      content: containerdConfig(containerd, kubelet.cgroupDriver),
    },
    ...registryFiles(containerd),
  ];
  return nodePart({
    files,
    units: ['containerd.service'],
    functions: [startContainerd(containerd.configVersion, files)],
    steps: ['start_containerd'],
  });
}

/**
 * `config.toml` of containerd.
 *
 * @param cgroupDriver the kubelet's; both have to use the same.
 * @see https://github.com/containerd/containerd/blob/main/docs/cri/config.md
 */
export function containerdConfig(containerd: ContainerdModel, cgroupDriver: 'systemd' | 'cgroupfs'): string {
  const isFormat3 = containerd.configVersion === 3;
  const images = ['plugins', isFormat3 ? 'io.containerd.cri.v1.images' : 'io.containerd.grpc.v1.cri'];
  const runtime = ['plugins', isFormat3 ? 'io.containerd.cri.v1.runtime' : 'io.containerd.grpc.v1.cri'];
  const runtimes = { runc: { binary: null }, ...containerd.runtimes };
  const sandbox = isFormat3
    ? [...table([...images, 'pinned_images'], [tomlLine('sandbox', containerd.sandboxImage)])]
    : [...table(images, [tomlLine('sandbox_image', containerd.sandboxImage)])];
  return [
    tomlLine('version', containerd.configVersion),
    '# Further configuration of this machine; containerd 1.x takes each plugin from one file as a whole.',
    tomlLine('imports', ['/etc/containerd/conf.d/*.toml']),
    ...sandbox,
    ...table([...images, 'registry'], [tomlLine('config_path', REGISTRIES)]),
    ...table([...runtime, 'containerd'], [tomlLine('default_runtime_name', 'runc')]),
    ...Object.entries(runtimes).flatMap(([name, { binary }]) => [
      ...table([...runtime, 'containerd', 'runtimes', name], [tomlLine('runtime_type', RUNC_SHIM)]),
      ...table(
        [...runtime, 'containerd', 'runtimes', name, 'options'],
        [
          ...(binary === null ? [] : [tomlLine('BinaryName', binary)]),
          tomlLine('SystemdCgroup', cgroupDriver === 'systemd'),
        ],
      ),
    ]),
    '',
  ].join('\n');
}

function table(path: readonly string[], lines: readonly string[]): readonly string[] {
  return ['', tomlTable(path), ...lines];
}

/** `hosts.toml` of each registry that has mirrors. The registry `_default` stands for all others. */
function registryFiles({ mirrors, mirrorsOnly }: ContainerdModel): readonly MachineFile[] {
  return Object.entries(mirrors)
    .filter(([, list]) => list.length > 0)
    .map(([registry, list]) => ({
      path: `${REGISTRIES}/${registry}/hosts.toml`,
      mode: '0644',
      content: hostsToml(registry, list, mirrorsOnly),
    }));
}

/**
 * Mirrors in the order in which they are tried. What `server` names is tried last, so that where nothing but mirrors may be used the
 * last of them stands there.
 */
export function hostsToml(registry: string, mirrors: readonly RegistryMirrorModel[], mirrorsOnly: boolean): string {
  const last = mirrorsOnly ? mirrors.at(-1) : undefined;
  const server = last === undefined ? upstream(registry) : [tomlLine('server', last.url), ...hostLines(last)];
  const hosts = last === undefined ? mirrors : mirrors.slice(0, -1);
  const tables = hosts.map((mirror) =>
    [`[host.${tomlString(mirror.url)}]`, ...hostLines(mirror).map((line) => `  ${line}`)].join('\n'),
  );
  return `${[...(server.length > 0 ? [server.join('\n')] : []), ...tables].join('\n\n')}\n`;
}

function upstream(registry: string): readonly string[] {
  return registry === '_default' ? [] : [tomlLine('server', `https://${API_HOSTS[registry] ?? registry}`)];
}

function hostLines({ ca, overridePath }: RegistryMirrorModel): readonly string[] {
  return [
    tomlLine('capabilities', ['pull', 'resolve']),
    ...(ca === null ? [] : [tomlLine('ca', ca)]),
    ...(overridePath ? [tomlLine('override_path', true)] : []),
  ];
}

/** containerd 2.x reads both formats, 1.x only the older one. */
function startContainerd(format: 2 | 3, files: readonly MachineFile[]): string {
  const watched = [
    ...files.map(({ path }) => path),
    '/etc/systemd/system/containerd.service.d/20-colonnade-proxy.conf',
  ];
  const version =
    format === 2
      ? ''
      : `  case $(containerd --version) in
    *' '1.* | *' 'v1.*)
      die 3 "$(containerd --version | cut -d ' ' -f 1-3) does not read format 3 of its configuration. Install containerd 2, or set containerd.configVersion: 2 in the pool." ;;
  esac
`;
  return `start_containerd() {
  [ -z "$root" ] || return 0
  command -v containerd >/dev/null || die 3 'there is no containerd on this machine. Install it, or use an image that has it.'
${version}  if stale containerd ${shellWords(watched)}; then
    systemctl daemon-reload
    systemctl enable containerd.service >/dev/null 2>&1 || die 1 'containerd.service cannot be enabled: is there such a unit?'
    systemctl restart containerd.service || die 1 'containerd does not start. See: journalctl -u containerd'
    fresh containerd
    did 'started containerd with its configuration'
  elif ! systemctl is-active --quiet containerd.service; then
    systemctl start containerd.service || die 1 'containerd does not start. See: journalctl -u containerd'
    did 'started containerd'
  fi
}`;
}
