import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import * as cdk8s from 'cdk8s';
import type { Construct } from 'constructs';
import ts from 'typescript';
import * as colonnade from '../../../lib';
import { ColonnadeError } from '../../../lib';
import type { Engine, Finding, Fleet } from '../../../lib';
import * as clusterApi from '../../../lib/engines/cluster-api';
import { renderProgram } from '../fleets/render';
import type { RenderedFleet } from '../fleets/render';
import { storeFor, without } from './without';

const FOLDER = resolve(__dirname, '../../../examples');

/** Examples that are programs of this library alone, by the names of their folders. */
export const EXAMPLES: readonly string[] = readdirSync(FOLDER)
  .filter((name) => existsSync(join(FOLDER, name, 'fleet.ts')))
  .filter((name) => !readFileSync(join(FOLDER, name, 'fleet.ts'), 'utf8').includes('pulumi'));

/** A program with another engine. */
export interface Changed extends RenderedFleet {
  /** What was refused and then left out, each by its construct and property. */
  readonly lost: readonly Finding[];
}

type Props = Readonly<Record<string, unknown>>;

/**
 * An example with every engine in it replaced by one: the word `native` for `kamaji`, say. What the other engine refuses is left out, a
 * finding at a time, until nothing is refused.
 */
export function changeEngine(example: string, engine: Engine): Changed {
  const lost: Finding[] = [];
  for (let attempt = 0; attempt < 40; attempt += 1) {
    try {
      const build = programOf(example, engine, lost);
      const errors = errorsOf(build(new colonnade.FleetApp()));
      if (errors.length === 0) return { ...renderProgram(build), lost };
      lost.push(...errors);
    } catch (error) {
      if (!ColonnadeError.is(error)) throw error;
      lost.push(...error.findings);
    }
  }
  throw new Error(`${example} is refused whatever is left out: ${lost.map(({ message }) => message).join('; ')}`);
}

function errorsOf(fleet: Fleet): readonly Finding[] {
  return fleet.validateFleet().findings.filter(({ severity }) => severity === 'error');
}

type Program = (scope: Construct) => Fleet;

/** `build` of an example, made of its text, with another engine and without what was lost. */
function programOf(example: string, engine: Engine, lost: readonly Finding[]): Program {
  const path = join(FOLDER, example, 'fleet.ts');
  const { outputText } = ts.transpileModule(readFileSync(path, 'utf8'), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exported: { build?: Program } = {};
  const load = (name: string): unknown => {
    const inner = /^\.\.\/([^/]+)\/fleet$/.exec(name)?.[1];
    if (inner !== undefined) return { build: programOf(inner, engine, lost) };
    return modules(engine, lost)[name] ?? hostNamed(name) ?? unknown(name, dirname(path));
  };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
  new Function('require', 'exports', outputText)(load, exported);
  if (exported.build === undefined) throw new Error(`${path} exports no build`);
  return exported.build;
}

/** A place by the name of its door; `undefined`: it is no place. */
function hostNamed(name: string): unknown {
  const folder = /^colonnade\/hosts\/([a-z0-9-]+)$/.exec(name)?.[1];
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- there is a door for every place
  return folder === undefined ? undefined : require(`../../../lib/hosts/${folder}`);
}

function unknown(name: string, folder: string): never {
  throw new Error(`the program in ${folder} imports ${name}`);
}

function modules(engine: Engine, lost: readonly Finding[]): Readonly<Record<string, unknown>> {
  const always = () => engine;
  return {
    cdk8s,
    colonnade: {
      ...colonnade,
      EtcdStore: stripped(colonnade.EtcdStore, engine, lost),
      TenantControlPlane: stripped(colonnade.TenantControlPlane, engine, lost),
      WorkerPool: stripped(colonnade.WorkerPool, engine, lost),
    },
    'colonnade/engines/native': { native: always },
    'colonnade/engines/kamaji': { kamaji: always },
    'colonnade/engines/k0smotron': { k0smotron: always },
    'colonnade/engines/cluster-api': { ...clusterApi, clusterApi: always },
  };
}

/** Stands where a store would be that the engine cannot have. */
const NO_STORE = Object.freeze({ isLost: true });

/** A class of constructs whose props lack what was lost; a store or a pool that was refused whole is not made. */
function stripped<T extends abstract new (...args: never[]) => object>(
  type: T,
  engine: Engine,
  lost: readonly Finding[],
): T {
  return new Proxy(type, {
    construct(target, [scope, id, props]: [Construct, string, Props]) {
      const path = `${scope.node.path}/${id}`;
      const here = [...lost.entries()].filter(([, finding]) => finding.path === path);
      if (here.some(([, { property }]) => property === '')) return NO_STORE;
      const usable = props['store'] === NO_STORE ? { ...props, store: storeFor(props, { scope, engine }) } : props;
      const version =
        [props['version'], Reflect.get(scope, 'version')].find((value) => typeof value === 'string') ?? '';
      const left = here.reduce(
        (rest, [number, { property }]) => without(rest, property, { scope, engine, version, number }),
        usable,
      );
      return Reflect.construct(target, [scope, id, left]) as object;
    },
  });
}
