import fc from 'fast-check';

/** Any of the properties, in any combination. */
export function some<T extends object>(properties: { [K in keyof T]: fc.Arbitrary<T[K]> }) {
  return fc.record<T, never>(properties, { requiredKeys: [] });
}

/** One of these words. */
export function word<const W extends string>(...words: readonly W[]): fc.Arbitrary<W> {
  return fc.constantFrom(...words);
}

export const flag = fc.boolean();
export const name = fc.constantFrom('a', 'own-name', 'x9');
export const hostname = fc.constantFrom('api.example.org', 'tunnel.example.org');
export const image = fc.constantFrom('registry.example.org/a/b', 'quay.io/x');
export const tagged = fc.constantFrom('registry.example.org/a/b:1', 'quay.io/x@sha256:' + 'a'.repeat(64));
export const size = fc.constantFrom('1Gi', '500Mi', '20Gi');
export const args = fc.constantFrom<readonly string[]>([], ['--v=4'], ['--v=4', '--debug=true']);
export const texts = fc.constantFrom<Readonly<Record<string, string>>>({}, { a: 'b' }, { 'example.org/a': 'b', c: '' });
export const resources = fc.constantFrom(
  {},
  { requests: { cpu: '10m', memory: '64Mi' } },
  { requests: { cpu: '1' }, limits: { memory: '1Gi' } },
);
