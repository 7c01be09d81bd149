import * as cdk8s from 'cdk8s';
import * as constructs from 'constructs';
import ts from 'typescript';
import * as colonnade from '../../lib';
import * as clusterApi from '../../lib/engines/cluster-api';
import * as k0smotron from '../../lib/engines/k0smotron';
import * as kamaji from '../../lib/engines/kamaji';
import * as native from '../../lib/engines/native';
import * as existing from '../../lib/hosts/existing';
import { programOf } from '../../tools/docs/preamble';

const MODULES: Readonly<Record<string, unknown>> = {
  cdk8s,
  constructs,
  colonnade,
  'colonnade/engines/cluster-api': clusterApi,
  'colonnade/engines/k0smotron': k0smotron,
  'colonnade/engines/kamaji': kamaji,
  'colonnade/engines/native': native,
  'colonnade/hosts/existing': existing,
};

/** What a program of the documentation makes. */
export interface Ran {
  readonly app: cdk8s.App;
  readonly fleet: colonnade.Fleet;
}

/** The whole text of a program of the documentation, by its body; it exports what it makes. */
export function wholeProgram(body: string): string {
  return `${programOf(body)}export { app, fleet };\n`;
}

/** Runs a whole program in this process, with the modules of the library as they are in the sources. */
export function runWholeProgram(text: string): Ran {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exported: Partial<Ran> = {};
  const load = (name: string) => {
    if (!(name in MODULES)) throw new Error(`the program imports ${name}`);
    return MODULES[name];
  };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
  new Function('require', 'exports', outputText)(load, exported);
  const { app, fleet } = exported;
  if (!app || !fleet) throw new Error('the program exports no fleet');
  return { app, fleet };
}
