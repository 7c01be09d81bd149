import { join } from 'node:path';
import ts from 'typescript';
import type { JsonObject, JsonValue, KubernetesObject } from '../../../lib';
import { placed } from './placed';

/** A type of options, and what programs with such options render. */
export interface OptionType {
  /** Name of the type, as the module of the engine exports it. */
  readonly type: string;
  readonly samples: readonly JsonObject[];
  /** @throws where the library refuses to make it */
  readonly render: (options: JsonObject) => readonly KubernetesObject[];
}

/** Options of an engine with one value changed or left out. */
export interface ChangedOptions {
  readonly options: JsonObject;
  /** What was changed, for example `deployment.strategy.type left out`. */
  readonly what: string;
}

/** Options with every value in them left out once, and replaced by others of its kind and of none. */
export function changesOf(options: JsonObject): readonly ChangedOptions[] {
  return [...changed(options, [])].map(({ value, what }) => ({ options: value as JsonObject, what }));
}

interface Change {
  /** `undefined`: it is not there. */
  readonly value: JsonValue | undefined;
  readonly what: string;
}

function* changed(value: JsonValue, path: readonly string[]): Generator<Change> {
  const what = path.join('.');
  if (path.length > 0) {
    yield { value: undefined, what: `${what} left out` };
    for (const other of othersFor(value)) yield { value: other, what: `${what}: ${JSON.stringify(other)}` };
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value) as [string, JsonValue][]) {
    for (const change of changed(inner, [...path, key]))
      yield { ...change, value: placed(value, [key], change.value) as JsonValue };
  }
}

function othersFor(value: JsonValue): readonly JsonValue[] {
  if (typeof value === 'string') return ['', 'not-a-word'];
  if (typeof value === 'number') return [-1, 0];
  if (Array.isArray(value)) return [[]];
  return typeof value === 'object' && value !== null ? [{}] : [];
}

const ROOT = join(__dirname, '../../..');

/**
 * Which of these options TypeScript takes, written down as a program would.
 *
 * @param module - exports the types
 */
export function takenByTypes(
  programs: readonly (Pick<OptionType, 'type'> & Pick<ChangedOptions, 'options'>)[],
  module: string,
): readonly boolean[] {
  const file = join(ROOT, 'test/support/engines/options.virtual.ts');
  const types = [...new Set(programs.map(({ type }) => type))].sort();
  const head = [
    `import type { ${types.join(', ')} } from '${module}';`,
    `interface Types { ${types.map((type) => `${type}: ${type};`).join(' ')} }`,
    'declare function take<T extends keyof Types>(type: T, options: Types[T]): void;',
  ];
  const lines = programs.map(({ type, options }) => `take('${type}', ${JSON.stringify(options)});`);
  const text = `${[...head, ...lines].join('\n')}\n`;
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.all.json'), (path) => ts.sys.readFile(path)) as {
    readonly config: object;
  };
  const parsed = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, ROOT);
  const compilerOptions = { ...parsed.options, incremental: false, noEmit: true };
  const host = ts.createCompilerHost(compilerOptions);
  const usual = { file: host.getSourceFile.bind(host), exists: host.fileExists.bind(host) };
  host.fileExists = (path) => path === file || usual.exists(path);
  host.getSourceFile = (path, target, ...rest) =>
    path === file ? ts.createSourceFile(path, text, target) : usual.file(path, target, ...rest);
  const program = ts.createProgram([file], compilerOptions, host);
  const source = program.getSourceFile(file);
  if (source === undefined) throw new Error('the options are no program');
  const refused = new Set(
    program
      .getSemanticDiagnostics(source)
      .map(({ start = 0 }) => source.getLineAndCharacterOfPosition(start).line - head.length),
  );
  if ([...refused].some((line) => line < 0)) throw new Error(`${module} does not export all of ${types.join(', ')}`);
  return programs.map((_, index) => !refused.has(index));
}
