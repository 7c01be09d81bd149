import { mkdirSync, readdirSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { ToolsContext } from './context';
import type { PartName } from './parts';
import type { BuiltPart } from './store';

/** What is in the cache, by part. */
export type BuiltParts = Partial<Readonly<Record<PartName, BuiltPart>>>;

/** The Kubernetes parts, and where each gets the kubectl from that it does not have itself (one minor of skew is fine). */
const VIEWS: readonly { readonly part: PartName; readonly kubectlFrom?: PartName }[] = [
  { part: 'kubernetes-1.36' },
  { part: 'kubernetes-1.35', kubectlFrom: 'kubernetes-1.36' },
];

/** The folder that holds links to the parts of one Kubernetes version, laid out as KUBEBUILDER_ASSETS has it. */
export function assetsFolder(context: ToolsContext, version: string): string {
  return join(context.cache, 'assets', version);
}

/** Writes a folder of links for each Kubernetes version whose API server and etcd are built. */
export function linkAssets(built: BuiltParts, context: ToolsContext): void {
  for (const { part, kubectlFrom } of VIEWS) {
    const kubernetes = built[part];
    const etcd = built.etcd;
    if (kubernetes === undefined || etcd === undefined) {
      continue;
    }
    const kubectl = kubectlFrom === undefined ? undefined : built[kubectlFrom]?.binaries['kubectl'];
    const targets = { ...(kubectl !== undefined && { kubectl }), ...etcd.binaries, ...kubernetes.binaries };
    writeLinks(assetsFolder(context, kubernetes.version), targets);
  }
}

/** Makes a folder hold exactly these links. Each is replaced by a rename, so a reader always finds the old or the new. */
function writeLinks(folder: string, targets: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, path] of Object.entries(targets)) {
    const link = join(folder, name);
    // Relative, so that the whole cache can be moved or restored elsewhere.
    const target = relative(folder, path);
    if (currentTarget(link) !== target) {
      const draft = `${link}.draft-${process.pid}`;
      rmSync(draft, { force: true });
      symlinkSync(target, draft);
      renameSync(draft, link);
    }
  }
  for (const name of readdirSync(folder)) {
    if (!Object.hasOwn(targets, name) && !name.includes('.draft-')) {
      rmSync(join(folder, name), { recursive: true, force: true });
    }
  }
}

function currentTarget(link: string): string | undefined {
  try {
    return readlinkSync(link);
  } catch {
    return undefined;
  }
}
