/** Kinds whose resource is not formed as others are. */
const IRREGULAR: Readonly<Record<string, string>> = { Endpoints: 'endpoints' };

/** The resource of a kind, for example `networkpolicies` of `NetworkPolicy`: kinds are English nouns. */
export function resourceNameOf(kind: string): string {
  const noun = kind.toLowerCase();
  if (Object.hasOwn(IRREGULAR, kind)) return IRREGULAR[kind] ?? noun;
  if (/(s|x|ch|sh)$/.test(noun)) return `${noun}es`;
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}
