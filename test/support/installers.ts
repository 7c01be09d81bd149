import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { ColonnadeError } from '../../lib/findings';
import type { InstallerFiles } from '../../lib/installers/installer';
import type { JsonObject } from '../../lib/kubernetes';
import type { AnyObject } from './judge';

/** The content of one file of an installation. */
export function contentOf({ files }: InstallerFiles, path: string): string {
  const file = files.find((candidate) => candidate.path === path);
  if (file === undefined)
    throw new Error(`${path} is not among ${files.map((candidate) => candidate.path).join(', ')}`);
  return file.content;
}

/** The YAML documents of one file of an installation. */
export function documentsOf(installation: InstallerFiles, path: string): readonly JsonObject[] {
  return parseAllDocuments(contentOf(installation, path)).map((document) => document.toJS() as JsonObject);
}

/** An object of Kubernetes, as an API server is sent it. */
export type SentObject = AnyObject & { readonly spec: JsonObject };

/** The objects of one file of an installation, in a namespace where they name none. */
export function objectsOf(installation: InstallerFiles, path: string): readonly SentObject[] {
  return parseAllDocuments(contentOf(installation, path)).map((document) => {
    const object = document.toJS() as SentObject;
    return { ...object, metadata: { namespace: 'default', ...object.metadata } };
  });
}

/** Codes and properties of everything that is refused, for example `CLN8000 controlPlanes`; empty when nothing is. */
export function refusals(act: () => unknown): readonly string[] {
  try {
    act();
    return [];
  } catch (error) {
    if (!ColonnadeError.is(error)) throw error;
    return error.findings.map(({ code, property }) => `${code} ${property}`);
  }
}

/** What people would read: all files one after the other. */
function asText({ files, notes }: InstallerFiles): string {
  const parts = files.map(
    ({ path, content, executable }) => `=== ${path}${executable === true ? ' (executable)' : ''}\n${content}`,
  );
  return [...parts, `=== notes\n${notes.map((note) => `- ${note}\n`).join('')}`].join('');
}

/** Compares an installation with a text that somebody has read; COLONNADE_UPDATE_GOLDEN=1 writes it. */
export function expectGolden(folder: string, name: string, installation: InstallerFiles): void {
  const path = join(folder, 'golden', `${name}.txt`);
  const text = asText(installation);
  if (process.env['COLONNADE_UPDATE_GOLDEN'] === '1') {
    mkdirSync(join(folder, 'golden'), { recursive: true });
    writeFileSync(path, text);
  }
  expect(text).toBe(readFileSync(path, 'utf8'));
}

/** What looks like a secret in a text that is kept in version control: keys, tokens, pull secrets. */
const SECRETS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\b[a-z0-9]{6}\.[a-z0-9]{16}\b/,
  /\b[0-9a-f]{64}\b/,
  /"auths"\s*:/,
  /\bK10[0-9a-f]{40,}/,
];

/** Names of files of an installation that hold what looks like a secret. */
export function secretsIn({ files }: InstallerFiles): readonly string[] {
  return files.filter(({ content }) => SECRETS.some((pattern) => pattern.test(content))).map(({ path }) => path);
}
