import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MAIN, projectFiles, STARTING_VERSIONS } from '../../../lib/cli/init/templates';
import { colonnade, inFolder } from './support';

const ROOT = join(__dirname, '../../..');
const FILES = ['.gitignore', 'README.md', 'cdk8s.yaml', 'main.ts', 'package.json', 'tsconfig.json'];

describe('init', () => {
  test('writes a project into a new folder and says what to do next', () =>
    inFolder(async (cwd) => {
      const { code, out } = await colonnade(['init', 'my/fleet'], { cwd });
      expect(code).toBe(0);
      expect(readdirSync(join(cwd, 'my/fleet')).sort()).toEqual(FILES);
      expect(out).toContain('Next: cd my/fleet && npm install && npm run synth');
      expect(readFileSync(join(cwd, 'my/fleet/cdk8s.yaml'), 'utf8')).toContain('app: npx tsx main.ts');
    }));
  test('writes into the working directory when it is empty, or a fresh clone', () =>
    inFolder(async (cwd) => {
      mkdirSync(join(cwd, '.git'));
      const { code, out } = await colonnade(['init'], { cwd });
      expect(code).toBe(0);
      expect(out).toContain('Next: npm install && npm run synth');
    }));
  test('refuses a folder that has files and changes nothing', () =>
    inFolder(async (cwd) => {
      writeFileSync(join(cwd, 'precious'), '1');
      const ran = await colonnade(['init', '--json'], { cwd });
      expect(ran.code).toBe(2);
      expect(ran.json()).toMatchObject({
        ok: false,
        findings: [{ code: 'CLN9051', message: expect.stringContaining('precious') as string }],
      });
      expect(readdirSync(cwd)).toEqual(['precious']);
    }));
  test('with --force adds what is missing and overwrites nothing', () =>
    inFolder(async (cwd) => {
      writeFileSync(join(cwd, 'main.ts'), 'mine');
      const ran = await colonnade(['init', '--force', '--json'], { cwd });
      expect(ran.code).toBe(0);
      expect(ran.json()).toMatchObject({
        ok: true,
        kept: ['main.ts'],
        written: FILES.filter((file) => file !== 'main.ts'),
      });
      expect(readFileSync(join(cwd, 'main.ts'), 'utf8')).toBe('mine');
    }));
  test('refuses a file', () =>
    inFolder(async (cwd) => {
      writeFileSync(join(cwd, 'file'), '');
      const ran = await colonnade(['init', 'file', '--json'], { cwd });
      expect(ran.code).toBe(2);
      expect(ran.json()).toMatchObject({ findings: [{ code: 'CLN9052' }] });
    }));
  test('depends on this version, or on what was asked for', () =>
    inFolder(async (cwd) => {
      await colonnade(['init', 'a'], { cwd });
      await colonnade(['init', 'b', '--library', 'file:../colonnade.tgz'], { cwd });
      const asked = (dir: string) =>
        (JSON.parse(readFileSync(join(cwd, dir, 'package.json'), 'utf8')) as { dependencies: Record<string, string> })
          .dependencies['colonnade'];
      expect(asked('a')).toMatch(/^\^\d+\.\d+\.\d+$/);
      expect(asked('b')).toBe('file:../colonnade.tgz');
    }));
  test.each([
    ['Fleet of Acme!', 'fleet-of-acme'],
    ['__', 'fleet'],
    ['colonnade', 'fleet'],
  ])('a folder named %j gives a package name that npm accepts', (folder, name) =>
    inFolder(async (cwd) => {
      await colonnade(['init', folder], { cwd });
      expect(JSON.parse(readFileSync(join(cwd, folder, 'package.json'), 'utf8'))).toMatchObject({ name });
    }),
  );
});

describe('a new project', () => {
  test('starts with the versions that the library is tested with', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    for (const [name, version] of Object.entries(STARTING_VERSIONS)) expect(devDependencies[name]).toBe(version);
  });
  test('has the fleet of the quickstart', () => {
    const body = (text: string) =>
      text
        .slice(text.indexOf('new Fleet('), text.lastIndexOf('});') + 3)
        .replace('new Fleet(scope,', 'new Fleet(app,')
        .replace(/^ {2}/gm, '');
    const quickstart = readFileSync(join(ROOT, 'examples/quickstart/fleet.ts'), 'utf8');
    expect(body(MAIN)).toBe(body(quickstart.replace(/^ {2}/gm, '')));
  });
  test('ignores what it writes', () => {
    expect(projectFiles('x', '1')['.gitignore']).toContain('out/');
  });
});
