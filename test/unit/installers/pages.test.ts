import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { INSTALLERS } from '../../../lib/installers';
import type { InstallerFiles } from '../../../lib/installers';
import { secretsIn } from '../../support/installers';

const ROOT = resolve(__dirname, '../../..');

const PAGES = [
  'docs/k0s.md',
  ...readdirSync(join(ROOT, 'docs/installers'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/installers/${name}`),
];

interface Example {
  readonly page: string;
  readonly file: string;
  readonly text: string;
}

/** The programs of all pages, as files of this folder. */
const EXAMPLES: readonly Example[] = PAGES.flatMap((page) =>
  [...readFileSync(join(ROOT, page), 'utf8').matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, text = ''], index) => ({
    page,
    file: join(__dirname, `page-${page.replaceAll(/\W/g, '-')}-${String(index)}.ts`),
    text,
  })),
);

/** Type errors of all examples, by file; one compilation for all of them. */
function typeErrors(): ReadonlyMap<string, readonly string[]> {
  const config = ts.readConfigFile(join(ROOT, 'tsconfig.all.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, ROOT);
  const texts = new Map(EXAMPLES.map(({ file, text }) => [file, text]));
  const host = ts.createCompilerHost(options);
  const real = { ...host };
  host.fileExists = (file) => texts.has(file) || real.fileExists(file);
  host.readFile = (file) => texts.get(file) ?? real.readFile(file);
  host.getSourceFile = (file, target, ...rest) => {
    const text = texts.get(file);
    return text === undefined ? real.getSourceFile(file, target, ...rest) : ts.createSourceFile(file, text, target);
  };
  const program = ts.createProgram([...texts.keys()], { ...options, noEmit: true }, host);
  return new Map(
    EXAMPLES.map(({ file }) => {
      const source = program.getSourceFile(file);
      const found = source
        ? [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
        : [];
      return [file, found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))];
    }),
  );
}

/** What an example exports as `installation`; it runs with the modules of the library as they are in the sources. */
function run(text: string): InstallerFiles | undefined {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exported: { installation?: InstallerFiles } = {};
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
  new Function('require', 'exports', outputText)((name: string) => jest.requireActual<object>(name), exported);
  return exported.installation;
}

describe('pages of installers', () => {
  let errors: ReadonlyMap<string, readonly string[]> = new Map();
  beforeAll(() => {
    errors = typeErrors();
  }, 300_000);

  test('there is one for every installer, with an example', () => {
    for (const { name } of INSTALLERS) {
      const page = name === 'k0s' ? 'docs/k0s.md' : `docs/installers/${name}.md`;
      expect(EXAMPLES.map((example) => example.page)).toContain(page);
    }
  });
  test.each(EXAMPLES)('$page: the example compiles', ({ file }) => {
    expect(errors.get(file)).toEqual([]);
  });
  test.each(EXAMPLES.filter(({ text }) => text.includes('export const installation')))(
    '$page: the example gives files, notes and no secret',
    ({ text }) => {
      const installation = run(text);
      expect(installation?.files).not.toEqual([]);
      expect(installation?.notes).not.toEqual([]);
      expect(installation && secretsIn(installation)).toEqual([]);
      for (const { path, content } of installation?.files ?? []) {
        expect(path).toMatch(/^[^/.][^\\]*$/);
        expect(content.endsWith('\n')).toBe(true);
      }
    },
  );
});
