import type { KubernetesObject } from '../../kubernetes';
import type { ClusterOutput, FleetOutput } from '../../synth';
import { boundedName, groupOf, joinedPath } from '../shared/names';
import type { PartFacts } from '../shared/part-facts';
import { SYNC_OPTIONS, SYNC_WAVE } from './annotations';
import { OWN_CLUSTER, destinationOf } from './options';
import type { ArgoCdDestination, ArgoCdSettings } from './options';

/** Folder of everything that Argo CD reads, in the folder of the fleet. */
export const ARGO_CD_FOLDER = 'argo-cd';

/** Labels of whatever belongs to a management cluster of a fleet. */
export const FLEET_LABEL = 'colonnade.dev/fleet';
export const CLUSTER_LABEL = 'colonnade.dev/management-cluster';

/** Deletes what an Application made together with it. https://argo-cd.readthedocs.io/en/stable/user-guide/app_deletion/ */
const FINALIZER = 'resources-finalizer.argocd.argoproj.io';

/** Datastores behind what the cluster needs once, tenants behind their datastores. */
const WAVES = { 'management-cluster': 0, store: 10, tenant: 20 } as const;

/** An Application for one file: what a management cluster needs once, a datastore, or a tenant. */
export function partApplication(
  fleet: FleetOutput,
  cluster: ClusterOutput,
  facts: PartFacts,
  settings: ArgoCdSettings,
): KubernetesObject {
  const { part, isProtected, writtenBack, ownNamespace } = facts;
  const folder = part.file.slice(0, part.file.lastIndexOf('/'));
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: boundedName(fleet.name, cluster.name, part.name),
      namespace: settings.namespace,
      labels: { [FLEET_LABEL]: fleet.name, [CLUSTER_LABEL]: cluster.name },
      annotations: {
        [SYNC_WAVE]: String(WAVES[part.kind]),
        // Whoever takes a protected tenant out of the program deletes neither its Application nor, through it, its data.
        ...(isProtected && { [SYNC_OPTIONS]: 'Prune=false,Delete=false' }),
      },
      ...(!isProtected && { finalizers: [FINALIZER] }),
    },
    spec: {
      project: settings.project,
      destination: { ...destinationOf(settings, cluster.name), namespace: ownNamespace },
      source: {
        repoURL: settings.repository,
        targetRevision: settings.revision,
        path: joinedPath(settings.path, folder),
        directory: { include: part.file.slice(part.file.lastIndexOf('/') + 1) },
      },
      ...(writtenBack.length > 0 && {
        ignoreDifferences: writtenBack.map(({ apiVersion, kind, name, namespace, pointers }) => ({
          group: groupOf(apiVersion),
          kind,
          name,
          ...(namespace !== undefined && { namespace }),
          jsonPointers: pointers,
        })),
      }),
      syncPolicy: {
        ...automated(settings),
        // Server-side, because a file may hold more than fits into the annotation of `kubectl apply`, and because others own fields too.
        syncOptions: [
          'ServerSideApply=true',
          'RespectIgnoreDifferences=true',
          'PruneLast=true',
          'FailOnSharedResource=true',
        ],
        retry: RETRY,
      },
    },
  };
}

/** The Application that applies the Applications of a management cluster: an app of apps. */
export function clusterApplication(fleet: FleetOutput, cluster: string, settings: ArgoCdSettings): KubernetesObject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: boundedName(fleet.name, cluster),
      namespace: settings.namespace,
      labels: { [FLEET_LABEL]: fleet.name, [CLUSTER_LABEL]: cluster },
    },
    spec: clusterApplicationSpec(cluster, { server: OWN_CLUSTER }, settings),
  };
}

/** Specification of the Application of a management cluster. @param folder of it below {@link ARGO_CD_FOLDER} */
export function clusterApplicationSpec(
  folder: string,
  destination: ArgoCdDestination,
  settings: ArgoCdSettings,
): Readonly<Record<string, unknown>> {
  return {
    project: rootProject(settings),
    destination: { ...destination, namespace: settings.namespace },
    source: {
      repoURL: settings.repository,
      targetRevision: settings.revision,
      path: joinedPath(settings.path, ARGO_CD_FOLDER, folder),
    },
    syncPolicy: { ...automated(settings), syncOptions: ['ServerSideApply=true'], retry: RETRY },
  };
}

/** Name of the project of Applications that make Applications, and nothing else. */
export function rootProject({ project }: ArgoCdSettings): string {
  return `${project}-applications`;
}

function automated({ sync, prune, selfHeal }: ArgoCdSettings) {
  return sync === 'manual' ? {} : { automated: { prune, selfHeal, allowEmpty: false } };
}

/** Long enough for a load balancer's address, and for a webhook that is not there yet. */
const RETRY = { limit: 10, backoff: { duration: '10s', factor: 2, maxDuration: '5m' } };
