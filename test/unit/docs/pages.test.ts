import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const ROOT = join(__dirname, '../../..');

function pages(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder)).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(join(ROOT, path)).isDirectory()) return path === 'docs/api' ? [] : pages(path);
    return name.endsWith('.md') ? [path] : [];
  });
}

const PAGES = [
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md', 'tools/README.md'],
  ...pages('docs'),
  ...pages('examples'),
];

describe('links', () => {
  test.each(PAGES)('of %s lead somewhere', (page) => {
    const text = readFileSync(join(ROOT, page), 'utf8').replace(/^```[\s\S]*?^```/gm, '');
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target ?? '');
    const broken = targets
      .filter((target) => !/^(https?:|#|mailto:)/.test(target))
      .filter((target) => !existsSync(join(ROOT, dirname(page), target.replace(/#.*$/, ''))));
    expect(broken).toEqual([]);
  });
});

describe('docs/features.md', () => {
  const rows = readFileSync(join(ROOT, 'docs/features.md'), 'utf8')
    .split('\n')
    .filter((line) => /^\| [A-H]\d/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, id = '', , state = '', , proof = '']) => ({ id, state, proof }));
  const lengths = { A: 9, B: 12, C: 13, D: 6, E: 7, F: 4, G: 4, H: 10 };

  test('has every row once, in order', () => {
    const ids = Object.entries(lengths).flatMap(([letter, length]) =>
      Array.from({ length }, (_, index) => `${letter}${index + 1}`),
    );
    expect(rows.map(({ id }) => id)).toEqual(ids);
  });
  test('names a test for what works, and none for what is planned', () => {
    for (const { id, state, proof } of rows) {
      expect([id, state]).toEqual([id, expect.stringMatching(/^(works|partly|planned)$/)]);
      expect([id, proof !== '']).toEqual([id, state !== 'planned']);
    }
  });
});

describe('docs/dependencies.md', () => {
  test('has a reason for each dependency, and for nothing else', () => {
    const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Readonly<
      Record<'dependencies' | 'devDependencies' | 'peerDependencies', Readonly<Record<string, string>>>
    >;
    const used = ['dependencies', 'devDependencies', 'peerDependencies'] as const;
    const names = new Set(used.flatMap((kind) => Object.keys(manifest[kind])));
    const explained = readFileSync(join(ROOT, 'docs/dependencies.md'), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name));
    expect([...explained].sort()).toEqual([...names].sort());
  });
});

describe('docs/adr', () => {
  const decisions = pages('docs/adr').filter((page) => /\/\d{4}-/.test(page));
  test.each(decisions)('%s has context, decision and consequences, and is listed', (page) => {
    const headings = [...readFileSync(join(ROOT, page), 'utf8').matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(['Context', 'Decision', 'Consequences']);
    expect(readFileSync(join(ROOT, 'docs/adr/README.md'), 'utf8')).toContain(`(${relative('docs/adr', page)})`);
  });
});
