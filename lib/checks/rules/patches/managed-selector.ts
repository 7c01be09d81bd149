import type { JsonValue } from '../../../kubernetes';
import type { JsonPatchOperation, PatchModel, Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { isSelectorLabel } from '../../managed-labels';
import { eachStore, eachTenant } from '../../walk';

/** CLN5001 */
export const managedSelector: Rule = {
  code: 'CLN5001',
  severity: 'error',
  title: 'a patch of what objects are found by',
  explanation:
    'Names, namespaces, selectors and the labels they select by tie the objects of a tenant together. A patched selector cuts the API servers off from their Service, a patched name makes a second object and leaves the first one behind, and selectors of Deployments and StatefulSets, cluster IPs and volume claim templates are immutable, so the next apply fails. Everything else may be patched. See https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors.',
  wrong: tenantProgram(`patches: [{
  target: { kind: 'Service', name: 'kube-apiserver' },
  merge: { spec: { selector: { 'app.kubernetes.io/name': 'my-proxy' } } },
}],`),
  right: tenantProgram(`patches: [{
  target: { kind: 'Service', name: 'kube-apiserver' },
  merge: { spec: { externalTrafficPolicy: 'Local' } },
}],`),
  check(fleet, report) {
    const look = (path: string, patches: readonly PatchModel[]) => {
      for (const [index, patch] of patches.entries()) {
        for (const pointer of touchedBy(patch)) {
          const reason = managed(pointer);
          if (reason === undefined) continue;
          report({
            path,
            property: `patches[${index}]`,
            message: `the patch of ${patch.target.kind} ${patch.target.name} changes /${pointer.join('/')}, ${reason}.`,
            fix: 'leave it out of the patch.',
          });
          break;
        }
      }
    };
    eachTenant(fleet, ({ path, patches }) => look(path, patches));
    eachStore(fleet, ({ path, patches }) => look(path, patches));
  },
};

type Pointer = readonly string[];

/** Where a patch writes: every leaf of what it puts somewhere, so that a value that holds a selector is found too. */
function touchedBy(patch: PatchModel): Pointer[] {
  const operations = (patch.operations ?? []).flatMap(writtenBy);
  return patch.merge === null ? operations : [...operations, ...leaves(patch.merge, [])];
}

function writtenBy(operation: JsonPatchOperation): Pointer[] {
  if (operation.op === 'test') return [];
  const at = parsePointer(operation.path);
  const from = operation.op === 'move' && operation.from !== undefined ? [parsePointer(operation.from)] : [];
  return operation.value === undefined ? [at, ...from] : [at, ...leaves(operation.value, at), ...from];
}

function parsePointer(pointer: string): Pointer {
  const tokens = pointer.split('/').slice(1);
  return tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function leaves(value: JsonValue, at: Pointer): Pointer[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [at];
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return entries.length === 0 ? [at] : entries.flatMap(([key, member]) => leaves(member ?? null, [...at, key]));
}

const TEMPLATE_LABELS = ['spec', 'template', 'metadata', 'labels'];

/** Places that nothing at or below them may be written, and why. */
const PLACES: readonly (readonly [Pointer, string])[] = [
  [['apiVersion'], 'which says what the object is'],
  [['kind'], 'which says what the object is'],
  [['metadata', 'name'], 'which other objects refer to'],
  [['metadata', 'namespace'], 'which other objects refer to'],
  [['spec', 'selector'], 'which pods are found by'],
  [['spec', 'clusterIP'], 'which is immutable'],
  [['spec', 'clusterIPs'], 'which is immutable'],
  [['spec', 'serviceName'], 'which is immutable'],
  [['spec', 'volumeClaimTemplates'], 'which is immutable'],
];

function managed(pointer: Pointer): string | undefined {
  for (const [place, reason] of PLACES) {
    // Writing above a place replaces it; writing at or below changes it.
    const length = Math.min(pointer.length, place.length);
    if (samePrefix(pointer, place, length) && (pointer.length >= place.length || isWhole(pointer))) return reason;
  }
  if (!samePrefix(pointer, TEMPLATE_LABELS, Math.min(pointer.length, TEMPLATE_LABELS.length))) return undefined;
  const label = pointer[TEMPLATE_LABELS.length];
  if (label !== undefined) return isSelectorLabel(label) ? 'which pods are found by' : undefined;
  return pointer.length >= 2 ? 'which holds labels that pods are found by' : undefined;
}

/** The whole object, its metadata or its specification: an operation that replaces all of it. */
function isWhole(pointer: Pointer): boolean {
  return pointer.length === 0 || (pointer.length === 1 && (pointer[0] === 'spec' || pointer[0] === 'metadata'));
}

function samePrefix(a: Pointer, b: Pointer, length: number): boolean {
  for (let index = 0; index < length; index += 1) if (a[index] !== b[index]) return false;
  return true;
}
