import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { run } from '../shell';

/** How a container of an image starts. */
export interface ImageConfig {
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
  readonly user?: string;
}

/** What an image holds. Paths in the image are absolute. */
export interface ImageSpec {
  /** The name that manifests use, for example `registry.k8s.io/etcd:v3.6.16`. */
  readonly reference: string;
  /** Files on this machine, by their path in the image. */
  readonly files?: Readonly<Record<string, string>>;
  /** Those of {@link files} that run as their owner, whoever starts them. */
  readonly setUserId?: readonly string[];
  /** Symbolic links: their targets by path. */
  readonly links?: Readonly<Record<string, string>>;
  /** Empty folders. */
  readonly folders?: readonly string[];
  /** Debian packages to unpack. */
  readonly packages?: readonly string[];
  readonly config: ImageConfig;
}

/** Unpacks Debian packages into a folder. */
export type Unpack = (packages: readonly string[], root: string) => Promise<void>;

const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * Writes an image as an archive of one layer, in the form of `docker save`, unless the cache has it.
 *
 * @returns its path, which has a hash of all that goes into it
 */
export async function ensureArchive(spec: ImageSpec, cache: string, unpack: Unpack): Promise<string> {
  const key = await keyOf(spec);
  const name = spec.reference.replace(/^registry\.k8s\.io\//, '').replaceAll(/[/:]/g, '_');
  const archive = join(cache, `${name}-${key}.tar`);
  if (existsSync(archive)) return archive;
  await mkdir(cache, { recursive: true });
  const draft = await mkdtemp(join(cache, '.draft-'));
  try {
    await writeArchive(spec, draft, unpack);
    await rename(join(draft, 'image.tar'), archive);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return archive;
}

async function writeArchive(spec: ImageSpec, draft: string, unpack: Unpack): Promise<void> {
  const root = join(draft, 'root');
  await mkdir(root);
  for (const folder of ['/etc', '/tmp', ...(spec.folders ?? [])]) await mkdir(join(root, folder), { recursive: true });
  await run('chmod', ['1777', join(root, 'tmp')]);
  if (spec.packages !== undefined) await unpack(spec.packages, root);
  for (const [path, source] of Object.entries(spec.files ?? {})) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await copyFile(source, join(root, path));
    await run('chmod', [spec.setUserId?.includes(path) === true ? '4755' : '0755', join(root, path)]);
  }
  for (const [path, target] of Object.entries(spec.links ?? {})) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await rm(join(root, path), { force: true });
    await symlink(target, join(root, path));
  }
  if (!existsSync(join(root, 'etc/passwd'))) {
    await writeFile(
      join(root, 'etc/passwd'),
      'root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:65532:65532::/:/sbin/nologin\n',
    );
    await writeFile(join(root, 'etc/group'), 'root:x:0:\nnonroot:x:65532:\n');
  }
  const tar = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '--format=gnu'];
  await run('tar', [...tar, '-cf', join(draft, 'layer.tar'), '-C', root, '.'], { timeoutSeconds: 300 });
  await rm(root, { recursive: true });
  const layer = await sha256(join(draft, 'layer.tar'));
  const config = JSON.stringify(configOf(spec.config, layer));
  const configName = `${createHash('sha256').update(config).digest('hex')}.json`;
  await writeFile(join(draft, configName), config);
  const manifest = [{ Config: configName, RepoTags: [spec.reference], Layers: ['layer.tar'] }];
  await writeFile(join(draft, 'manifest.json'), JSON.stringify(manifest));
  await run('tar', [...tar, '-cf', join(draft, 'image.tar'), '-C', draft, configName, 'layer.tar', 'manifest.json'], {
    timeoutSeconds: 300,
  });
}

function configOf(config: ImageConfig, layer: string): object {
  return {
    architecture: process.arch === 'x64' ? 'amd64' : process.arch,
    os: 'linux',
    created: '1970-01-01T00:00:00Z',
    config: {
      Env: [PATH],
      WorkingDir: '/',
      ...(config.entrypoint && { Entrypoint: config.entrypoint }),
      ...(config.cmd && { Cmd: config.cmd }),
      ...(config.user !== undefined && { User: config.user }),
    },
    rootfs: { type: 'layers', diff_ids: [`sha256:${layer}`] },
  };
}

/** A hash of the spec, and of the bytes of every file in it. */
async function keyOf(spec: ImageSpec): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify({ ...spec, files: undefined, form: 1 }));
  for (const [path, source] of Object.entries(spec.files ?? {})) hash.update(`${path}=${await sha256(source)}\n`);
  return hash.digest('hex').slice(0, 16);
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
