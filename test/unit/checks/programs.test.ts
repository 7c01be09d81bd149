import { resolve } from 'node:path';
import ts from 'typescript';
import { ColonnadeError } from '../../../lib';
import { catalogue } from '../../../lib/cli/catalogue';
import { programsOf } from '../../../tools/docs/programs';
import { runWholeProgram, wholeProgram } from '../../support/programs';

const ROOT = resolve(__dirname, '../../..');

interface Sample {
  readonly code: string;
  readonly kind: 'wrong' | 'right';
  readonly file: string;
  readonly text: string;
}

const samples: readonly Sample[] = catalogue().flatMap((entry) => {
  const programs = programsOf(entry);
  if (!programs) return [];
  return (['wrong', 'right'] as const).map((kind) => ({
    code: entry.code,
    kind,
    file: resolve(ROOT, 'test', `program-${entry.code}-${kind}.ts`),
    text: wholeProgram(programs[kind]),
  }));
});

/** Type errors of all programs, by file; one compilation for all of them. */
function typeErrors(): ReadonlyMap<string, readonly string[]> {
  const config = ts.readConfigFile(resolve(ROOT, 'tsconfig.all.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, ROOT);
  const texts = new Map(samples.map(({ file, text }) => [file, text]));
  const host = ts.createCompilerHost(options);
  const real = { ...host };
  host.fileExists = (file) => texts.has(file) || real.fileExists(file);
  host.readFile = (file) => texts.get(file) ?? real.readFile(file);
  host.getSourceFile = (file, target, ...rest) => {
    const text = texts.get(file);
    return text === undefined ? real.getSourceFile(file, target, ...rest) : ts.createSourceFile(file, text, target);
  };
  // Programs of the documentation show one thing and need not use all that they declare.
  const program = ts.createProgram(
    [...texts.keys()],
    { ...options, noEmit: true, noUnusedLocals: false, noUnusedParameters: false },
    host,
  );
  return new Map(
    samples.map(({ file }) => {
      const source = program.getSourceFile(file);
      const found = source
        ? [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
        : [];
      return [file, found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))];
    }),
  );
}

/** The codes that a program gives, from whichever stage refuses it. */
function codesOf(text: string): ReadonlySet<string> {
  try {
    return new Set(
      runWholeProgram(text)
        .fleet.validateFleet()
        .findings.map(({ code }) => code),
    );
  } catch (error) {
    if (!ColonnadeError.is(error)) throw error;
    return new Set(error.findings.map(({ code }) => code));
  }
}

describe('programs of the documentation', () => {
  let errors: ReadonlyMap<string, readonly string[]> = new Map();
  beforeAll(() => {
    errors = typeErrors();
  }, 300_000);

  test.each(samples.map((sample) => [sample.code, sample.kind, sample] as const))(
    '%s: the %s one compiles',
    (_code, _kind, { file }) => {
      expect(errors.get(file)).toEqual([]);
    },
  );

  test.each(samples.filter(({ kind }) => kind === 'wrong').map((sample) => [sample.code, sample] as const))(
    '%s: the wrong one is refused with that code and no other',
    (code, { text }) => {
      expect([...codesOf(text)]).toEqual([code]);
    },
  );

  test.each(samples.filter(({ kind }) => kind === 'right').map((sample) => [sample.code, sample] as const))(
    '%s: in the right one nothing is found',
    (_code, { text }) => {
      expect([...codesOf(text)]).toEqual([]);
    },
  );

  test.each(samples.filter(({ kind }) => kind === 'right').map((sample) => [sample.code, sample] as const))(
    '%s: the right one renders objects',
    (_code, { text }) => {
      for (const chart of runWholeProgram(text).app.charts) expect(chart.toJson()).toEqual(expect.any(Array));
    },
  );
});
