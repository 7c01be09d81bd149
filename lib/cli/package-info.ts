import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Version of this package, for example `1.2.3`. */
export function libraryVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) return String(manifest.version);
  return 'unknown';
}
