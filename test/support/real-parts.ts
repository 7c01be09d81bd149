import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { assetsDir, builtTools, ensureTools } from '../../tools';
import type { PartName } from '../../tools';

const BUILD_TIMEOUT_MS = 40 * 60_000;

/** Kubernetes versions that `tools/` builds, by part. */
const KUBERNETES = { '1.36.3': 'kubernetes-1.36', '1.35.4': 'kubernetes-1.35' } as const satisfies Record<
  string,
  PartName
>;

/** A Kubernetes version whose API server tests may start. */
export type RealVersion = keyof typeof KUBERNETES;

/** All of them, newest first. */
export const REAL_VERSIONS = Object.keys(KUBERNETES) as readonly RealVersion[];

/** Where real parts come from on this machine. */
type Source =
  { readonly kind: 'found' } | { readonly kind: 'build' } | { readonly kind: 'missing'; readonly reason: string };

/**
 * A describe block whose tests start a real etcd and kube-apiserver of these versions, and use other parts besides.
 *
 * They are found in KUBEBUILDER_ASSETS or in the cache, or built when Go is here (not with COLONNADE_BUILD_TOOLS=0).
 * Otherwise the block is skipped and says so on standard error; with CI=true it fails instead.
 */
export function describeReal(
  title: string,
  versions: readonly RealVersion[],
  body: () => void,
  parts: readonly PartName[] = [],
): void {
  const built = builtTools();
  const lackingVersions = versions.filter((version) => !isThere(version));
  const lackingParts = parts.filter((part) => built[part] === undefined);
  const lacking = [...lackingVersions, ...lackingParts];
  const source = sourceOf(lacking);
  if (source.kind === 'missing' && process.env['CI'] === 'true') {
    describe(title, () => {
      test('the real parts it needs are there', () => {
        throw new Error(`${source.reason} With CI=true this is a failure, not a skip.`);
      });
    });
    return;
  }
  if (source.kind === 'missing') {
    process.stderr.write(`\nSKIPPED  ${title}: ${source.reason}\n\n`);
    describe.skip(`${title} (skipped: ${source.reason})`, body);
    return;
  }
  describe(title, () => {
    if (source.kind === 'build') {
      beforeAll(async () => {
        const kubernetes = lackingVersions.map((version) => KUBERNETES[version]);
        const needed =
          lackingVersions.length === 0 ? lackingParts : (['etcd', ...kubernetes, ...lackingParts] as const);
        await ensureTools(needed, { progress: (line) => process.stderr.write(`${line}\n`) });
      }, BUILD_TIMEOUT_MS);
    }
    body();
  });
}

function sourceOf(lacking: readonly (RealVersion | PartName)[]): Source {
  if (lacking.length === 0) return { kind: 'found' };
  const wanted = `real parts are neither in KUBEBUILDER_ASSETS nor in the cache: ${lacking.join(', ')}`;
  if (process.env['COLONNADE_BUILD_TOOLS'] === '0') {
    return { kind: 'missing', reason: `${wanted}, and COLONNADE_BUILD_TOOLS=0 forbids to build them.` };
  }
  if (!hasGo())
    return { kind: 'missing', reason: `${wanted}, and there is no Go to build them with ("npm run tools").` };
  return { kind: 'build' };
}

function isThere(version: RealVersion): boolean {
  const kubebuilder = process.env['KUBEBUILDER_ASSETS'];
  const named = kubebuilder !== undefined && isComplete(kubebuilder) && versionOf(kubebuilder) === version;
  return named || isComplete(assetsDir(version));
}

function isComplete(folder: string): boolean {
  try {
    for (const name of ['etcd', 'kube-apiserver']) accessSync(join(folder, name), constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function versionOf(folder: string): string | undefined {
  const output = execFileSync(join(folder, 'kube-apiserver'), ['--version'], { encoding: 'utf8', timeout: 20_000 });
  return /v(\d\S*)/.exec(output)?.[1];
}

function hasGo(): boolean {
  try {
    execFileSync('go', ['version'], { stdio: 'ignore', timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}
