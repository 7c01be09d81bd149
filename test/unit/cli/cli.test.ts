import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../../../lib/cli/catalogue';
import { COLOUR } from '../../../lib/report';
import { colonnade } from './support';

const VERSION = (JSON.parse(readFileSync(join(__dirname, '../../../package.json'), 'utf8')) as { version: string })
  .version;

describe('usage', () => {
  test.each([['help'], ['--help'], ['-h']])('%s prints commands and exit codes and ends well', async (arg) => {
    const { code, out, err } = await colonnade([arg]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const word of ['init', 'check', 'explain', 'versions', 'schema', 'worker', 'join-token', 'Exit codes'])
      expect(out).toContain(word);
  });
  test('without a command help goes to standard error, with exit code 2', async () => {
    const { code, out, err } = await colonnade([]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('Usage: colonnade');
  });
  test('help of a command lists its options', async () => {
    expect((await colonnade(['help', 'check'])).out).toContain('--timeout <seconds>');
  });
  test('--version prints the version of the package', async () => {
    expect((await colonnade(['--version'])).out).toBe(`${VERSION}\n`);
  });
  test.each([
    [['explian'], 'explain'],
    [['explain', '--jsno'], '--json'],
    [['explain', 'CLN0001', 'CLN0002'], 'too many arguments'],
    [['check', '--timeout', 'soon'], 'whole seconds'],
    [['check', '--timeout', '0'], 'whole seconds'],
  ])('%j is refused with exit code 2 and a hint', async (args, hint) => {
    const { code, out, err } = await colonnade(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(hint);
  });
  test('with --json a refusal is a finding on standard output', async () => {
    const ran = await colonnade(['bogus', '--json']);
    expect(ran.code).toBe(2);
    expect(ran.json()).toMatchObject({ ok: false, findings: [{ code: 'CLN9050', severity: 'error' }] });
    expect(ran.err).toContain('bogus');
  });
});

describe('docs/cli.md', () => {
  test('names every command and every option', async () => {
    const page = readFileSync(join(__dirname, '../../../docs/cli.md'), 'utf8');
    for (const command of ['init', 'check', 'explain', 'versions', 'schema', 'worker', 'join-token']) {
      const { out } = await colonnade(['help', command]);
      const options = [...out.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, option]) => option);
      for (const word of [`\`${command}`, ...options.filter((option) => option !== '--help')]) {
        expect(page).toContain(word);
      }
    }
  });
});

describe('explain', () => {
  test.each([['CLN0004'], ['cln0004'], ['4'], ['0004']])('finds a code typed as %s', async (typed) => {
    const { code, out } = await colonnade(['explain', typed]);
    expect(code).toBe(0);
    expect(out).toMatch(/^CLN0004 {2}an unusable construct id/);
  });
  test('knows every code once, each with a title and a reason', () => {
    const codes = catalogue().map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
    for (const entry of catalogue()) {
      expect(entry.code).toMatch(/^CLN\d{4}$/);
      expect(entry.title).not.toBe('');
      expect(entry.explanation.length).toBeGreaterThan(20);
    }
  });
  test('shows a wrong and a right program for every check', async () => {
    const checks = catalogue().filter(({ stage }) => stage === 'check');
    for (const { code } of checks) {
      const { out } = await colonnade(['explain', code]);
      expect(out).toMatch(/\nWrong\n\n {4}\S[\s\S]*\nRight\n\n {4}\S/);
    }
  });
  test('lists all codes without an argument, also as JSON', async () => {
    const { out } = await colonnade(['explain']);
    const listed = (await colonnade(['explain', '--json'])).json() as { readonly code: string }[];
    expect(out.trimEnd().split('\n')).toHaveLength(listed.length);
    expect(listed).toEqual(expect.arrayContaining([expect.objectContaining({ code: 'CLN0001' })]));
  });
  test.each([
    ['CLN0009', 'CLN0008'],
    ['unusable id', 'CLN0004'],
  ])('says which codes are near %s', async (typed, near) => {
    const ran = await colonnade(['explain', typed, '--json']);
    expect(ran.code).toBe(2);
    expect(ran.json()).toMatchObject({
      ok: false,
      findings: [{ code: 'CLN9056', path: typed, fix: expect.stringContaining(near) as string }],
    });
  });
  test('says where the list is when nothing is near', async () => {
    expect((await colonnade(['explain', 'xyzzy'])).err).toContain('colonnade explain lists all codes');
  });
  test('marks codes on a terminal only', async () => {
    expect((await colonnade(['explain', '4'], { style: COLOUR })).out).toContain('\u001b[31mCLN0004');
    expect((await colonnade(['explain', '4'])).out).not.toContain('\u001b');
  });
});

describe('versions', () => {
  test('lists the minors with their components, newest first', async () => {
    const table = (await colonnade(['versions', '--json'])).json();
    expect(table).toMatchObject({
      colonnade: VERSION,
      managementMinimum: '1.33',
      kubernetes: [
        { minor: '1.36', newestKnown: '1.36.3', etcd: '3.6.16', kubelets: { oldest: '1.33', newest: '1.36' } },
        { minor: '1.35' },
        { minor: '1.34' },
        { minor: '1.33' },
      ],
    });
  });
  test('prints a table for people', async () => {
    const { out } = await colonnade(['versions']);
    expect(out).toMatch(/^ {2}1\.36 +1\.36\.3 +3\.6\.16 +/m);
    expect(out).toContain('1.33 or newer, with cert-manager');
  });
});

describe('schema', () => {
  test('prints the JSON Schema of fleet.json', async () => {
    const { code, ...ran } = await colonnade(['schema']);
    expect(code).toBe(0);
    expect(ran.json()).toMatchObject({ $schema: expect.stringContaining('2020-12') as string, type: 'object' });
  });
});
