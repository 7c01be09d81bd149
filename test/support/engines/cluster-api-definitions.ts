import { join } from 'node:path';
import { goModuleFolder } from '../go-module';
import { crdFolders, everyDefinitionIn } from '../module-crds';
import type { Definition } from '../module-crds';

/** A project that defines kinds: its folder in COLONNADE_CRDS, and the Go module with the same where a registry has it. */
interface Project {
  readonly folder: string;
  readonly module?: string;
  readonly paths?: readonly string[];
}

const PROJECTS: readonly Project[] = [
  {
    folder: 'cluster-api',
    module: 'sigs.k8s.io/cluster-api@v1.13.2',
    paths: ['config/crd/bases', 'bootstrap/kubeadm/config/crd/bases', 'controlplane/kubeadm/config/crd/bases'],
  },
  { folder: 'capi-aws', module: 'sigs.k8s.io/cluster-api-provider-aws/v2@v2.11.1', paths: ['config/crd/bases'] },
  {
    folder: 'capi-vsphere',
    module: 'sigs.k8s.io/cluster-api-provider-vsphere@v1.16.1',
    paths: ['config/default/crd/bases'],
  },
  ...[
    'kamaji-capi',
    'k0smotron',
    'capi-azure',
    'capi-gcp',
    'capi-hetzner',
    'capi-kubevirt',
    'capi-metal3',
    'capi-openstack',
  ].map((folder) => ({ folder })),
];

/**
 * CustomResourceDefinitions by name: from the folders of these projects in {@link crdFolders}, else from Go modules. Kinds that are nowhere
 * are missing.
 */
export function definitions(wanted: ReadonlySet<string>): ReadonlyMap<string, Definition> {
  const found = new Map<string, Definition>();
  for (const { folder, module, paths = [] } of PROJECTS) {
    const folders = [...moduleFolders(module, paths), ...crdFolders().map((root) => join(root, folder))];
    for (const definition of folders.flatMap(everyDefinitionIn)) {
      const { name } = definition.metadata;
      if (wanted.has(name) && !found.has(name)) found.set(name, definition);
    }
  }
  return found;
}

function moduleFolders(module: string | undefined, paths: readonly string[]): readonly string[] {
  const folder = module === undefined ? undefined : goModuleFolder(module);
  return folder === undefined ? [] : paths.map((path) => join(folder, path));
}
