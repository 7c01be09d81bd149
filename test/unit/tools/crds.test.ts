import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { definitionsOf } from '../../../tools/crds/definition';
import { fetchAll } from '../../../tools/crds/fetch';
import { planOf } from '../../../tools/crds/plan';
import type { Pins } from '../../../tools/crds/plan';
import { SOURCES } from '../../../tools/crds/sources';

const ROOT = resolve(__dirname, '../../..');
const PINS = JSON.parse(readFileSync(join(ROOT, 'tools/crds/pins.json'), 'utf8')) as Pins;
const NAME = 'things.example.org';
const SOURCE = { folder: 'example', repository: 'acme/things', commit: 'abc1234', paths: ['old', 'crds'] };

const definition = (extra = '', spec = 'group: example.org') => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: ${NAME}
${extra}spec:
  ${spec}
`;

const pinOf = (text: string) => definitionsOf(text)[0]?.sha256 ?? '';

describe('a definition', () => {
  test('is the same without conversion, CA injection, status, and in another order', () => {
    const upstream = `---\n# made by a generator\n${definition(
      '  annotations: { cert-manager.io/inject-ca-from: a/b }\n  creationTimestamp: null\n',
      'conversion: { strategy: Webhook }\n  group: example.org',
    )}status: {}\n`;
    expect(pinOf(upstream)).toBe(pinOf(definition()));
    expect(definitionsOf(upstream)[0]?.text).not.toMatch(/conversion|inject|status/);
  });

  test('is another one with another content', () => {
    expect(pinOf(definition('', 'group: example.com'))).not.toBe(pinOf(definition()));
  });
});

describe('the plan', () => {
  test('has a source for every pin, and a pin for every source', () => {
    expect(Object.keys(PINS).sort()).toEqual(SOURCES.map(({ folder }) => folder).sort());
    const plan = planOf(PINS);
    expect(plan.length).toBeGreaterThan(150);
    expect(plan.filter(({ sha256, urls }) => !/^[0-9a-f]{64}$/.test(sha256) || urls.length === 0)).toEqual([]);
    expect(plan.flatMap(({ urls }) => urls).filter((url) => !URL.canParse(url))).toEqual([]);
    expect(plan.find(({ name }) => name === 'datastores.kamaji.clastix.io')?.urls).toEqual([
      'https://raw.githubusercontent.com/clastix/kamaji/ddbabd8/charts/kamaji/crds/kamaji.clastix.io_datastores.yaml',
    ]);
    expect(plan.find(({ name }) => name === 'applications.argoproj.io')?.urls[0]).toMatch(/\/application-crd\.yaml$/);
  });

  test('refuses pins of a project that has no source', () => {
    expect(() => planOf({ nobody: { [NAME]: '' } })).toThrow('nobody');
  });
});

describe('fetching, from a server on this machine that stands for the repositories', () => {
  const files = new Map<string, string>();
  let server: Server;
  let origin: string;
  let root: string;

  beforeAll(async () => {
    server = createServer(({ url = '' }, response) => {
      const text = files.get(url);
      response.writeHead(text === undefined ? 404 : text === 'broken' ? 500 : 200).end(text);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });

  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });

  beforeEach(() => {
    files.clear();
    root = mkdtempSync(join(tmpdir(), 'colonnade-crds-'));
  });

  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  const PATH = '/acme/things/abc1234/crds/example.org_things.yaml';
  const plan = (text = definition()) => planOf({ example: { [NAME]: pinOf(text) } }, [SOURCE], origin);

  test('writes what is as pinned, from the first place that has it, and only once', async () => {
    files.set(PATH, definition('  annotations: { cert-manager.io/inject-ca-from: a/b }\n'));
    expect(await fetchAll(plan(), root)).toEqual({ kept: 0, written: 1, problems: [] });
    expect(pinOf(readFileSync(join(root, 'example', `${NAME}.yaml`), 'utf8'))).toBe(pinOf(definition()));
    files.clear();
    expect(await fetchAll(plan(), root)).toEqual({ kept: 1, written: 0, problems: [] });
    expect(readdirSync(root)).toEqual(['example']);
  });

  test.each([
    ['another content', definition('', 'group: example.com'), 'not what was pinned'],
    ['another definition', definition().replaceAll('things.', 'others.'), 'does not define it'],
    ['no YAML', 'a: [', 'does not define it'],
    ['an error', 'broken', 'answered 500'],
    ['nothing', undefined, 'nowhere among'],
  ])('refuses %s and writes nothing', async (_what, text, reason) => {
    if (text !== undefined) files.set(PATH, text);
    const { written, problems } = await fetchAll(plan(), root);
    expect(written).toBe(0);
    expect(problems).toEqual([expect.stringContaining(reason)]);
    expect(readdirSync(root)).toEqual([]);
  });

  test('replaces a file that somebody changed', async () => {
    files.set(PATH, definition());
    await fetchAll(plan(), root);
    writeFileSync(join(root, 'example', `${NAME}.yaml`), definition('', 'group: example.com'));
    expect(await fetchAll(plan(), root)).toMatchObject({ written: 1 });
  });

  test('the command says what is missing and ends with 1', async () => {
    const main = join(ROOT, 'tools/crds/main.ts');
    const env = { ...process.env, COLONNADE_CRDS_SOURCE: origin };
    const child = spawn(process.execPath, ['--import', 'tsx', main, '--into', root], { env, cwd: ROOT });
    let said = '';
    child.stderr.on('data', (data: Buffer) => (said += data.toString()));
    const code = await new Promise((done) => child.once('close', done));
    expect(said).toContain('kamaji/datastores.kamaji.clastix.io: nowhere among');
    expect(code).toBe(1);
  });
});
