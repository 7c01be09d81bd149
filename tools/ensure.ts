import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ToolsContext } from './context';
import { systemCode, ToolsError } from './errors';
import { goBuild } from './go';
import type { GoPlatform } from './go';
import { isAlive, withLock } from './lock';
import { buildArguments, PARTS } from './parts';
import type { PartSpec } from './parts';
import { builtPart, isComplete, lookUp, MANIFEST, storeRoot } from './store';
import type { BuiltPart, Manifest, PartPlace } from './store';

/** Gives a part from the cache, or builds it there; one process at a time builds, the others wait for it. */
export async function ensurePart(place: PartPlace, context: ToolsContext): Promise<BuiltPart> {
  const cached = lookUp(place, context);
  if (cached !== undefined) {
    context.progress(place.part, `cached (${place.version})`);
    return cached;
  }
  const { go, folder } = place;
  if (go === undefined || folder === undefined) {
    throw goMissing(place);
  }
  const lock = {
    timeoutMs: context.lockTimeoutMs,
    signal: context.signal,
    onWait: (holder: string) => context.progress(place.part, `waiting for ${holder}, which builds it`),
  };
  return withLock(`${folder}.lock`, lock, async () => {
    const meanwhile = lookUp(place, context);
    if (meanwhile !== undefined) {
      context.progress(place.part, `cached (${place.version}, built by another process)`);
      return meanwhile;
    }
    await buildPart(place, go, folder, context);
    return builtPart(place, folder);
  });
}

async function buildPart(place: PartPlace, go: GoPlatform, folder: string, context: ToolsContext): Promise<void> {
  removeLeftovers(folder, context);
  const draft = `${folder}.draft-${process.pid}`;
  const scratch = join(draft, 'scratch');
  const log = join(context.cache, 'logs', `${place.part}.log`);
  mkdirSync(draft, { recursive: true });
  mkdirSync(join(context.cache, 'logs'), { recursive: true });
  writeFileSync(log, `# ${place.part} ${place.version}, ${go.version} ${go.os}/${go.arch}\n`);
  const { binaries }: PartSpec = PARTS[place.part];
  const start = Date.now();
  try {
    for (const [index, spec] of binaries.entries()) {
      context.progress(place.part, `building ${spec.name} (${index + 1}/${binaries.length}) ...`);
      const since = Date.now();
      await goBuild(
        {
          folder: join(context.sources, place.part),
          args: [...buildArguments(spec, place.version), '-o', join(draft, spec.name), spec.package],
          what: `${spec.name} of ${place.part} ${place.version}`,
          log,
          scratch,
        },
        context,
      );
      context.progress(place.part, `... ${spec.name} built in ${seconds(since)} s`);
    }
    const manifest: Manifest = { digest: place.digest, go };
    writeFileSync(join(draft, MANIFEST), `${JSON.stringify(manifest)}\n`);
    rmSync(scratch, { recursive: true, force: true });
    publish(draft, folder, place);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  context.progress(place.part, `built in ${seconds(start)} s`);
}

/** Moves the finished folder into place; if a complete one is there by now, that one stays. */
function publish(draft: string, folder: string, place: PartPlace): void {
  try {
    renameSync(draft, folder);
  } catch (error) {
    const code = systemCode(error);
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') {
      throw error;
    }
    if (!isComplete(folder, place.part)) {
      rmSync(folder, { recursive: true, force: true });
      renameSync(draft, folder);
    }
  }
}

/** Removes the drafts that ended processes have left behind. */
function removeLeftovers(folder: string, context: ToolsContext): void {
  const root = storeRoot(context);
  for (const name of readdirSync(root)) {
    const path = join(root, name);
    const pid = path.startsWith(`${folder}.draft-`) ? Number(path.slice(`${folder}.draft-`.length)) : Number.NaN;
    if (Number.isInteger(pid) && (pid === process.pid || !isAlive(pid))) {
      rmSync(path, { recursive: true, force: true });
    }
  }
}

function goMissing(place: PartPlace): ToolsError {
  return new ToolsError(
    'TOOLS_GO_MISSING',
    `${place.part} ${place.version} is not in the cache and has to be built, but there is no "go" in PATH. ` +
      'Install Go 1.26 or newer, or let KUBEBUILDER_ASSETS name a folder with etcd, kube-apiserver and kubectl.',
  );
}

function seconds(since: number): string {
  return ((Date.now() - since) / 1000).toFixed(0);
}
