import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capabilityTables, engineFacts, immutableFields } from './engine-tables';
import { firewallTables } from './firewall-table';
import { HOST_SECTIONS, hostMatrix } from './host-tables';
import { INSTALLER_SECTIONS, installerMatrix } from './installer-tables';
import { refusedHosts } from './refused-table';

/** A part of a page that is made from data; the rest of the page is written by hand. */
interface Section {
  /** Path of the page from the root of the repository. */
  readonly page: string;
  /** Stands in the two comments around it. */
  readonly name: string;
  readonly text: () => string;
}

const SECTIONS: readonly Section[] = [
  { page: 'docs/tunnel.md', name: 'firewall', text: firewallTables },
  { page: 'docs/engines.md', name: 'facts', text: engineFacts },
  { page: 'docs/engines.md', name: 'immutable', text: immutableFields },
  { page: 'docs/engines.md', name: 'capabilities', text: capabilityTables },
  { page: 'docs/hosts/refused.md', name: 'refused', text: refusedHosts },
  { page: 'docs/installers/README.md', name: 'matrix', text: installerMatrix },
  ...INSTALLER_SECTIONS,
  { page: 'docs/hosts/README.md', name: 'matrix', text: hostMatrix },
  ...HOST_SECTIONS,
];

/** Pages whose sections are not what the data says. */
export function outdatedSections(root: string): readonly string[] {
  return SECTIONS.filter((section) => read(root, section) !== renewed(root, section)).map(
    ({ page, name }) => `${page}: section ${name} is out of date`,
  );
}

/** Writes the sections of all pages. */
export function writeSections(root: string): void {
  for (const section of SECTIONS) writeFileSync(join(root, section.page), renewed(root, section));
}

function read(root: string, { page }: Section): string {
  return readFileSync(join(root, page), 'utf8');
}

function renewed(root: string, section: Section): string {
  const begin = `<!-- ${section.name}: written by npm run docs:generate -->`;
  const end = `<!-- end of ${section.name} -->`;
  const page = read(root, section);
  const start = page.indexOf(begin);
  const stop = page.indexOf(end);
  if (start === -1 || stop < start) throw new Error(`${section.page} has no section ${section.name}`);
  const before = page.slice(0, start);
  const after = page.slice(stop + end.length);
  return `${before}${begin}\n\n${section.text()}\n\n${end}${after}`;
}
