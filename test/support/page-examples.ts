import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

const ROOT = resolve(__dirname, '../..');

/** A program on a page of the documentation. */
export interface PageExample {
  readonly page: string;
  /** Where it would be as a file of this repository. */
  readonly file: string;
  readonly text: string;
}

/** The programs of these pages: every block of TypeScript. */
export function examplesOn(pages: readonly string[]): readonly PageExample[] {
  return pages.flatMap((page) =>
    [...readFileSync(join(ROOT, page), 'utf8').matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, text = ''], index) => ({
      page,
      file: join(__dirname, `page-${page.replaceAll(/\W/g, '-')}-${String(index)}.ts`),
      text,
    })),
  );
}

/** Type errors of examples, by file; one compilation for all of them. */
export function typeErrorsOf(examples: readonly PageExample[]): ReadonlyMap<string, readonly string[]> {
  const config = ts.readConfigFile(join(ROOT, 'tsconfig.all.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, ROOT);
  const texts = new Map(examples.map(({ file, text }) => [file, text]));
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
    examples.map(({ file }) => {
      const source = program.getSourceFile(file);
      const found = source
        ? [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
        : [];
      return [file, found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))];
    }),
  );
}

/** What an example exports; it runs with the modules of the library as they are in the sources. */
export function exportsOf(text: string): Readonly<Record<string, unknown>> {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exported: Record<string, unknown> = {};
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
  new Function('require', 'exports', outputText)((name: string) => jest.requireActual<object>(name), exported);
  return exported;
}
