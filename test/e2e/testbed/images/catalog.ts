import { ensureTools } from '../../../../tools';
import { PAUSE_IMAGE } from '../parts/node';
import { ensureArchive } from './archive';
import type { ImageSpec } from './archive';
import { fileOfPackage, unpackDebian } from './debian';

/** Image of pods that only tests make. */
export const CLIENT_IMAGE = 'testbed.invalid/busybox:1';

const BUSYBOX_APPLETS = [
  'cat',
  'echo',
  'env',
  'false',
  'httpd',
  'id',
  'ls',
  'nc',
  'nslookup',
  'sh',
  'sleep',
  'true',
  'wget',
];

/** What the kubectl image upstream has besides kubectl, with what these packages need. */
const KUBECTL_PACKAGES = [
  ...['base-files', 'bash', 'coreutils', 'dash', 'debianutils', 'diffutils', 'gawk', 'grep', 'jq', 'sed'],
  ...['libacl1', 'libattr1', 'libc6', 'libgmp10', 'libjq1', 'libmpfr6', 'libonig5', 'libpcre2-8-0'],
  ...['libreadline8', 'libselinux1', 'libsigsegv2', 'libtinfo6'],
] as const;

/** What the kube-proxy image upstream has besides kube-proxy, with what these packages need. */
const KUBE_PROXY_PACKAGES = [
  ...['base-files', 'conntrack', 'iptables', 'netbase', 'nftables'],
  ...['libbsd0', 'libc6', 'libedit2', 'libgmp10', 'libip4tc2', 'libip6tc2', 'libjansson4', 'libmd0', 'libmnl0'],
  ...['libnetfilter-conntrack3', 'libnfnetlink0', 'libnftables1', 'libnftnl11', 'libtinfo6', 'libxtables12'],
] as const;

/**
 * Stand-ins for every image that manifests name, under their upstream names: the same programs, built from the same
 * sources, in the same places.
 *
 * @returns archives by image name
 */
export async function ensureImages(
  cache: string,
  progress: (line: string) => void,
): Promise<Readonly<Record<string, string>>> {
  const archives: [string, string][] = [];
  for (const spec of await imageSpecs(cache, progress)) {
    const archive = await ensureArchive(spec, cache, unpackDebian);
    progress(`image  ${spec.reference}`);
    archives.push([spec.reference, archive]);
  }
  return Object.fromEntries(archives);
}

async function imageSpecs(cache: string, progress: (line: string) => void): Promise<readonly ImageSpec[]> {
  const parts = ['etcd', 'kubernetes-1.36', 'kubernetes-1.35', 'konnectivity', 'coredns', 'pause'] as const;
  const tools = await ensureTools(parts, { progress });
  const bash = await fileOfPackage('bash-static', 'bin/bash-static', cache);
  const busybox = await fileOfPackage('busybox-static', 'bin/busybox', cache);
  const binary = (part: (typeof parts)[number], name: string): string => {
    const path = tools[part].binaries[name];
    if (path === undefined) throw new Error(`tools/${part} has no ${name}`);
    return path;
  };
  const controlPlane = (['kubernetes-1.36', 'kubernetes-1.35'] as const).flatMap((part) =>
    ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kube-proxy'].map((name) => ({
      reference: `registry.k8s.io/${name}:v${tools[part].version}`,
      files: { [`/usr/local/bin/${name}`]: binary(part, name) },
      ...(name === 'kube-proxy' && { packages: KUBE_PROXY_PACKAGES }),
      config: {},
    })),
  );
  // One kubectl for both minors: it is built once, and one minor of skew is supported upstream.
  const kubectl = [tools['kubernetes-1.36'].version, tools['kubernetes-1.35'].version].map((version) => ({
    reference: `registry.k8s.io/kubectl:v${version}`,
    packages: KUBECTL_PACKAGES,
    files: { '/usr/bin/kubectl': binary('kubernetes-1.36', 'kubectl') },
    links: { '/usr/bin/awk': 'gawk', '/usr/bin/sh': 'dash' },
    config: { entrypoint: ['/bin/kubectl'] },
  }));
  const konnectivity = ['proxy-server', 'proxy-agent'].map((name) => ({
    reference: `registry.k8s.io/kas-network-proxy/${name}:v${tools.konnectivity.version}`,
    files: { [`/${name}`]: binary('konnectivity', name) },
    config: { entrypoint: [`/${name}`], user: '65532' },
  }));
  return [
    { reference: PAUSE_IMAGE, files: { '/pause': binary('pause', 'pause') }, config: { entrypoint: ['/pause'] } },
    {
      reference: `registry.k8s.io/coredns/coredns:v${tools.coredns.version}`,
      files: { '/coredns': binary('coredns', 'coredns') },
      config: { entrypoint: ['/coredns'] },
    },
    ...kubectl,
    {
      reference: `registry.k8s.io/etcd:v${tools.etcd.version}`,
      files: {
        '/bin/sh': bash,
        '/bin/cp': busybox,
        ...Object.fromEntries(
          ['etcd', 'etcdctl', 'etcdutl'].map((name) => [`/usr/local/bin/${name}`, binary('etcd', name)]),
        ),
      },
      folders: ['/var/lib/etcd'],
      config: {},
    },
    ...controlPlane,
    ...konnectivity,
    {
      // For tests alone: no manifest of the library names it. Not the static one, which cannot look up names.
      reference: CLIENT_IMAGE,
      packages: ['busybox', 'libc6'],
      links: Object.fromEntries(BUSYBOX_APPLETS.map((name) => [`/usr/bin/${name}`, 'busybox'])),
      config: { cmd: ['/bin/sh'] },
    },
  ];
}
