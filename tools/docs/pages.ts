import { format } from 'prettier';
import { catalogue } from '../../lib/cli/catalogue';
import type { CatalogueEntry } from '../../lib/cli/catalogue';
import type { Page } from './folder';
import { PREAMBLE } from './preamble';
import { programsOf } from './programs';

/** The subjects of codes, by their first two digits. */
const SUBJECTS: Readonly<Record<string, string>> = {
  '00': 'Shape of the input',
  '10': 'Networks',
  '11': 'Names',
  '12': 'Endpoints',
  '13': 'Versions',
  '14': 'Datastores',
  '15': 'Workers',
  '20': 'Availability',
  '21': 'Capacity',
  '30': 'Host and engine',
  '32': 'Hosts of clouds',
  '33': 'Machines of clouds, and places without nodes',
  '40': 'Security',
  '50': 'Patches',
  '60': 'Acknowledgements',
  '70': 'Kamaji',
  '72': 'k0smotron',
  '73': 'k0s',
  '74': 'Cluster API',
  '80': 'Installers',
  '90': 'Tools and files',
};

/** Where a finding comes from, in words. */
const STAGES: Readonly<Record<CatalogueEntry['stage'], string>> = {
  input: 'Found when a construct is made or described.',
  check: 'Found by a check over the whole fleet.',
  output: 'Found while the output is written.',
  installer: 'Found when an installer is asked for its files.',
  command: 'Found by the `colonnade` command.',
};

/** All pages of docs/checks: one for each code, and the table of them. */
export async function pages(): Promise<readonly Page[]> {
  const entries = catalogue();
  const byCode = await Promise.all(
    entries.map(async (entry) => ({ name: `${entry.code}.md`, text: await pageOf(entry) })),
  );
  return [{ name: 'README.md', text: await tableOf(entries) }, ...byCode];
}

async function pageOf(entry: CatalogueEntry): Promise<string> {
  const programs = programsOf(entry);
  const lines = [
    MADE,
    '',
    `# ${entry.code}: ${entry.title}`,
    '',
    `${capital(entry.severity)}. ${STAGES[entry.stage]} ${consequenceOf(entry)}`,
    '',
    entry.explanation.replaceAll(/(https:\/\/[^\s)]*[^\s).,])/g, '<$1>'),
    '',
  ];
  if (programs) {
    lines.push(
      '## Wrong',
      '',
      ...(await code(programs.wrong)),
      '',
      '## Right',
      '',
      ...(await code(programs.right)),
      '',
    );
    lines.push('Both stand behind the [preamble](README.md#programs) that all pages share.', '');
  }
  return lines.join('\n');
}

function consequenceOf({ severity, code, stage }: CatalogueEntry): string {
  if (stage === 'installer') return 'There are no files while it stands.';
  if (severity === 'error') return 'Nothing is written while it stands.';
  if (code.startsWith('CLN60')) return 'It stands until the acknowledgement is mended.';
  return `It can be accepted with \`acknowledge('${code}', reason)\` on the construct or on anything above it.`;
}

async function tableOf(entries: readonly CatalogueEntry[]): Promise<string> {
  const lines = [
    MADE,
    '',
    '# Findings',
    '',
    'Everything that Colonnade refuses or warns of, by code. `npx colonnade explain CLN1004` prints the same. Errors stop',
    'synthesis; warnings are printed and can be acknowledged, with a reason, on the construct or on anything above it.',
    '',
  ];
  const subjects = [...new Set(entries.map(({ code: text }) => text.slice(3, 5)))];
  for (const subject of subjects) {
    lines.push(`## ${SUBJECTS[subject] ?? `CLN${subject}`}`, '', '| Code | | What is found |', '|---|---|---|');
    for (const entry of entries.filter(({ code: text }) => text.slice(3, 5) === subject)) {
      lines.push(`| [${entry.code}](${entry.code}.md) | ${entry.severity} | ${entry.title} |`);
    }
    lines.push('');
  }
  lines.push(
    '## Programs',
    '',
    'Every page shows a program that is refused and the same program mended. They stand behind these lines:',
    '',
    ...(await code(PREAMBLE)),
    '',
  );
  return lines.join('\n');
}

const MADE = '<!-- Made by tools/docs/generate.ts from the rules. Do not edit. -->';

async function code(program: string): Promise<string[]> {
  const text = await format(program, {
    parser: 'typescript',
    printWidth: 100,
    singleQuote: true,
    trailingComma: 'all',
  });
  return ['```ts', text.trimEnd(), '```'];
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
