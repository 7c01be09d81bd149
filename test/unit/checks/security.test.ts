import fc from 'fast-check';
import type { JsonObject } from '../../../lib/kubernetes';
import type { PatchModel } from '../../../lib/model';
import {
  cluster,
  dedicatedFleet,
  findingsOf,
  fleetModel,
  fleetOf,
  loadBalancer,
  poolFleet,
  store,
  tenant,
  tenantFleet,
  theFinding,
} from './fixtures';
import { SEED } from '../../support/fleets/seed';

const extraArgs = (apiServer: Record<string, string>) =>
  tenantFleet({ extraArgs: { ...tenant().extraArgs, apiServer } });
const annotated = (annotations: Record<string, string>) => tenantFleet({ annotations });

// Put together here, so that no scanner takes this file for a leak.
const PEM = ['-----BEGIN EC', 'PRIVATE KEY-----\nMHcCAQEE\n-----END EC PRIVATE KEY-----'].join(' ');
const JWT = [`eyJ${'hbGciOiJSUzI1NiJ9'}`, `eyJ${'zdWIiOiJzeXN0ZW0ifQ'}`, 'c2lnbmF0dXJlLW9mLXRva2Vu'].join('.');
const AWS = `AKIA${'IOSFODNN7EXAMPLE'}`;

describe('secrets in plain sight', () => {
  test.each([
    ['a private key', PEM],
    ['a private key in base64', Buffer.from(PEM).toString('base64')],
    ['a private key in base64, shifted', Buffer.from(`-----BEGIN RSA${PEM.slice(13)}`).toString('base64')],
    ['a private key of PKCS #8 in base64', Buffer.from(PEM.replace('EC PRIVATE', 'PRIVATE')).toString('base64')],
    ['a JSON web token', JWT],
    ['a bearer token', 'Authorization: Bearer 0123456789abcdef0123'],
    ['an AWS key', AWS],
    ['a GitHub token', `ghp_${'a1B2'.repeat(9)}`],
    ['a password in a URL', 'postgres://admin:hunter22@db.example.org/x'],
    ['a password in a text', 'user=admin password=hunter22'],
    ['a token argument', '--token=0123456789'],
    ['a bootstrap token', 'abcdef.0123456789abcdef'],
    ['a kubeconfig', `users:\n- user:\n    client-key-data: ${'QUJD'.repeat(8)}\n`],
    ['a registry credential', '{"auths":{"r.example.org":{"auth":"dXNlcjpwYXNz"}}}'],
  ])('%s is found and not shown', (_kind, secret) => {
    const found = theFinding('CLN4001', annotated({ 'example.org/note': secret }));
    expect(found).toMatchObject({
      severity: 'error',
      path: 'acme/eu-1/team-a',
      property: 'annotations.example.org/note',
    });
    expect(found.message).not.toContain(secret.slice(0, 12));
    expect(found.message.length).toBeLessThan(160);
  });

  test.each([
    ['password'],
    ['DB_PASSWORD'],
    ['api-key'],
    ['apiKey'],
    ['example.org/client-secret'],
    ['clientSecret'],
    ['token'],
  ])('whatever stands under %s is one', (name) => {
    expect(findingsOf('CLN4001', annotated({ [name]: 'correct horse' }))).toHaveLength(1);
  });

  test.each([
    ['password', '/etc/secret/password'],
    ['token', 'vault:kv/data/x#token'],
    ['password-secret-name', 'db-credentials'],
    ['token-ttl', '24h'],
    ['service-account-max-token-expiration', '24h'],
    ['token', 'true'],
    ['note', 'rotate the password on Monday'],
    ['note', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----'],
    ['note', 'https://login.example.org/path?x=1'],
    ['note', 'abcdef.internaldomains'],
    ['image', `registry.k8s.io/etcd@sha256:${'0123456789abcdef'.repeat(4)}`],
  ])('%s: %s is none', (name, text) => {
    expect(findingsOf('CLN4001', annotated({ [name]: text }))).toEqual([]);
  });

  test('they are found wherever a program can put them', () => {
    const places = [
      [tenantFleet({ labels: { x: AWS } }), 'labels.x'],
      [extraArgs({ 'some-flag': JWT }), 'extraArgs.apiServer.some-flag'],
      [tenantFleet({ endpoint: loadBalancer({ annotations: { x: AWS } }) }), 'endpoint.annotations.x'],
      [
        tenantFleet({
          authentication: { anonymous: 'health', jwt: [{ issuer: { url: 'https://u:pass1234@x.org' } }] },
        }),
        'authentication.jwt[0].issuer.url',
      ],
      [tenantFleet({ audit: { ...tenant().audit, rules: [{ level: AWS }] } }), 'audit.rules[0].level'],
      [
        tenantFleet({ addons: { kubeProxy: { mode: 'nftables', config: { a: { b: AWS } } }, coreDns: null } }),
        'addons.kubeProxy.config.a.b',
      ],
      [dedicatedFleet({ extraArgs: { x: AWS } }), 'store.extraArgs.x'],
      [fleetModel({ managementClusters: [cluster({ annotations: { x: AWS } })] }), 'annotations.x'],
      [
        fleetModel({ managementClusters: [cluster({ stores: [store({ annotations: { x: AWS } })] })] }),
        'annotations.x',
      ],
      [
        fleetModel({ managementClusters: [cluster({ engine: { name: 'native', options: { x: AWS } } })] }),
        'engine.options.x',
      ],
      [poolFleet({ labels: { x: AWS } }), 'labels.x'],
      [annotated({ [AWS]: 'x' }), `annotations.${AWS}`],
    ] as const;
    for (const [fleet, property] of places) expect(theFinding('CLN4001', fleet)).toMatchObject({ property });
  });

  test('an environment variable in a patch is judged by its name', () => {
    const merge = { spec: { env: [{ name: 'DB_PASSWORD', value: 'hunter22' }] } };
    const patches: PatchModel[] = [
      { target: { kind: 'Deployment', name: 'x', namespace: null }, operations: null, merge },
    ];
    expect(theFinding('CLN4001', tenantFleet({ patches }))).toMatchObject({
      property: 'patches[0].merge.spec.env[0].value',
    });
  });

  test('a patch does not write the content of a Secret', () => {
    const target = { kind: 'Secret', name: 'x', namespace: null };
    const merged: PatchModel = { target, operations: null, merge: { data: { a: 'eA==' } } };
    const operated: PatchModel = {
      target,
      operations: [{ op: 'add', path: '/stringData/a', value: 'x' }],
      merge: null,
    };
    const labelled: PatchModel = { target, operations: null, merge: { metadata: { labels: { a: 'b' } } } };
    expect(findingsOf('CLN4001', tenantFleet({ patches: [merged, operated, labelled] }))).toMatchObject([
      { property: 'patches[0]' },
      { property: 'patches[1]' },
    ]);
  });

  test('a secret in an object that two tenants share is reported for both', () => {
    const annotations = Object.freeze({ x: AWS });
    const pair = fleetOf(
      tenant({ annotations }),
      tenant({ name: 'team-b', endpoint: loadBalancer({ address: '203.0.113.11' }), annotations }),
    );
    expect(findingsOf('CLN4001', pair).map(({ path }) => path)).toEqual(['acme/eu-1/team-a', 'acme/eu-1/team-b']);
  });

  test('ordinary words never are secrets', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'abcdefghij-./'), maxLength: 60 }), (text) => {
        expect(findingsOf('CLN4001', annotated({ note: text }))).toEqual([]);
      }),
      { seed: SEED },
    );
  });
});

describe('values that were not known yet', () => {
  test.each([
    ['a Pulumi Output', 'Calling [toString] on an [Output<T>] is not supported.\n\nTo get the value…'],
    ['a Pulumi Output as JSON', 'Calling [toJSON] on an [Output<T>] is not supported.'],
    ['an unknown of Pulumi', '04da6b54-80e4-46f7-96ec-b56ff0331ba9'],
    ['a token', 'vpc-${Token[TOKEN.12]}'],
    ['a token of a list', '#{Token[TOKEN.3]}'],
    ['a token of Terraform', '${TfToken[TOKEN.0]}'],
    ['an object', 'vpc-[object Object]'],
    ['a promise', '[object Promise]'],
    ['nothing', 'vpc-undefined'],
    ['nothing at all', 'undefined'],
  ])('the text of %s is refused', (_kind, text) => {
    expect(theFinding('CLN4002', annotated({ 'example.org/vpc': text }))).toMatchObject({
      severity: 'error',
      property: 'annotations.example.org/vpc',
    });
  });

  test('keys are looked at too', () => {
    expect(findingsOf('CLN4002', annotated({ '${Token[TOKEN.1]}': 'x' }))).toHaveLength(1);
  });

  test.each([['an undefined behaviour'], ['${HOME}'], ['Token[1]'], ['nan']])('%p is a text like any other', (text) => {
    expect(findingsOf('CLN4002', annotated({ note: text }))).toEqual([]);
  });
});

describe('admission plugins', () => {
  const plugins = (enable: string[], disable: string[] = [], version = '1.35.4') =>
    tenantFleet({ version, admission: { enable, disable } });

  test('an unknown one is refused, and the nearest is named', () => {
    expect(theFinding('CLN4004', plugins(['AlwaysPullImage']))).toMatchObject({
      property: 'admission.enable[0]',
      fix: "did you mean 'AlwaysPullImages'?",
    });
    expect(theFinding('CLN4004', plugins([], ['nodeRestriction']))).toMatchObject({ property: 'admission.disable[0]' });
  });

  test('plugins come with minors', () => {
    expect(findingsOf('CLN4004', plugins(['JobValidation'], [], '1.35.4'))).toHaveLength(1);
    expect(findingsOf('CLN4004', plugins(['JobValidation'], [], '1.36.3'))).toEqual([]);
  });

  test('one that is enabled and disabled, or denies everything, is refused', () => {
    expect(findingsOf('CLN4005', plugins(['AlwaysPullImages'], ['AlwaysPullImages']))).toHaveLength(1);
    expect(findingsOf('CLN4005', plugins(['AlwaysDeny']))).toHaveLength(1);
  });

  test('one that needs a configuration gets it from a patch or is refused', () => {
    expect(theFinding('CLN4006', plugins(['EventRateLimit']))).toMatchObject({ property: 'admission.enable[0]' });
    const target = { kind: 'ConfigMap', name: 'kube-apiserver-config', namespace: null };
    const patched = {
      admission: { enable: ['EventRateLimit'], disable: [] },
      patches: [{ target, operations: null, merge: { data: {} } }],
    };
    expect(findingsOf('CLN4006', tenantFleet(patched))).toEqual([]);
  });

  test('disabling a protective one is a warning', () => {
    expect(theFinding('CLN4003', plugins([], ['NodeRestriction']))).toMatchObject({
      severity: 'warning',
      property: 'admission.disable[0]',
    });
    expect(findingsOf('CLN4003', plugins([], ['DefaultIngressClass', 'toString']))).toEqual([]);
  });
});

describe('weak choices', () => {
  test('no audit log is a warning', () => {
    expect(theFinding('CLN4007', tenantFleet({ audit: { ...tenant().audit, enabled: false } }))).toMatchObject({
      severity: 'warning',
    });
  });

  test('Secrets in the clear are a warning', () => {
    expect(theFinding('CLN4008', tenantFleet({ encryption: { provider: 'identity', resources: [] } }))).toMatchObject({
      property: 'encryption',
    });
    expect(
      theFinding('CLN4008', tenantFleet({ encryption: { provider: 'secretbox', resources: ['configmaps'] } })),
    ).toMatchObject({
      property: 'encryption.resources',
      fix: "resources: ['secrets', 'configmaps'].",
    });
    expect(findingsOf('CLN4008', tenantFleet({ encryption: { provider: 'aesgcm', resources: ['*.*'] } }))).toEqual([]);
  });

  test.each([
    [{ 'tls-min-version': 'VersionTLS11' }, true],
    [{ 'tls-min-version': 'VersionTLS12' }, false],
    [{ 'tls-cipher-suites': 'TLS_AES_128_GCM_SHA256,TLS_RSA_WITH_AES_128_CBC_SHA' }, true],
    [{ 'tls-cipher-suites': 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256' }, false],
    [{ 'enable-priority-and-fairness': 'false' }, true],
    [{ 'service-account-lookup': 'false' }, true],
    [{ v: '4' }, false],
  ])('%j is weak: %p', (flags, weak) => {
    expect(findingsOf('CLN4009', extraArgs(flags as Record<string, string>)).length > 0).toBe(weak);
  });
});

describe('extra arguments', () => {
  test('a managed flag is refused and names the property to use', () => {
    expect(theFinding('CLN3010', extraArgs({ 'oidc-issuer-url': 'https://x' }))).toMatchObject({
      property: 'extraArgs.apiServer.oidc-issuer-url',
      fix: 'use authentication.oidc.',
    });
    expect(theFinding('CLN3010', extraArgs({ 'etcd-prefix': '/other' }))).toMatchObject({ fix: 'use store.' });
    const scheduler = { ...tenant().extraArgs, scheduler: { 'leader-elect': 'false' } };
    expect(theFinding('CLN3010', tenantFleet({ extraArgs: scheduler }))).toMatchObject({
      property: 'extraArgs.scheduler.leader-elect',
    });
  });

  test('flags of another engine are its own matter', () => {
    const args = { ...tenant().extraArgs, apiServer: { 'etcd-prefix': '/other' } };
    expect(findingsOf('CLN3010', tenantFleet({ engine: { name: 'other', options: {} }, extraArgs: args }))).toEqual([]);
  });

  test.each([['--v'], ['v=4'], ['V'], [''], ['some_flag'], ['a--b'], ['x'.repeat(300) + ' ']])(
    '%p is no flag name',
    (flag) => {
      expect(findingsOf('CLN3011', extraArgs({ [flag]: '4' }))).toHaveLength(1);
    },
  );

  test('a line break in a value is refused', () => {
    expect(findingsOf('CLN3011', extraArgs({ v: '4\n--anonymous-auth=true' }))).toHaveLength(1);
  });
});

describe('JWT issuers', () => {
  const username = { claim: 'sub', prefix: '' };
  const jwt = (...authenticators: JsonObject[]) =>
    tenantFleet({ authentication: { anonymous: 'health', jwt: authenticators } });
  const issuer = (fields: JsonObject, mappings: JsonObject = { username }) => ({
    issuer: { url: 'https://login.example.org', audiences: ['k'], ...fields },
    claimMappings: mappings,
  });

  test('a complete one is fine', () => {
    expect(findingsOf('CLN4015', jwt(issuer({})))).toEqual([]);
    expect(findingsOf('CLN4015', jwt(issuer({}, { username: { expression: 'claims.sub' } })))).toEqual([]);
    expect(findingsOf('CLN4015', jwt(issuer({ audiences: ['a', 'b'], audienceMatchPolicy: 'MatchAny' })))).toEqual([]);
  });

  test.each([
    [{ url: 'http://login.example.org' }, 'issuer.url'],
    [{ url: 'https://u@login.example.org' }, 'issuer.url'],
    [{ url: 'https://login.example.org?x=1' }, 'issuer.url'],
    [{ url: 'https://login.example.org#' }, 'issuer.url'],
    [{ url: 'login.example.org' }, 'issuer.url'],
    [{ url: 7 }, 'issuer.url'],
    [{ url: 'https://kubernetes.default.svc.cluster.local' }, 'issuer.url'],
    [{ audiences: [] }, 'issuer.audiences'],
    [{ audiences: [''] }, 'issuer.audiences'],
    [{ audiences: ['a', 'b'] }, 'issuer.audienceMatchPolicy'],
  ])('%j is refused', (fields, property) => {
    expect(theFinding('CLN4015', jwt(issuer(fields as JsonObject)))).toMatchObject({
      property: `authentication.jwt[0].${property}`,
    });
  });

  test.each([
    [{}, 'claimMappings.username'],
    [{ username: { claim: 'sub' } }, 'claimMappings.username'],
    [{ username: { claim: 'sub', expression: 'claims.sub', prefix: '' } }, 'claimMappings.username'],
    [{ username: { expression: 'claims.sub', prefix: '' } }, 'claimMappings.username'],
    [{ username, groups: { claim: 'groups' } }, 'claimMappings.groups'],
  ])('the mapping %j is refused', (mappings, property) => {
    expect(theFinding('CLN4015', jwt(issuer({}, mappings as JsonObject)))).toMatchObject({
      property: `authentication.jwt[0].${property}`,
    });
  });

  test('an issuer is listed once', () => {
    expect(theFinding('CLN4015', jwt(issuer({}), issuer({})))).toMatchObject({
      property: 'authentication.jwt[1].issuer.url',
    });
  });

  test('whatever shape it has, nothing is thrown', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('issuer', 'claimMappings'), fc.jsonValue()), (value) => {
        findingsOf('CLN4015', jwt(value));
      }),
      { seed: SEED },
    );
  });
});

describe('patches', () => {
  const patched = (patch: Partial<PatchModel>) =>
    tenantFleet({
      patches: [
        {
          target: { kind: 'Service', name: 'kube-apiserver', namespace: null },
          operations: null,
          merge: null,
          ...patch,
        },
      ],
    });

  test.each([
    [{ spec: { selector: { 'app.kubernetes.io/name': 'x' } } }],
    [{ spec: { selector: null } }],
    [{ spec: { clusterIP: '10.0.0.1' } }],
    [{ metadata: { name: 'x' } }],
    [{ metadata: { namespace: 'x' } }],
    [{ spec: { template: { metadata: { labels: { 'app.kubernetes.io/name': 'x' } } } } }],
    [{ spec: { template: null } }],
    [{ kind: 'Deployment' }],
  ])('the merge patch %j is refused', (merge) => {
    expect(theFinding('CLN5001', patched({ merge }))).toMatchObject({
      path: 'acme/eu-1/team-a',
      property: 'patches[0]',
    });
  });

  test.each([
    [{ op: 'replace', path: '/spec/selector/app.kubernetes.io~1name', value: 'x' }],
    [{ op: 'remove', path: '/spec/selector' }],
    [{ op: 'replace', path: '/spec', value: {} }],
    [{ op: 'replace', path: '/metadata/name', value: 'x' }],
    [{ op: 'move', from: '/spec/selector', path: '/spec/other' }],
    [{ op: 'add', path: '/spec/template/metadata/labels/colonnade.dev~1tenant', value: 'x' }],
    [{ op: 'add', path: '/spec/template/metadata', value: {} }],
    [{ op: 'replace', path: '/spec/volumeClaimTemplates/0/spec/resources', value: {} }],
  ] as const)('the operation %j is refused', (operation) => {
    expect(findingsOf('CLN5001', patched({ operations: [operation] }))).toHaveLength(1);
  });

  test.each([
    [{ merge: { spec: { externalTrafficPolicy: 'Local' } } }],
    [{ merge: { metadata: { labels: { a: 'b' }, annotations: { c: 'd' } } } }],
    [{ merge: { spec: { template: { metadata: { labels: { 'example.org/a': 'b' } } } } } }],
    [{ merge: { spec: { template: { spec: { priorityClassName: 'x' } } } } }],
    [{ operations: [{ op: 'add', path: '/spec/template/spec/containers/0/env', value: [] }] }],
    [{ operations: [{ op: 'test', path: '/spec/selector', value: {} }] }],
    [{ operations: [{ op: 'add', path: '/spec/selectorSuffix', value: 1 }] }],
  ] as const)('%j may be patched', (patch) => {
    expect(findingsOf('CLN5001', patched(patch))).toEqual([]);
  });
});
