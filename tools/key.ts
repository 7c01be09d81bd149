import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemCode, ToolsError } from './errors';
import { GO_ENVIRONMENT } from './go';
import type { GoPlatform } from './go';
import { buildArguments, PARTS, partVersion } from './parts';
import type { PartName, PartSpec } from './parts';

const short = (hex: string): string => hex.slice(0, 16);

/** Names every input of a build but Go itself: go.mod, go.sum, the Go sources and the build's arguments. */
export function sourcesDigest(sources: string, part: PartName): string {
  const folder = join(sources, part);
  const hash = createHash('sha256');
  for (const file of sourceFiles(folder)) {
    const content = readFileSync(join(folder, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  const { binaries }: PartSpec = PARTS[part];
  const version = partVersion(sources, part);
  const commands = binaries.map((spec) => [spec.name, spec.package, ...buildArguments(spec, version)]);
  hash.update(JSON.stringify([commands, GO_ENVIRONMENT]));
  return short(hash.digest('hex'));
}

/** The key under which a part's binaries are kept: its sources, Go's version and the platform. */
export function partKey(digest: string, go: GoPlatform): string {
  return short(
    createHash('sha256')
      .update(JSON.stringify([digest, go.version, go.os, go.arch]))
      .digest('hex'),
  );
}

function sourceFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /(^|\/)go\.(mod|sum)$|\.go$/.test(file))
      .sort();
  } catch (error) {
    if (systemCode(error) === 'ENOENT') {
      throw new ToolsError('TOOLS_BAD_SOURCES', `The wrapper module ${folder} is not there.`);
    }
    throw error;
  }
}
