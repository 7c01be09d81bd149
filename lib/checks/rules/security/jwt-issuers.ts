import type { JsonObject, JsonValue } from '../../../kubernetes';
import type { Rule, TenantModel } from '../../../model';
import { tenantProgram } from '../../programs';
import { eachTenant } from '../../walk';

type Problem = (property: string, message: string, fix: string) => void;

/** CLN4015 */
export const jwtIssuers: Rule = {
  code: 'CLN4015',
  severity: 'error',
  title: 'a JWT issuer that the API server refuses',
  explanation:
    'kube-apiserver exits at start when its authentication configuration is invalid: an issuer has an https URL without user, query or fragment that no other issuer has, at least one audience, and a claim or an expression for the user name. See https://kubernetes.io/docs/reference/access-authn-authz/authentication/#using-authentication-configuration and staging/src/k8s.io/apiserver/pkg/apis/apiserver/validation.',
  wrong: tenantProgram(`authentication: {
  jwt: [{
    issuer: { url: 'https://login.example.org', audiences: [] },
    claimMappings: { username: { claim: 'sub', prefix: '' } },
  }],
},`),
  right: tenantProgram(`authentication: {
  jwt: [{
    issuer: { url: 'https://login.example.org', audiences: ['kubernetes'] },
    claimMappings: { username: { claim: 'sub', prefix: 'login:' } },
  }],
},`),
  check(fleet, report) {
    eachTenant(fleet, (tenant) => {
      const seen = new Set<string>();
      for (const [index, authenticator] of tenant.authentication.jwt.entries()) {
        const at = `authentication.jwt[${index}]`;
        const found: Problem = (property, message, fix) =>
          report({ path: tenant.path, property: `${at}.${property}`, message, fix });
        const issuer = objectAt(authenticator, 'issuer');
        issuerProblems(issuer, tenant, seen, found);
        audienceProblems(issuer, found);
        usernameProblems(objectAt(objectAt(authenticator, 'claimMappings'), 'username'), found);
        groupsProblems(objectAt(objectAt(authenticator, 'claimMappings'), 'groups'), found);
      }
    });
  },
};

function issuerProblems(issuer: JsonObject, tenant: TenantModel, seen: Set<string>, found: Problem): void {
  const url = issuer['url'];
  const property = 'issuer.url';
  if (typeof url !== 'string' || !URL.canParse(url)) {
    found(
      property,
      `expected an https URL (got ${JSON.stringify(url) ?? 'nothing'}).`,
      "url: 'https://login.example.org'.",
    );
    return;
  }
  const { protocol, username, password, search, hash } = new URL(url);
  if (protocol !== 'https:') found(property, `the URL ${url} is not https.`, 'use the https URL of the issuer.');
  if (username !== '' || password !== '') {
    found(property, 'the URL holds a user name or password.', 'remove everything before the @.');
  }
  if (search !== '' || hash !== '' || /[?#]/.test(url)) {
    found(property, `the URL ${url} holds a query or fragment.`, 'remove everything from ? or # on.');
  }
  if (url === `https://kubernetes.default.svc.${tenant.network.clusterDomain}`) {
    found(property, `${url} is the tenant’s own issuer of service-account tokens.`, 'remove it.');
  }
  if (seen.has(url)) found(property, `the issuer ${url} is listed before.`, 'merge the two, with both audiences.');
  seen.add(url);
}

function audienceProblems(issuer: JsonObject, found: Problem): void {
  const audiences = listOf(issuer['audiences']);
  const property = 'issuer.audiences';
  if (audiences.length === 0) {
    found(property, 'there is no audience, so no token would be accepted.', "audiences: ['kubernetes'].");
  }
  if (audiences.some((audience) => typeof audience !== 'string' || audience === '')) {
    found(property, 'an audience is empty.', 'remove it.');
  }
  if (new Set(audiences).size !== audiences.length) {
    found(property, `an audience is listed twice (got ${JSON.stringify(audiences)}).`, 'remove one of the two.');
  }
  const policy = issuer['audienceMatchPolicy'] ?? '';
  if (audiences.length > 1 && policy !== 'MatchAny') {
    found('issuer.audienceMatchPolicy', 'several audiences need a match policy.', "audienceMatchPolicy: 'MatchAny'.");
  }
}

function usernameProblems(username: JsonObject, found: Problem): void {
  const property = 'claimMappings.username';
  const claim = textOf(username['claim']);
  const expression = textOf(username['expression']);
  if ((claim === '') === (expression === '')) {
    found(property, 'expected either a claim or an expression.', "username: { claim: 'sub', prefix: 'login:' }.");
  } else if (claim !== '' && typeof username['prefix'] !== 'string') {
    found(
      property,
      'a claim needs a prefix; an empty one means none.',
      `username: { claim: '${claim}', prefix: 'login:' }.`,
    );
  } else if (expression !== '' && username['prefix'] !== undefined) {
    found(property, 'an expression has no prefix.', 'remove the prefix and write it into the expression.');
  }
}

function groupsProblems(groups: JsonObject, found: Problem): void {
  const property = 'claimMappings.groups';
  const claim = textOf(groups['claim']);
  const expression = textOf(groups['expression']);
  if (claim !== '' && expression !== '') {
    found(property, 'claim and expression cannot both be set.', 'remove one of the two.');
  } else if (claim !== '' && typeof groups['prefix'] !== 'string') {
    found(
      property,
      'a claim needs a prefix; an empty one means none.',
      `groups: { claim: '${claim}', prefix: 'login:' }.`,
    );
  }
}

function objectAt(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return isObject(value) ? value : {};
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isList(value) ? value : [];
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
