import type { SetArrangement, SetProtection } from '../set';

/** How the engine writes what is not known yet. @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/plugin/rpc.go */
const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
/** How it marks a value that is wrapped, and which mark says that the value is a secret. */
const SIGNATURE = '4dabf18193072939515e22adb298388d';
const SECRET = '1b47061264138c4ac30d75fd1eb44270';

/** Values as the engine sends them. */
export type Properties = Readonly<Record<string, unknown>>;

/** An object as far as it is looked into. */
export interface SetObject extends Properties {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Properties & { readonly name: string; readonly namespace?: string };
}

/** The content of an object of a set: JSON, `undefined` where it is not known yet. */
export interface Content {
  readonly text: string | undefined;
  readonly isSecret: boolean;
}

/** A set of objects as its resource has it. */
export interface ObjectSetState extends SetArrangement {
  readonly objects: ReadonlyMap<string, Content>;
}

/** Nothing of a set: what there was before it. */
export const EMPTY_SET: ObjectSetState = {
  objects: new Map(),
  phases: [],
  waitFor: {},
  writtenBack: {},
  guarded: [],
  protection: 'none',
};

/** A set from the inputs of its resource. What is not known yet is left out, but for contents. */
export function objectSetOf(inputs: Properties): ObjectSetState {
  const objects = mapOf(inputs['objects']);
  const arrangement = arrangementIn(inputs);
  return {
    objects: new Map(Object.entries(objects).map(([name, value]) => [name, contentOf(value)])),
    phases: listOf(arrangement['phases']).map((phase) => listOf(phase).map(String)),
    waitFor: Object.fromEntries(
      Object.entries(mapOf(arrangement['waitFor'])).map(([name, text]) => [name, String(text)]),
    ),
    writtenBack: Object.fromEntries(
      Object.entries(mapOf(arrangement['writtenBack'])).map(([name, paths]) => [name, listOf(paths).map(String)]),
    ),
    guarded: listOf(arrangement['guarded']).map(String),
    protection: protectionOf(arrangement['protection']),
  };
}

/** The value without the mark of a secret, `undefined` where it is not known yet. */
export function plain(value: unknown): unknown {
  const inner = isWrappedSecret(value) ? value['value'] : value;
  return inner === UNKNOWN ? undefined : inner;
}

/** The value, marked as a secret where another one is. */
export function markedLike(value: unknown, isSecret: boolean): unknown {
  return isSecret ? { [SIGNATURE]: SECRET, value } : value;
}

/** The entries of a value that is a map. */
export function mapOf(value: unknown): Properties {
  const inner = plain(value);
  return isMap(inner) ? inner : {};
}

/** The items of a value that is a list. */
export function listOf(value: unknown): readonly unknown[] {
  const inner = plain(value);
  return Array.isArray(inner) ? (inner as readonly unknown[]) : [];
}

/** Whether a value has named fields. */
export function isMap(value: unknown): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isWrappedSecret(value: unknown): value is Properties {
  return isMap(value) && value[SIGNATURE] === SECRET;
}

function arrangementIn(inputs: Properties): Properties {
  const text = plain(inputs['arrangement']);
  return typeof text === 'string' ? mapOf(JSON.parse(text)) : {};
}

function contentOf(value: unknown): Content {
  const text = plain(value);
  return { text: typeof text === 'string' ? text : undefined, isSecret: isWrappedSecret(value) };
}

function protectionOf(value: unknown): SetProtection {
  return value === 'protect' || value === 'retain' ? value : 'none';
}
