import { isMap, mapOf } from './values';
import type { Properties, SetObject } from './values';

/**
 * An object as the API server keeps it: what a Secret has in `stringData` is in `data`, in base64, and wins there. Server-side apply
 * does not forget a key that was given in `stringData` once, because nobody owns it in `data`.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data
 * @see https://github.com/kubernetes/kubernetes/issues/108008
 */
export function asStored(object: SetObject): SetObject {
  const { stringData, ...kept } = object;
  if (!isSecret(object) || !isMap(stringData)) return object;
  const { apiVersion, kind, metadata } = object;
  return { ...kept, apiVersion, kind, metadata, data: { ...mapOf(kept['data']), ...asData(stringData) } };
}

/** What became of the object that {@link asStored} made, with `stringData` again where the program has it. */
export function spelledLike(written: SetObject, stored: unknown): unknown {
  const { stringData, data } = written;
  if (!isSecret(written) || !isMap(stringData) || !isMap(stored)) return stored;
  const { data: found, ...rest } = stored;
  const now = mapOf(found);
  const texts = Object.entries(stringData).flatMap(([key, text]) => {
    if (!Object.hasOwn(now, key)) return [];
    return [[key, now[key] === base64Of(text) ? text : Buffer.from(String(now[key]), 'base64').toString('utf8')]];
  });
  const overruled = Object.entries(mapOf(data)).filter(([key]) => Object.hasOwn(stringData, key));
  const others = Object.entries(now).filter(([key]) => !Object.hasOwn(stringData, key));
  return {
    ...rest,
    ...(data !== undefined && { data: Object.fromEntries([...overruled, ...others]) as Properties }),
    stringData: Object.fromEntries(texts) as Properties,
  };
}

function isSecret({ apiVersion, kind }: SetObject): boolean {
  return apiVersion === 'v1' && kind === 'Secret';
}

/** Texts as `data` has them. What is no text is left for the API server to refuse. */
export function asData(texts: Properties): Properties {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, base64Of(text)]));
}

function base64Of(text: unknown): unknown {
  return typeof text === 'string' ? Buffer.from(text, 'utf8').toString('base64') : text;
}
