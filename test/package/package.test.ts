import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { COMMONJS, ESM, STOCK, tsconfig, TYPESCRIPT } from './programs';
import {
  contents,
  digests,
  ENTRY_POINTS,
  makePulumiProject,
  makeProject,
  pack,
  remove,
  ROOT,
  runIn,
  scratchFolder,
} from './support';

jest.setTimeout(1_000_000);

const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');
const NODE = process.execPath;
let scratch: string;
let tarball: string;
let expected: Readonly<Record<string, string>>;

beforeAll(async () => {
  scratch = scratchFolder();
  tarball = pack(scratch);
  const project = await makeProject(join(scratch, 'commonjs'), tarball, { 'main.js': COMMONJS });
  await runIn(project, NODE, ['main.js']);
  expected = digests(join(project, 'out'));
});

afterAll(() => remove(scratch));

describe('the tarball', () => {
  test('holds JavaScript, declarations, maps, the manifest of the Pulumi plugin and what npm always adds, nothing else', () => {
    const strange = contents(tarball).filter((path) => !/^dist\/.+\.(js|d\.ts|js\.map|d\.ts\.map)$/.test(path));
    expect([...strange].sort()).toEqual([
      ...['LICENSE', 'README.md', 'package.json'],
      ...['pulumi-plugin/PulumiPlugin.yaml', 'pulumi-plugin/package.json'],
    ]);
  });
  test('holds nothing without a source (npm run clean removes what an older build left)', () => {
    const stale = contents(tarball)
      .filter((path) => path.endsWith('.js'))
      .filter((path) => !existsSync(join(ROOT, path.replace(/^dist\//, 'lib/').replace(/\.js$/, '.ts'))));
    expect(stale).toEqual([]);
  });
  test('runs nothing when it is installed', () => {
    const { scripts = {} } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      scripts?: Record<string, string>;
    };
    expect(Object.keys(scripts).filter((name) => /^(pre|post)?(install|prepare)$/.test(name))).toEqual([]);
  });
  test('is well-formed for publint', async () => {
    await runIn(scratch, NODE, [join(ROOT, 'node_modules/publint/src/cli.js'), 'run', tarball, '--strict']);
  });
  test('has the right types under every module system that knows subpath exports', async () => {
    await runIn(scratch, NODE, [
      join(ROOT, 'node_modules/@arethetypeswrong/cli/dist/index.js'),
      tarball,
      '--profile=node16',
      '--no-definitely-typed',
    ]);
  });
});

let withPulumi: Promise<string> | undefined;

/** One for all doors, made when the first of them is tried. */
function pulumiProject(): Promise<string> {
  return (withPulumi ??= makePulumiProject(join(scratch, 'pulumi'), tarball));
}

describe('installed into an empty project', () => {
  test('it wrote the files of the quickstart, the same on every run', async () => {
    expect(Object.keys(expected)).toEqual([
      'eu-1/management-cluster.yaml',
      'eu-1/store-shared.yaml',
      'eu-1/tenant-team-a.yaml',
      'eu-1/tenant-team-b.yaml',
      'fleet.json',
    ]);
    const project = join(scratch, 'commonjs');
    await runIn(project, NODE, ['main.js']);
    expect(digests(join(project, 'out'))).toEqual(expected);
  });
  test('ES modules import it by name, with the same output', async () => {
    const project = await makeProject(join(scratch, 'esm'), tarball, { 'main.js': ESM }, { type: 'module' });
    await runIn(project, NODE, ['main.js']);
    expect(digests(join(project, 'out'))).toEqual(expected);
  });
  test('what needs Pulumi says so in a project that has none', async () => {
    const project = join(scratch, 'commonjs');
    await expect(runIn(project, NODE, ['-e', "require('colonnade/pulumi')"])).rejects.toThrow(
      /Cannot find module '@pulumi\//,
    );
  });
  test.each(ENTRY_POINTS)('CommonJS and ES modules see the same names in %s', async (entry) => {
    const needsPulumi = entry.startsWith('colonnade/pulumi');
    const project = needsPulumi ? await pulumiProject() : join(scratch, 'commonjs');
    const required = await runIn(project, NODE, ['-p', `JSON.stringify(Object.keys(require('${entry}')).sort())`]);
    const imported = await runIn(project, NODE, [
      '--input-type=module',
      '-e',
      `import * as door from '${entry}';
       const names = Object.keys(door).filter((name) => !['default', 'module.exports', '__esModule'].includes(name));
       console.log(JSON.stringify(names.sort()));`,
    ]);
    expect(JSON.parse(imported)).toEqual(JSON.parse(required));
    expect(JSON.parse(required)).not.toEqual([]);
  });
  test.each([
    ['node16', 'node16', 'commonjs'],
    ['node16', 'node16', 'module'],
    ['esnext', 'bundler', 'module'],
  ])(
    'TypeScript with module %s, moduleResolution %s compiles it (type: %s), with the same output',
    async (module, resolution, type) => {
      const name = `ts-${resolution}-${type}`;
      const files = { 'main.ts': TYPESCRIPT, 'tsconfig.json': tsconfig(module, resolution) };
      const project = await makeProject(join(scratch, name), tarball, files, { type });
      await runIn(project, NODE, [TSC, '-p', '.']);
      await runIn(project, NODE, ['js/main.js']);
      expect(digests(join(project, 'out'))).toEqual(expected);
    },
  );
  test('TypeScript refuses what the types refuse', async () => {
    const project = join(scratch, 'commonjs');
    writeFileSync(join(project, 'main.ts'), TYPESCRIPT.replace("version: '1.36.3'", "version: '1.20.0'"));
    writeFileSync(join(project, 'tsconfig.json'), tsconfig('node16', 'node16'));
    await expect(runIn(project, NODE, [TSC, '-p', '.', '--noEmit'])).rejects.toThrow(/'"1\.20\.0"'|"1\.20\.0"/);
  });
  test('a stock cdk8s synth writes the same objects', async () => {
    const files = { 'main.js': STOCK, 'cdk8s.yaml': 'language: typescript\napp: node main.js\noutput: out\n' };
    const project = await makeProject(join(scratch, 'stock'), tarball, files);
    await runIn(project, NODE, [join(ROOT, 'node_modules/cdk8s-cli/bin/cdk8s'), 'synth', '--check-upgrade=false']);
    expect(documents(join(project, 'out'))).toEqual(documents(join(scratch, 'commonjs/out')));
  });
  test('the command is there and explains', async () => {
    const out = await runIn(join(scratch, 'commonjs'), 'node_modules/.bin/colonnade', ['explain', 'CLN0004']);
    expect(out).toContain('an unusable construct id');
  });
  test('the import alone loads no engine, no PKI and no Pulumi', async () => {
    const loaded = await runIn(join(scratch, 'commonjs'), NODE, [
      '-p',
      "require('colonnade'); JSON.stringify(Object.keys(require.cache))",
    ]);
    const unasked = /dist\/(pki|pulumi|engines\/(?!native\/labels)[^/]+)\/|node_modules\/@pulumi\//;
    expect((JSON.parse(loaded) as string[]).filter((file) => unasked.test(file))).toEqual([]);
  });
  test('the library loads nothing that synthesis does not need', async () => {
    const loaded = await runIn(join(scratch, 'commonjs'), NODE, [
      '-e',
      "require('cdk8s'); const before = new Set(Object.keys(require.cache)); require('colonnade'); require('colonnade/engines/native'); require('colonnade/hosts/existing');" +
        'console.log(JSON.stringify(Object.keys(require.cache).filter((file) => !before.has(file))));',
    ]);
    const files = (JSON.parse(loaded) as string[]).map((file) => file.split('/node_modules/').at(-1) ?? file);
    const packages = [...new Set(files.map((file) => /^(@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? file))].sort();
    expect(packages.filter((name) => /^(@pulumi\/|yaml$|commander$|kubernetes-types$|@peculiar\/)/.test(name))).toEqual(
      [],
    );
    expect(
      files.filter((file) =>
        /^colonnade\/dist\/(cli|testing)\/|fleet-schema|fleet\/describe\/describe-|synth\/(run|write-directory)/.test(
          file,
        ),
      ),
    ).toEqual([]);
  });
});

describe('colonnade init', () => {
  test('makes a project that synthesizes at once', async () => {
    const bin = join(scratch, 'commonjs/node_modules/.bin/colonnade');
    await runIn(scratch, bin, ['init', 'fresh', '--library', `file:${tarball}`]);
    const project = join(scratch, 'fresh');
    await runIn(project, 'npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--no-package-lock']);
    const said = await runIn(project, 'npm', ['run', '--silent', 'synth']);
    expect(said).toContain('fleet acme');
    expect(digests(join(project, 'out'))).toEqual(expected);
    await runIn(project, 'npm', ['run', '--silent', 'typecheck']);
    expect(await runIn(project, 'npm', ['run', '--silent', 'check'])).toContain('0 errors');
  });
});

/** Every document below a folder, by kind, namespace and name. */
function documents(folder: string): Readonly<Record<string, unknown>> {
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .flatMap((path) => parseAllDocuments(readFileSync(join(folder, path), 'utf8')))
    .map((document) => document.toJS() as { kind: string; metadata: { name: string; namespace?: string } } | null)
    .filter((object) => object !== null)
    .map((object) => [`${object.kind} ${object.metadata.namespace ?? ''}/${object.metadata.name}`, object] as const);
  const byName = Object.fromEntries(found);
  expect(Object.keys(byName)).toHaveLength(found.length);
  return byName;
}
