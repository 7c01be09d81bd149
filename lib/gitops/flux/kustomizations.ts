import type { KubernetesObject } from '../../kubernetes';
import type { ClusterOutput, FleetOutput } from '../../synth';
import { healthOf } from '../shared/health';
import { boundedName, groupOf, joinedPath } from '../shared/names';
import type { PartFacts } from '../shared/part-facts';
import { healthCheckExpression } from './cel';
import type { FluxSettings } from './options';
import { sourceReference } from './sources';

/** Folder of everything that Flux reads, in the folder of the fleet. */
export const FLUX_FOLDER = 'flux';

/** Where the kustomization of a part is, in the folder of the fleet. */
export function partFolder(cluster: string, part: string): string {
  return `${FLUX_FOLDER}/parts/${cluster}/${part}`;
}

/** The Kustomization of Flux for one file: what a management cluster needs once, a datastore, or a tenant. */
export function fluxKustomization(
  fleet: FleetOutput,
  cluster: ClusterOutput,
  { part, isProtected, writtenBack }: PartFacts,
  settings: FluxSettings,
): KubernetesObject {
  const nameOf = (name: string): string => boundedName(fleet.name, cluster.name, name);
  const present = new Set(cluster.parts.map(({ name }) => name));
  const before =
    part.kind === 'management-cluster' ? [] : ['management-cluster', ...(part.store === undefined ? [] : [part.store])];
  const dependsOn = before.filter((name) => present.has(name)).map((name) => ({ name: nameOf(name) }));
  const { interval, timeout, prune, serviceAccountName } = settings;
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: {
      name: nameOf(part.name),
      namespace: settings.namespace,
      labels: { 'colonnade.dev/fleet': fleet.name, 'colonnade.dev/management-cluster': cluster.name },
    },
    spec: {
      interval,
      retryInterval: '1m',
      timeout,
      path: `./${joinedPath(settings.path, partFolder(cluster.name, part.name))}`,
      sourceRef: sourceReference(fleet, settings),
      ...(dependsOn.length > 0 && { dependsOn }),
      prune,
      // Who takes a protected tenant out of the program deletes its Kustomization, and not, through it, its data.
      deletionPolicy: isProtected ? 'Orphan' : 'MirrorPrune',
      // Jobs have names that change with their content; nothing else that is immutable may be made anew.
      force: false,
      ...healthOfPart(part.readiness),
      ...(writtenBack.length > 0 && {
        ignore: writtenBack.map(({ apiVersion, kind, name, namespace, pointers }) => ({
          paths: pointers,
          target: { group: groupOf(apiVersion), kind, name, ...(namespace !== undefined && { namespace }) },
        })),
      }),
      ...kubeConfig(settings, cluster.name),
      ...(serviceAccountName !== undefined && { serviceAccountName }),
    },
  };
}

/**
 * A tenant is ready when its engine says so, which is less than all of its objects: an autoscaler or an agent may wait for machines. For
 * anything else, Flux looks at all objects.
 */
function healthOfPart(readiness: PartFacts['part']['readiness']) {
  const checked = new Map(
    readiness.map(({ apiVersion, kind, name, namespace }) => [
      `${apiVersion} ${kind} ${namespace ?? ''}/${name}`,
      { apiVersion, kind, name, ...(namespace !== null && { namespace }) },
    ]),
  );
  const kinds = new Set(readiness.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`));
  const expressions = healthOf(readiness)
    .filter(({ apiVersion, kind }) =>
      kinds.size === 0 ? apiVersion === 'cert-manager.io/v1' : kinds.has(`${apiVersion} ${kind}`),
    )
    .map(healthCheckExpression);
  return {
    ...(checked.size === 0 ? { wait: true } : { wait: false, healthChecks: [...checked.values()] }),
    ...(expressions.length > 0 && { healthCheckExprs: expressions }),
  };
}

function kubeConfig({ remote }: FluxSettings, cluster: string) {
  const access = remote[cluster];
  if (access === undefined) return {};
  if ('configMap' in access) return { kubeConfig: { configMapRef: { name: access.configMap } } };
  const { kubeconfigSecret: name, key } = access;
  return { kubeConfig: { secretRef: { name, ...(key !== undefined && { key }) } } };
}
