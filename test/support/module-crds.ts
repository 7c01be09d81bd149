import { readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { LocalControlPlane } from '../../lib/testing';
import { goModuleFolder } from './go-module';
import { until } from './until';

/** A project whose CustomResourceDefinitions tests read. */
interface CrdProject {
  /** Module and version whose source holds them; `null` where no module is served. */
  readonly module: string | null;
  /** Folder in the source. */
  readonly folder: string;
}

/** The projects, by the name of their folder in COLONNADE_CRDS. */
const PROJECTS = {
  'cluster-api': { module: 'sigs.k8s.io/cluster-api@v1.13.2', folder: 'config/crd/bases' },
  'cluster-api-operator': { module: 'sigs.k8s.io/cluster-api-operator@v0.29.0', folder: 'config/crd/bases' },
  karpenter: { module: 'sigs.k8s.io/karpenter@v1.14.0', folder: 'pkg/apis/crds' },
  k0smotron: { module: null, folder: '' },
  kops: { module: null, folder: '' },
  kamaji: { module: null, folder: '' },
  'argo-cd': { module: null, folder: '' },
  flux: { module: null, folder: '' },
  'flux-source': { module: null, folder: '' },
  // The newest one that the registry of modules serves whole; `v2` of the kind has been frozen since.
  'flux-helm': { module: 'github.com/fluxcd/helm-controller@v1.4.0', folder: 'config/crd/bases' },
  'open-cluster-management': { module: null, folder: '' },
  'prometheus-operator': { module: null, folder: '' },
  metal3: { module: null, folder: '' },
  'capi-kubevirt': { module: null, folder: '' },
} as const satisfies Record<string, CrdProject>;

/** A CustomResourceDefinition, as far as tests look into it. */
export interface Definition {
  readonly kind: 'CustomResourceDefinition';
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string; readonly plural: string };
    readonly versions: readonly { readonly name: string; readonly served: boolean }[];
  };
}

/**
 * Folders that hold a folder of definitions for each project, the first that is there first: the one that COLONNADE_CRDS names,
 * `shared/crds` beside the checkout, and what `npm run crds` fetched.
 */
export function crdFolders(): readonly string[] {
  const own = process.env['COLONNADE_CRDS'];
  if (own !== undefined && own !== '') return [resolve(own)];
  return [resolve(__dirname, '../../../shared/crds'), join(homedir(), '.cache/colonnade/crds')];
}

/** Every definition in a folder; none where there is no folder. */
export function everyDefinitionIn(folder: string): readonly Definition[] {
  let files: readonly string[];
  try {
    files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  } catch {
    return [];
  }
  return files
    .flatMap((file) => parseAllDocuments(readFileSync(join(folder, file), 'utf8')))
    .map((document) => document.toJS() as unknown)
    .filter(isDefinition);
}

/** Whether a registry has the definitions of a project, so that every machine can have them. */
export function hasModule(project: keyof typeof PROJECTS): boolean {
  return PROJECTS[project].module !== null;
}

/**
 * The CustomResourceDefinitions of a project: from the folder of its name in one of {@link crdFolders}, else from the source of its Go
 * module. Empty where there are none.
 *
 * @param names - `metadata.name` of those that are wanted; a folder that has not all of them is passed over
 */
export function projectCrds(project: keyof typeof PROJECTS, names: readonly string[]): readonly Definition[] {
  const { module, folder } = PROJECTS[project];
  for (const candidate of crdFolders()) {
    const found = definitionsIn(join(candidate, project), names);
    if (found.length === names.length) return found;
  }
  const source = module === null ? undefined : goModuleFolder(module);
  return source === undefined ? [] : definitionsIn(join(source, folder), names);
}

/** Installs definitions and waits until their kinds are served. Conversion by webhooks that nobody answers for is left out. */
export async function install(cluster: LocalControlPlane, definitions: readonly Definition[]): Promise<void> {
  for (const { spec, ...definition } of definitions) {
    const served = Object.fromEntries(Object.entries(spec).filter(([field]) => field !== 'conversion'));
    const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
    const { status, body } = await cluster.request('POST', path, { ...definition, spec: served });
    if (status !== 201) throw new Error(`${definition.metadata.name}: ${JSON.stringify(body)}`);
  }
  for (const { spec } of definitions) await untilServed(cluster, spec);
}

async function untilServed(cluster: LocalControlPlane, { group, names, versions }: Definition['spec']): Promise<void> {
  const version = versions.find(({ served }) => served)?.name ?? '';
  await until(`${names.plural}.${group} is served`, async () => {
    const { status } = await cluster.request('GET', `/apis/${group}/${version}/${names.plural}`);
    // Discovery follows later, and whoever asks it too early remembers that there is no such kind.
    const { body } = await cluster.request('GET', `/apis/${group}/${version}`);
    const { resources = [] } = body as { readonly resources?: readonly { readonly name: string }[] };
    return status === 200 && resources.some(({ name }) => name === names.plural);
  });
}

function definitionsIn(folder: string, names: readonly string[]): readonly Definition[] {
  return everyDefinitionIn(folder).filter(({ metadata }) => names.includes(metadata.name));
}

function isDefinition(value: unknown): value is Definition {
  return typeof value === 'object' && value !== null && Reflect.get(value, 'kind') === 'CustomResourceDefinition';
}
