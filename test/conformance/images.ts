import { join } from 'node:path';
import { ensureTools } from '../../tools';
import { ensureArchive } from '../e2e/testbed/images/archive';
import type { ImageSpec } from '../e2e/testbed/images/archive';
import { fileOfPackage, unpackDebian } from '../e2e/testbed/images/debian';
import { PAUSE_IMAGE } from '../e2e/testbed/parts/node';
import { run, TestbedError } from '../e2e/testbed/shell';

const REGISTRY = 'registry.k8s.io/e2e-test-images';
const AGNHOST = [`${REGISTRY}/agnhost:2.63.0`, `${REGISTRY}/agnhost:2.55`] as const;
const BUSYBOX = [`${REGISTRY}/busybox:1.37.0-1`, `${REGISTRY}/busybox:1.36.1-1`] as const;
const NGINX = [`${REGISTRY}/nginx:1.15-4`, `${REGISTRY}/nginx:1.27-0`] as const;
const NO_NEW_PRIVILEGES = `${REGISTRY}/nonewprivs:1.4`;
const DIG = `${REGISTRY}/glibc-dns-testing:2.0.0`;
const PICTURE = 'nautilus';

/** Names of the images that tests get stand-ins for; that of pause is one of the testbed's own. */
export const STAND_INS: readonly string[] = [
  ...AGNHOST,
  ...BUSYBOX,
  ...NGINX,
  DIG,
  NO_NEW_PRIVILEGES,
  `${REGISTRY}/${PICTURE}:1.8`,
  PAUSE_IMAGE,
];

/** Packages of Debian by what the images have them for, with what these need. */
const PACKAGES = {
  base: ['base-files', 'busybox', 'libc-bin', 'libc6', 'libtinfo6'],
  dig: [
    ...['bash', 'bind9-dnsutils', 'bind9-libs', 'libbsd0', 'libcom-err2', 'libedit2', 'libfstrm0', 'libgcc-s1'],
    ...['libgssapi-krb5-2', 'libicu72', 'libidn2-0', 'libjemalloc2', 'libjson-c5', 'libk5crypto3', 'libkeyutils1'],
    ...['libkrb5-3', 'libkrb5support0', 'liblmdb0', 'liblzma5', 'libmaxminddb0', 'libmd0', 'libnghttp2-14'],
    ...['libprotobuf-c1', 'libssl3', 'libstdc++6', 'libunistring2', 'libuv1', 'libxml2', 'zlib1g'],
  ],
  curl: [
    ...['curl', 'libbrotli1', 'libcurl4', 'libffi8', 'libgmp10', 'libgnutls30', 'libhogweed6', 'libldap-2.5-0'],
    ...['libnettle8', 'libp11-kit0', 'libpsl5', 'librtmp1', 'libsasl2-2', 'libssh2-1', 'libtasn1-6', 'libzstd1'],
  ],
  sockets: [
    ...['iproute2', 'libbpf1', 'libbz2-1.0', 'libcap2', 'libdb5.3', 'libelf1', 'libmnl0', 'libpcre2-8-0'],
    ...['libselinux1', 'libtirpc3', 'libxtables12', 'netcat-openbsd'],
  ],
  nginx: ['libcrypt1', 'libpcre2-8-0', 'libssl3', 'nginx', 'nginx-common', 'zlib1g'],
} as const;

/** Applets of busybox in whose place a program of another package is. */
const REPLACED = new Set([
  ...['bash', 'dnsdomainname', 'ip', 'ipaddr', 'iplink', 'ipneigh', 'iproute', 'iprule', 'nc', 'nslookup', 'ss'],
]);

/** What the images are made of. */
interface Ingredients {
  readonly agnhost: string;
  readonly bash: string;
  /** Folder `test/images` of Kubernetes' sources. */
  readonly sources: string;
  /** Links to busybox, one for each of its applets. */
  readonly applets: Readonly<Record<string, string>>;
}

/**
 * Makes the stand-ins: Kubernetes' own programs where the originals hold these, and else programs of this machine's Debian in
 * their places. `known.json` has the tests that fail because of it.
 *
 * @returns archives by image name, without that of pause
 */
export async function ensureStandIns(cache: string): Promise<Readonly<Record<string, string>>> {
  const { conformance } = await ensureTools(['conformance']);
  const ingredients: Ingredients = {
    agnhost: conformance.binaries['agnhost'] ?? 'agnhost',
    bash: await fileOfPackage('bash-static', 'bin/bash-static', cache),
    sources: join(await kubernetesSources(), 'test/images'),
    applets: await appletLinks(cache),
  };
  const archives: [string, string][] = [];
  for (const spec of standIns(ingredients)) {
    archives.push([spec.reference, await ensureArchive(spec, cache, unpackDebian)]);
  }
  return Object.fromEntries(archives);
}

/** What each stand-in holds. */
export function standIns(ingredients: Ingredients): readonly ImageSpec[] {
  const { agnhost, bash, sources, applets } = ingredients;
  const replaced = without(applets, REPLACED);
  return [
    ...AGNHOST.map((reference) => agnhostImage(reference, ingredients, replaced)),
    ...BUSYBOX.map((reference) => busyboxImage(reference, ingredients)),
    ...NGINX.map((reference) => ({
      reference,
      packages: [...PACKAGES.base, ...PACKAGES.nginx],
      files: ACCOUNTS,
      links: {
        ...applets,
        '/etc/nginx/sites-enabled/default': '../sites-available/default',
        '/var/www/html': '/usr/share/nginx/html',
        '/var/log/nginx/access.log': '/dev/stdout',
        '/var/log/nginx/error.log': '/dev/stderr',
      },
      folders: ['/var/lib/nginx', '/run'],
      config: { cmd: ['nginx', '-g', 'daemon off;'] },
    })),
    {
      reference: DIG,
      packages: [...PACKAGES.base, ...PACKAGES.dig],
      files: ACCOUNTS,
      links: replaced,
      config: { cmd: ['bash'] },
    },
    {
      reference: NO_NEW_PRIVILEGES,
      files: { '/nnp': bash },
      setUserId: ['/nnp'],
      // Says who it is, and is root where nothing forbids that.
      config: { entrypoint: ['/nnp', '-p', '-c', 'echo "Effective uid: $EUID"'] },
    },
    {
      reference: `${REGISTRY}/${PICTURE}:1.8`,
      files: {
        '/agnhost': agnhost,
        [`/${PICTURE}.jpg`]: join(sources, PICTURE, `html/${PICTURE}.jpg`),
        '/data.json': join(sources, PICTURE, 'html/data.json'),
      },
      config: { entrypoint: ['/agnhost'], cmd: ['test-webserver'] },
    },
  ];
}

const ACCOUNTS = {
  '/etc/passwd': join(__dirname, 'stand-ins/passwd'),
  '/etc/group': join(__dirname, 'stand-ins/group'),
} as const;

function agnhostImage(
  reference: string,
  { agnhost, sources }: Ingredients,
  applets: Ingredients['applets'],
): ImageSpec {
  return {
    reference,
    packages: [...new Set([...PACKAGES.base, ...PACKAGES.dig, ...PACKAGES.curl, ...PACKAGES.sockets])],
    files: {
      ...ACCOUNTS,
      '/agnhost': agnhost,
      '/localhost.crt': join(sources, 'agnhost/porter/localhost.crt'),
      '/localhost.key': join(sources, 'agnhost/porter/localhost.key'),
    },
    links: { ...applets, '/usr/bin/nc': 'nc.openbsd', '/agnhost-2': 'agnhost' },
    folders: ['/uploads', '/root', '/home/user-defined-in-image'],
    config: { entrypoint: ['/agnhost'], cmd: ['pause'] },
  };
}

function busyboxImage(reference: string, { bash, applets }: Ingredients): ImageSpec {
  return {
    reference,
    packages: PACKAGES.base,
    files: { ...ACCOUNTS, '/usr/bin/bash-static': bash, '/usr/bin/sh': join(__dirname, 'stand-ins/sh') },
    links: without(applets, new Set(['sh'])),
    folders: ['/root'],
    config: { cmd: ['sh'] },
  };
}

function without(applets: Ingredients['applets'], names: ReadonlySet<string>): Ingredients['applets'] {
  return Object.fromEntries(
    Object.entries(applets).filter(([path]) => !names.has(path.slice(path.lastIndexOf('/') + 1))),
  );
}

async function appletLinks(cache: string): Promise<Readonly<Record<string, string>>> {
  const names = await run(await fileOfPackage('busybox', 'bin/busybox', cache), ['--list']);
  const links = names.split('\n').filter((name) => name !== '' && name !== 'busybox');
  return Object.fromEntries(links.map((name) => [`/usr/bin/${name}`, 'busybox']));
}

/** The very module that the tests are built from. */
export async function kubernetesSources(): Promise<string> {
  const tools = join(__dirname, '../../tools/conformance');
  const module = 'k8s.io/kubernetes';
  const answer = await run('go', ['mod', 'download', '-json', module], { cwd: tools, timeoutSeconds: 300 });
  const { Dir: folder } = JSON.parse(answer) as { Dir?: string };
  if (folder === undefined) throw new TestbedError(`no source of ${module}: files of its test images are in it`);
  return folder;
}
