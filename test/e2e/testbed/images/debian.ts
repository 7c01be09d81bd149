import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../shell';

/** Folders that Debian keeps below /usr, with a link at the old place. */
const MERGED = ['bin', 'sbin', 'lib', 'lib64'] as const;

/** Folders that no program reads. */
const PROSE = ['doc', 'man', 'locale', 'info', 'lintian'] as const;

/**
 * Unpacks packages of this machine's Debian, in the versions that apt would install, into a folder. No maintainer script
 * runs, so this suits programs that need none, and dependencies have to be named.
 */
export async function unpackDebian(packages: readonly string[], root: string): Promise<void> {
  for (const folder of MERGED) {
    await mkdir(join(root, 'usr', folder), { recursive: true });
    await symlink(`usr/${folder}`, join(root, folder));
  }
  await withPackages(packages, join(root, '..'), async (file) => {
    // --keep-directory-symlink: packages that still say /bin must not replace the link.
    const script = 'dpkg-deb --fsys-tarfile "$0" | tar -x --keep-directory-symlink -C "$1"';
    await run('sh', ['-c', script, file, root]);
  });
  for (const folder of PROSE) await rm(join(root, 'usr/share', folder), { recursive: true, force: true });
  await writeFile(
    join(root, 'etc/passwd'),
    'root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534::/:/usr/sbin/nologin\n',
  );
  await writeFile(join(root, 'etc/group'), 'root:x:0:\nnogroup:x:65534:\n');
}

/** Unpacks one package into the cache and gives one of its files. */
export async function fileOfPackage(name: string, path: string, cache: string): Promise<string> {
  const folder = join(cache, `deb-${name}`);
  if (!existsSync(join(folder, path))) {
    await mkdir(cache, { recursive: true });
    const draft = await mkdtemp(join(cache, '.draft-'));
    await withPackages([name], cache, (file) => run('dpkg-deb', ['-x', file, draft]));
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
  }
  return join(folder, path);
}

async function withPackages(
  packages: readonly string[],
  beside: string,
  use: (file: string) => Promise<unknown>,
): Promise<void> {
  const folder = await mkdtemp(join(beside, '.debs-'));
  try {
    // As root: apt's own user may not enter the cache.
    const sandbox = ['-o', 'APT::Sandbox::User=root'];
    await run('apt-get', [...sandbox, 'download', '-q', ...packages], { cwd: folder, timeoutSeconds: 300 });
    for (const name of (await readdir(folder)).filter((one) => one.endsWith('.deb'))) await use(join(folder, name));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
