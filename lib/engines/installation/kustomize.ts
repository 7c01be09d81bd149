import type { KubernetesObject } from '../../kubernetes';
import { metadataFor } from '../native/objects';
import type { Owner } from '../native/objects';
import type { Operator } from '../operator';
import { application } from './application';
import { installerOf } from './options';
import type { InstallationOptions } from './options';

/** Manifests of an operator that has no chart: a folder for kustomize at a tag of its repository. */
export interface GitManifests {
  readonly repository: string;
  /** For example `v2.1.0`. */
  readonly tag: string;
  /** For example `config/default`. */
  readonly folder: string;
  /** The image that the folder names, and the released one. */
  readonly image: { readonly named: string; readonly released: string; readonly tag: string };
}

/** Objects that have the manifests of an operator applied; none when it is a prerequisite. */
export function kustomizeInstallation(
  owner: Owner,
  { name, namespace }: Pick<Operator, 'name' | 'namespace'>,
  { repository, tag, folder, image }: GitManifests,
  options: InstallationOptions = {},
): KubernetesObject[] {
  const installer = installerOf(options);
  if (installer === undefined) return [];
  if (installer.by === 'argo-cd') {
    // https://argo-cd.readthedocs.io/en/stable/user-guide/kustomize/
    const kustomize = { images: [`${image.named}=${image.released}:${image.tag}`] };
    return [
      application(
        owner,
        name,
        { own: installer.namespace, operator: namespace },
        { repoURL: repository, targetRevision: tag, path: folder, kustomize },
      ),
    ];
  }
  // https://fluxcd.io/flux/components/kustomize/kustomizations/
  return [
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata: metadataFor(owner, name, name, { namespace: installer.namespace }),
      spec: { interval: '24h', url: repository, ref: { tag }, ignore: `/*\n!/${folder.split('/', 1).join('')}\n` },
    },
    {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: metadataFor(owner, name, name, { namespace: installer.namespace }),
      spec: {
        interval: '1h',
        path: `./${folder}`,
        prune: false,
        wait: true,
        sourceRef: { kind: 'GitRepository', name },
        images: [{ name: image.named, newName: image.released, newTag: image.tag }],
      },
    },
  ];
}
