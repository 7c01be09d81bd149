import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ToolsError } from './errors';

/** One executable of a part. */
export interface BinarySpec {
  /** File name in the cache. */
  readonly name: string;
  /** Go package, as `go build` takes it. */
  readonly package: string;
  /** Packages whose `gitVersion`, `gitMajor` and `gitMinor` variables carry the version. */
  readonly stamped: readonly string[];
  /** Variable that carries the version as `v1.2.3`, for programs that know no other way. @default - none */
  readonly versionVariable?: string;
  /** Tests compiled into a program (`go test -c`), not a command. @default false */
  readonly isTest?: boolean;
}

/** A wrapper module `tools/<part>` and what is built in it. */
export interface PartSpec {
  /** The module whose `require` line in go.mod is the part's version; undefined for a program of our own. */
  readonly module: string | undefined;
  readonly binaries: readonly BinarySpec[];
}

function binary(name: string, goPackage: string): BinarySpec {
  return { name, package: goPackage, stamped: [] };
}

/** Variables from which Kubernetes' programs take their version. */
const KUBERNETES_STAMPS = ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'];

function kubernetes(...commands: readonly string[]): PartSpec {
  return {
    module: 'k8s.io/kubernetes',
    binaries: commands.map((name) => ({
      name,
      package: `k8s.io/kubernetes/cmd/${name}`,
      stamped: KUBERNETES_STAMPS,
    })),
  };
}

/** Every part, in the order in which it is built: what most tests wait for comes first. */
export const PARTS = {
  etcd: {
    module: 'go.etcd.io/etcd/server/v3',
    binaries: [
      binary('etcd', 'go.etcd.io/etcd/server/v3'),
      binary('etcdctl', 'go.etcd.io/etcd/etcdctl/v3'),
      binary('etcdutl', 'go.etcd.io/etcd/etcdutl/v3'),
    ],
  },
  'kubernetes-1.36': kubernetes(
    'kube-apiserver',
    'kubectl',
    'kube-controller-manager',
    'kube-scheduler',
    'kube-proxy',
    'kubelet',
    'kubeadm',
  ),
  'kubernetes-1.35': kubernetes(
    'kube-apiserver',
    'kube-controller-manager',
    'kube-scheduler',
    'kube-proxy',
    'kubelet',
    'kubeadm',
  ),
  'cert-manager': {
    module: 'github.com/cert-manager/cert-manager',
    binaries: [binary('cert-manager-loops', '.')],
  },
  konnectivity: {
    module: 'sigs.k8s.io/apiserver-network-proxy',
    binaries: [
      binary('proxy-server', 'sigs.k8s.io/apiserver-network-proxy/cmd/server'),
      binary('proxy-agent', 'sigs.k8s.io/apiserver-network-proxy/cmd/agent'),
    ],
  },
  coredns: { module: 'github.com/coredns/coredns', binaries: [binary('coredns', '.')] },
  pause: { module: undefined, binaries: [binary('pause', '.')] },
  'worker-documents': {
    module: 'github.com/siderolabs/talos/pkg/machinery',
    binaries: [binary('worker-documents', '.')],
  },
  ignition: { module: 'github.com/coreos/ignition/v2', binaries: [binary('ignition-read', '.')] },
  'containerd-2': {
    module: 'github.com/containerd/containerd/v2',
    binaries: [binary('containerd', 'github.com/containerd/containerd/v2/cmd/containerd')],
  },
  kwok: { module: 'sigs.k8s.io/kwok', binaries: [binary('kwok', 'sigs.k8s.io/kwok/cmd/kwok')] },
  pulumi: {
    module: 'github.com/pulumi/pulumi/pkg/v3',
    binaries: [
      {
        ...binary('pulumi', 'github.com/pulumi/pulumi/pkg/v3/cmd/pulumi'),
        versionVariable: 'github.com/pulumi/pulumi/sdk/v3/go/common/version.Version',
      },
    ],
  },
  conformance: {
    module: 'k8s.io/kubernetes',
    binaries: [
      { name: 'e2e.test', package: 'k8s.io/kubernetes/test/e2e', stamped: KUBERNETES_STAMPS, isTest: true },
      binary('agnhost', 'k8s.io/kubernetes/test/images/agnhost'),
    ],
  },
} as const satisfies Record<string, PartSpec>;

/** The name of a part, which is its folder under tools/. */
export type PartName = keyof typeof PARTS;

/** All names, in build order. */
export const PART_NAMES: readonly PartName[] = Object.keys(PARTS).filter(isPartName);

/** Whether a word is a part's name. */
export function isPartName(word: string): word is PartName {
  return Object.hasOwn(PARTS, word);
}

/** Turns words into part names, in build order and once each; none means all. */
export function selectParts(words: readonly string[]): readonly PartName[] {
  const unknown = words.find((word) => !isPartName(word));
  if (unknown !== undefined) {
    throw new ToolsError('TOOLS_UNKNOWN_PART', `There is no part "${unknown}". Parts: ${PART_NAMES.join(', ')}.`);
  }
  return words.length === 0 ? PART_NAMES : PART_NAMES.filter((name) => words.includes(name));
}

/** The version that a part's go.mod pins, without the leading `v` ("1.36.3"). Ours have none and say "0.0.0". */
export function partVersion(sources: string, part: PartName): string {
  const { module }: PartSpec = PARTS[part];
  if (module === undefined) {
    return '0.0.0';
  }
  const file = join(sources, part, 'go.mod');
  const line = new RegExp(`^\\s*(?:require\\s+)?${module.replaceAll('.', '\\.')}\\s+v(\\S+)`, 'm');
  const version = line.exec(readFileSync(file, 'utf8'))?.[1];
  if (version === undefined) {
    throw new ToolsError('TOOLS_BAD_SOURCES', `${file} requires no version of ${module}.`);
  }
  return version;
}

/** The arguments of `go` for one binary, without the place of the output. */
export function buildArguments(spec: BinarySpec, version: string): readonly string[] {
  const [major = '', minor = ''] = version.split('.');
  const stamps = spec.stamped.flatMap((target) => [
    `-X ${target}.gitVersion=v${version}`,
    `-X ${target}.gitMajor=${major}`,
    `-X ${target}.gitMinor=${minor}`,
  ]);
  if (spec.versionVariable !== undefined) stamps.push(`-X ${spec.versionVariable}=v${version}`);
  // Neither a commit nor a date is stamped and no path is kept: the same sources give the same bytes.
  // Whether upstream's tests are well written is not looked at: it takes as long as compiling them.
  const command = spec.isTest === true ? ['test', '-c', '-vet=off'] : ['build'];
  return [...command, '-mod=readonly', '-trimpath', '-buildvcs=false', '-ldflags', ['-s -w', ...stamps].join(' ')];
}
