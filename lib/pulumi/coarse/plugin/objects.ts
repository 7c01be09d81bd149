import type { Identity } from './cluster';
import { isMap } from './values';
import type { Content, ObjectSetState, SetObject } from './values';

/** The object that a text is, which our own side of the resource wrote. */
export function parseObject(text: string): SetObject {
  const value: unknown = JSON.parse(text);
  if (!isObject(value)) throw new Error(`no object of Kubernetes: ${text.slice(0, 80)}`);
  return value;
}

const TAKEN_APART = new WeakMap<Content, SetObject>();

/** The object that a content is, `undefined` where it is not known yet. It is taken apart once. */
export function objectIn(content: Content): SetObject | undefined {
  const known = TAKEN_APART.get(content);
  if (known !== undefined || content.text === undefined) return known;
  const object = parseObject(content.text);
  TAKEN_APART.set(content, object);
  return object;
}

/** What an object is in its cluster. */
export function identityOf({ apiVersion, kind, metadata: { name, namespace } }: SetObject): Identity {
  return { apiVersion, kind, name, ...(namespace !== undefined && { namespace }) };
}

/** An identity as text, for comparisons and for people: `apps/v1 Deployment tenant-a/kube-apiserver`. */
export function formatIdentity({ apiVersion, kind, name, namespace }: Identity): string {
  return `${apiVersion} ${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** Identities in the objects of a set whose content is known, in the order of its phases. */
export function identitiesOf(set: ObjectSetState): readonly (readonly [name: string, identity: Identity])[] {
  return namesInOrder(set).flatMap((name) => {
    const content = set.objects.get(name);
    const object = content && objectIn(content);
    return object === undefined ? [] : [[name, identityOf(object)] as const];
  });
}

/** Names of a set, phase by phase; whatever is in no phase comes last. */
export function namesInOrder({ phases, objects }: ObjectSetState): readonly string[] {
  return [...new Set([...phases.flat().filter((name) => objects.has(name)), ...objects.keys()])];
}

function isObject(value: unknown): value is SetObject {
  return (
    isMap(value) &&
    typeof value['apiVersion'] === 'string' &&
    typeof value['kind'] === 'string' &&
    isMap(value['metadata']) &&
    typeof value['metadata']['name'] === 'string'
  );
}
