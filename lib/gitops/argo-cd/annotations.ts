import { isDeletionProtected } from '../../engines';
import type { KubernetesObject } from '../../kubernetes';
import type { ClusterOutput } from '../../synth';
import { groupOf } from '../shared/names';

/** https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/ */
export const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';
/** https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/ */
export const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';

/** What others of its file are made of, by kind. */
const FIRST: ReadonlySet<string> = new Set(['CustomResourceDefinition', 'Namespace', 'PriorityClass']);

/** What guards the pods of a file, and has to be there before them. */
const GUARDS: ReadonlySet<string> = new Set([
  'LimitRange',
  'MutatingAdmissionPolicy',
  'MutatingAdmissionPolicyBinding',
  'NetworkPolicy',
  'ResourceQuota',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
]);

/**
 * The wave of an object within its file. Only what is well as soon as it is applied comes earlier than the rest: Argo CD waits until a wave
 * is healthy, and an autoscaler or a tunnel's agent that waits for the API server, in front of it, would wait for ever.
 */
export function waveOf({ kind, apiVersion }: KubernetesObject): number {
  if (FIRST.has(kind)) return -3;
  if (GUARDS.has(kind)) return -2;
  // Operators that the file brings: their definitions come before their kinds.
  return /^(argoproj\.io|helm\.toolkit\.fluxcd\.io|source\.toolkit\.fluxcd\.io|operator\.cluster\.x-k8s\.io)\//.test(
    apiVersion,
  )
    ? -1
    : 0;
}

/** An object with what Argo CD has to know of it. */
export function annotatedForArgoCd(object: KubernetesObject, { operators }: ClusterOutput): KubernetesObject {
  const wave = waveOf(object);
  const groups = new Set(operators.flatMap(({ definitions }) => definitions.map(groupOfDefinition)));
  const options = [
    object.metadata.annotations?.[SYNC_OPTIONS],
    ...(isDeletionProtected(object) ? ['Prune=false', 'Delete=false'] : []),
    // A dry run of it fails while its operator is on its way.
    ...(groups.has(groupOf(object.apiVersion)) ? ['SkipDryRunOnMissingResource=true'] : []),
  ].filter((option) => option !== undefined);
  const own = {
    ...(wave !== 0 && { [SYNC_WAVE]: String(wave) }),
    ...(options.length > 0 && { [SYNC_OPTIONS]: options.join(',') }),
  };
  if (Object.keys(own).length === 0) return object;
  const { annotations, ...metadata } = object.metadata;
  return { ...object, metadata: { ...metadata, annotations: { ...annotations, ...own } } };
}

/** The group in the name of a definition, for example `cert-manager.io` in `issuers.cert-manager.io`. */
function groupOfDefinition(definition: string): string {
  return definition.slice(definition.indexOf('.') + 1);
}
