import { join } from 'node:path';
import { clusterApi } from '../../../lib/engines/cluster-api';
import type { ControlPlaneProvider, InfrastructureProvider } from '../../../lib/engines/cluster-api';
import { k0smotron } from '../../../lib/engines/k0smotron';
import { kamaji } from '../../../lib/engines/kamaji';
import { native } from '../../../lib/engines/native';
import type { Engine } from '../../../lib';
import { definitions } from './cluster-api-definitions';
import { CONTROL_PLANES, INFRASTRUCTURES, kindsOf } from './cluster-api-providers';
import { crdFolders, everyDefinitionIn, projectCrds } from '../module-crds';
import type { Definition } from '../module-crds';

/** A control plane and an infrastructure of Cluster API. */
export interface Pair {
  readonly plane: ControlPlaneProvider;
  readonly infrastructure: InfrastructureProvider;
}

/** Every control plane on every infrastructure. */
export const PAIRS: readonly Pair[] = CONTROL_PLANES.flatMap((plane) =>
  INFRASTRUCTURES.map((infrastructure) => ({ plane, infrastructure })),
);

/** Each control plane once, each on another infrastructure. */
const SOME_PAIRS: readonly Pair[] = CONTROL_PLANES.flatMap((plane, index) => {
  const infrastructure = INFRASTRUCTURES[(index * 2) % INFRASTRUCTURES.length];
  return infrastructure === undefined ? [] : [{ plane, infrastructure }];
});

/** Engines by the words that a test has for them. */
export const ENGINES: readonly { readonly title: string; readonly engine: Engine }[] = [
  { title: 'native', engine: native() },
  { title: 'kamaji', engine: kamaji() },
  { title: 'k0smotron', engine: k0smotron() },
  ...SOME_PAIRS.map(({ plane, infrastructure }) => ({
    title: `cluster-api with ${plane.name} on ${infrastructure.name}`,
    engine: clusterApi({ controlPlane: plane, infrastructure }),
  })),
];

/** Projects whose definitions no registry has. */
const FOLDERS = ['kamaji', 'k0smotron', 'argo-cd', 'flux', 'flux-source', 'prometheus-operator'] as const;

/** What Flux and the operator of Cluster API are told to install; a registry has these definitions. */
const INSTALLERS = {
  'flux-helm': ['helmreleases.helm.toolkit.fluxcd.io'],
  'cluster-api-operator': ['bootstrap', 'controlplane', 'core', 'infrastructure'].map(
    (kind) => `${kind}providers.operator.cluster.x-k8s.io`,
  ),
} as const;

/** Definitions of every kind that these engines render, and what of them is nowhere. */
export function engineDefinitions(pairs: readonly Pair[] = SOME_PAIRS): {
  readonly definitions: readonly Definition[];
  readonly missing: readonly string[];
} {
  const wanted = new Set(pairs.flatMap(({ plane, infrastructure }) => kindsOf(plane, infrastructure)));
  const ofClusterApi = definitions(wanted);
  const own = FOLDERS.map((folder) => ({
    folder,
    found: crdFolders()
      .map((root) => everyDefinitionIn(join(root, folder)))
      .find((found) => found.length > 0),
  }));
  const installers = (['flux-helm', 'cluster-api-operator'] as const).map((project) => ({
    project,
    found: projectCrds(project, INSTALLERS[project]),
  }));
  const byName = new Map<string, Definition>();
  for (const definition of [
    ...ofClusterApi.values(),
    ...installers.flatMap(({ found }) => found),
    ...own.flatMap(({ found = [] }) => found),
  ])
    byName.set(definition.metadata.name, definition);
  return {
    definitions: [...byName.values()],
    missing: [
      ...own.filter(({ found }) => found === undefined).map(({ folder }) => folder),
      ...installers.filter(({ found }) => found.length === 0).map(({ project }) => project),
      ...[...wanted].filter((name) => !ofClusterApi.has(name)),
    ],
  };
}
