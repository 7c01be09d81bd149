import { ColonnadeError, RENDER_PROBLEMS } from '../../../findings';
import type { Finding } from '../../../findings';
import type { KubernetesObject } from '../../../kubernetes';
import type { PatchModel } from '../../../model';
import { hashedName } from './jobs';
import { PatchFailure, applyJsonPatch, applyMergePatch } from './json-patch';

/** What `hashedName` puts behind a prefix. */
const HASH = /-[0-9a-f]{8}$/;

/**
 * Rendered objects after the user's patches, applied in their order. The objects passed in are not changed.
 *
 * @param path - construct path of the tenant or store the patches belong to
 * @throws ColonnadeError `CLN5010` when a patch names no rendered object or more than one, `CLN5011` when an operation cannot
 * be applied, `CLN5012` when a patch would rename the object or change its kind; all at once
 */
export function withPatches(
  objects: readonly KubernetesObject[],
  patches: readonly PatchModel[],
  path: string,
): readonly KubernetesObject[] {
  if (patches.length === 0) return objects;
  const findings: Finding[] = [];
  const result = [...objects];
  patches.forEach((patch, index) => {
    const report = (code: Finding['code'], message: string, fix: string): void => {
      findings.push({ code, severity: 'error', path, property: `patches[${index}]`, message, fix });
    };
    const at = findTarget(result, patch.target);
    const target = at.length === 1 ? result[at[0] ?? 0] : undefined;
    if (target === undefined) {
      reportTarget(result, patch.target, at.length, report);
      return;
    }
    const patched = applyPatch(target, patch, report);
    if (patched) result[at[0] ?? 0] = patched;
  });
  if (findings.length > 0) throw new ColonnadeError(findings);
  return result;
}

type ReportPatch = (code: Finding['code'], message: string, fix: string) => void;

function applyPatch(target: KubernetesObject, patch: PatchModel, report: ReportPatch): KubernetesObject | undefined {
  try {
    const operated = patch.operations === null ? target : applyJsonPatch(target, patch.operations);
    const patched = patch.merge === null ? operated : applyMergePatch(operated, patch.merge);
    if (isSameObject(patched, target)) return renamedJob(patched, target);
    report(
      RENDER_PROBLEMS.patchIdentity.code,
      `the patch changes apiVersion, kind, name or namespace of ${describe(patch.target)}.`,
      'leave the identity of the object as it is; a patch changes what an object says, not which object it is.',
    );
  } catch (error) {
    if (!(error instanceof PatchFailure)) throw error;
    report(
      RENDER_PROBLEMS.patchOperation.code,
      `the patch of ${describe(patch.target)} cannot be applied: ${error.message}.`,
      'compare its paths with the object as it is rendered without the patch.',
    );
  }
  return undefined;
}

/** A Job is immutable and named after its pod template: one whose template is patched is another Job. */
function renamedJob(patched: KubernetesObject, target: KubernetesObject): KubernetesObject {
  const template = templateOf(patched);
  if (patched.kind !== 'Job' || JSON.stringify(template) === JSON.stringify(templateOf(target))) return patched;
  const prefix = patched.metadata.name.replace(HASH, '');
  if (prefix === patched.metadata.name) return patched;
  return { ...patched, metadata: { ...patched.metadata, name: hashedName(prefix, template) } };
}

function templateOf(object: KubernetesObject): unknown {
  const spec = object['spec'];
  return typeof spec === 'object' && spec !== null && 'template' in spec ? spec.template : undefined;
}

/**
 * A target's name matches the whole name, or the part before the hash of what is named after its content: nobody should have
 * to know `bootstrap-1a2b3c4d`.
 */
function findTarget(objects: readonly KubernetesObject[], target: PatchModel['target']): number[] {
  const inScope = (object: KubernetesObject): boolean =>
    object.kind === target.kind && (target.namespace === null || object.metadata.namespace === target.namespace);
  const indexes = (matches: (name: string) => boolean): number[] =>
    objects.flatMap((object, index) => (inScope(object) && matches(object.metadata.name) ? [index] : []));
  const exact = indexes((name) => name === target.name);
  return exact.length > 0 ? exact : indexes((name) => name.replace(HASH, '') === target.name);
}

function reportTarget(
  objects: readonly KubernetesObject[],
  target: PatchModel['target'],
  found: number,
  report: ReportPatch,
): void {
  const sameKind = objects.filter((object) => object.kind === target.kind);
  const kinds = [...new Set(objects.map((object) => object.kind))].sort();
  const choice =
    sameKind.length > 0
      ? `one of ${sameKind.map((object) => JSON.stringify(object.metadata.name)).join(', ')}`
      : `an object of kind ${kinds.join(', ')}`;
  if (found === 0)
    report(
      RENDER_PROBLEMS.patchTarget.code,
      `the patch names ${describe(target)}, which is not rendered here.`,
      `name ${choice}.`,
    );
  else
    report(
      RENDER_PROBLEMS.patchTarget.code,
      `the patch names ${describe(target)}, which fits ${found} objects.`,
      'add target.namespace.',
    );
}

function describe(target: PatchModel['target']): string {
  return `${target.kind} ${target.namespace === null ? '' : `${target.namespace}/`}${target.name}`;
}

function isSameObject(patched: unknown, target: KubernetesObject): patched is KubernetesObject {
  if (typeof patched !== 'object' || patched === null) return false;
  const { apiVersion, kind, metadata } = patched as Partial<KubernetesObject>;
  return (
    apiVersion === target.apiVersion &&
    kind === target.kind &&
    metadata?.name === target.metadata.name &&
    metadata.namespace === target.metadata.namespace
  );
}
