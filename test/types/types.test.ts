import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '../..');
const PROGRAMS = join(__dirname, 'programs');

/** What the compiler has to say about the programs in ./programs, whose expectations of refusal are `@ts-expect-error`. */
function diagnostics(): readonly string[] {
  const { config, error } = ts.readConfigFile(join(ROOT, 'tsconfig.all.json'), (file) =>
    readFileSync(file, 'utf8'),
  ) as {
    config: unknown;
    error?: ts.Diagnostic;
  };
  if (error !== undefined) throw new Error(ts.flattenDiagnosticMessageText(error.messageText, '\n'));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const files = readdirSync(PROGRAMS).map((file) => join(PROGRAMS, file));
  const program = ts.createProgram(files, options);
  return files.flatMap((file) => {
    const source = program.getSourceFile(file);
    const found = [...program.getSemanticDiagnostics(source), ...program.getSyntacticDiagnostics(source)];
    return found.map(({ start = 0, messageText }) => {
      const line = (source?.getLineAndCharacterOfPosition(start).line ?? 0) + 1;
      return `${file}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
  });
}

jest.setTimeout(120_000);

test('programs that should compile do, and lines that should be refused are', () => {
  expect(readdirSync(PROGRAMS)).not.toEqual([]);
  expect(diagnostics()).toEqual([]);
});
