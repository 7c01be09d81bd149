import { join } from 'node:path';
import ts from 'typescript';
import { lineOf } from '../../lib/engines';
import type { CapabilityTable } from '../../lib/engines';
import { KNOWN_ENGINES } from '../../lib/engines/known';
import { TENANT_SAMPLES } from '../support/engine-fields';

const ROOT = join(__dirname, '../..');
const FILE = join(ROOT, 'test/types/programs/generated-engine-props.ts');

/** How a program makes the engines of this package. */
const ENGINES: Readonly<Record<string, string>> = {
  native: 'native()',
  kamaji: 'kamaji()',
  k0smotron: 'k0smotron()',
  'cluster-api/kamaji': 'clusterApi({ controlPlane: kamajiControlPlane(), infrastructure })',
  'cluster-api/k0smotron': 'clusterApi({ controlPlane: k0smotronControlPlane(), infrastructure })',
  'cluster-api/kubeadm': "clusterApi({ controlPlane: kubeadmControlPlane({ machines: 'large' }), infrastructure })",
  'cluster-api/k0s': "clusterApi({ controlPlane: k0sControlPlane({ machines: 'large' }), infrastructure })",
};

const PREAMBLE = `import { Endpoint, ManagementCluster, TenantControlPlane } from 'colonnade';
import type { DedicatedStore, IEtcdStore } from 'colonnade';
import * as capi from 'colonnade/engines/cluster-api';
import { k0smotron } from 'colonnade/engines/k0smotron';
import { kamaji } from 'colonnade/engines/kamaji';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';
import { fleet } from './support';
const { aws, clusterApi, k0sControlPlane, k0smotronControlPlane, kamajiControlPlane, kubeadmControlPlane } = capi;
const infrastructure = aws({ region: 'eu-central-1', machines: { large: { instanceType: 'm7i.large' } } });
const usual = { version: '1.35.4', endpoint: Endpoint.clusterIp() } as const;
declare const owned: DedicatedStore;
declare const shared: IEtcdStore;
const host = existing();
`;

interface Attempt {
  readonly engine: string;
  readonly path: string;
  readonly refused: boolean;
  readonly text: string;
}

/** A store is a construct, and what an endpoint is made of is not seen in its type: CLN3030 alone asks about the inside of both. */
const paths = Object.keys(TENANT_SAMPLES).filter((path) => !/^tenant\.(store|endpoint)\./.test(path));

const attempts: readonly Attempt[] = KNOWN_ENGINES.flatMap(({ name, engine }) => {
  const store = engine.capabilities['tenant.store.dedicated']?.support === 'unsupported' ? 'shared' : 'owned';
  return paths.map((path) => ({
    engine: name,
    path,
    refused: isRefused(engine.capabilities, path),
    text: `new TenantControlPlane(${variable(name)}, '${path}', { ...usual, store: ${store}, ...${literal(path)} });`,
  }));
});

/** Whether the table refuses a field by a line below which it honours nothing. */
function isRefused(table: CapabilityTable, path: string): boolean {
  const line = lineOf(table, path);
  if (line === undefined || table[line]?.support !== 'unsupported') return false;
  return !Object.keys(table).some((key) => key.startsWith(`${line}.`) && table[key]?.support !== 'unsupported');
}

function literal(path: string): string {
  return JSON.stringify(TENANT_SAMPLES[path]?.with);
}

function variable(engine: string): string {
  return `on_${engine.replace(/\W/g, '_')}`;
}

/** Lines of the program, and those that the compiler refuses. */
function refusedLines(lines: readonly string[]): ReadonlySet<number> {
  const text = lines.join('\n');
  const config = ts.readConfigFile(join(ROOT, 'tsconfig.all.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, ROOT);
  const host = ts.createCompilerHost(options);
  const real = { ...host };
  host.fileExists = (file) => file === FILE || real.fileExists(file);
  host.readFile = (file) => (file === FILE ? text : real.readFile(file));
  host.getSourceFile = (file, target, ...rest) =>
    file === FILE ? ts.createSourceFile(file, text, target) : real.getSourceFile(file, target, ...rest);
  const program = ts.createProgram([FILE], { ...options, noEmit: true }, host);
  const source = program.getSourceFile(FILE);
  if (source === undefined) throw new Error(`${FILE} is not compiled`);
  const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  return new Set(found.map(({ start = 0 }) => source.getLineAndCharacterOfPosition(start).line));
}

jest.setTimeout(120_000);

test('every engine of this package has its place in the program', () => {
  expect(Object.keys(ENGINES).sort()).toEqual(KNOWN_ENGINES.map(({ name }) => name).sort());
});

test('the compiler refuses what the tables refuse, and nothing else', () => {
  const clusters = Object.entries(ENGINES).map(
    ([name, text]) =>
      `const ${variable(name)} = new ManagementCluster(fleet, '${name}', { version: '1.36.3', host, engine: ${text} });`,
  );
  const before = [...PREAMBLE.trimEnd().split('\n'), ...clusters];
  const refused = refusedLines([...before, ...attempts.map(({ text }) => text)]);
  expect(before.filter((_, line) => refused.has(line))).toEqual([]);
  const said = ({ engine, path }: Attempt) => `${engine}: ${path}`;
  const byCompiler = attempts.filter((_, index) => refused.has(before.length + index)).map(said);
  const byTable = attempts.filter((attempt) => attempt.refused).map(said);
  expect(byTable.length).toBeGreaterThan(30);
  expect(byCompiler).toEqual(byTable);
});
