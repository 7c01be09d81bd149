import type { JsonObject, JsonValue } from './object';

/**
 * URLs from which API servers fetch the keys of issuers, by the `jwt` list of an `AuthenticationConfiguration`; without issuers that
 * are asked through the tunnel (`egressSelectorType: cluster`).
 */
export function jwtIssuerUrls(jwt: readonly JsonObject[]): readonly string[] {
  return jwt.flatMap(({ issuer }) =>
    isObject(issuer) && issuer['egressSelectorType'] !== 'cluster'
      ? [issuer['url'], issuer['discoveryURL']].filter((url) => typeof url === 'string')
      : [],
  );
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
