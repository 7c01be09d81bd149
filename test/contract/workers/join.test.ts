import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { native } from '../../../lib/engines/native';
import { nativeTenantInventory } from '../../../lib/engines/native/pki';
import type { KubernetesObject } from '../../../lib/kubernetes';
import type { TenantModel, WorkerPoolModel } from '../../../lib/model';
import { issueInProcess } from '../../../lib/pki';
import type { PrivateMaterial } from '../../../lib/pki';
import { LocalControlPlane } from '../../../lib/testing';
import { bootstrapTokenSecret, caHash, parseCredential, singleUseTokenId } from '../../../lib/workers';
import type { JoinCredential } from '../../../lib/workers';
import { until } from '../../support/until';
import { aPool, aTenant } from '../../support/workers';
import { get } from '../../unit/engines/native/bootstrap/helpers';
import { etcdCluster, managementCluster } from '../../unit/engines/native/fixtures';
import {
  Controllers,
  Script,
  ask,
  askWithToken,
  bootstrap,
  credentialFiles,
  describeSite,
  signingRequest,
  trust,
} from './site';

jest.setTimeout(20 * 60_000);

const NAMESPACE = 'tenant-team-a';
const CSRS = '/apis/certificates.k8s.io/v1/certificatesigningrequests';
const SYSTEM = '/api/v1/namespaces/kube-system';

function pool(name: string, changes: Partial<Parameters<typeof aPool>[0]> = {}): WorkerPoolModel {
  return aPool({
    name,
    path: `acme/eu-1/team-a/${name}`,
    join: {
      group: `system:bootstrappers:colonnade:${name}`,
      tokenMinutes: 60,
      delivery: { kind: 'secret', everyMinutes: 20, store: null },
    },
    ...changes,
  });
}

const GENERAL = pool('general');
const OTHER = pool('other', {
  bootstrap: { kind: 'kubeadm', discovery: 'token', ignorePreflightErrors: [], installPackages: true },
});
const host = (name: string) => ({ name, address: name, user: 'root', port: 22, hostKey: null, labels: {} });
const METAL = pool('metal', {
  machines: { hosts: [host('metal-1'), host('metal-2')] },
  join: {
    group: 'system:bootstrappers:colonnade:metal',
    tokenMinutes: 60,
    delivery: { kind: 'single-use' },
  },
});

function tenantWith(...workerPools: readonly WorkerPoolModel[]): TenantModel {
  return aTenant({
    workerPools,
    namespace: NAMESPACE,
    store: { kind: 'dedicated', cluster: etcdCluster({ namespace: NAMESPACE }) },
    addons: { kubeProxy: null, coreDns: null },
  });
}

function render(...pools: readonly WorkerPoolModel[]): readonly KubernetesObject[] {
  return native().renderTenant(tenantWith(...pools), { cluster: managementCluster() });
}

const messageOf = (body: unknown): string => String((body as { message?: unknown }).message);
const dataOf = (body: unknown): Readonly<Record<string, string>> => (body as { data: Record<string, string> }).data;
const decoded = (text: string | undefined): string => Buffer.from(text ?? '', 'base64').toString('utf8');
const inMinutes = (minutes: number): string =>
  new Date(Date.now() + minutes * 60_000).toISOString().replace(/\.\d+Z$/, 'Z');

describeSite('joining a tenant', () => {
  let tenant: LocalControlPlane;
  let management: LocalControlPlane;
  let controllers: Controllers;
  let material: PrivateMaterial;

  beforeAll(async () => {
    [tenant, management] = await Promise.all([
      LocalControlPlane.start({
        version: '1.36.3',
        apiServerArgs: { 'enable-admission-plugins': 'NodeRestriction', 'service-cluster-ip-range': '10.96.0.0/16' },
      }),
      LocalControlPlane.start({ version: '1.36.3' }),
    ]);
    const [issued] = await issueInProcess([
      nativeTenantInventory(tenantWith(GENERAL, OTHER, METAL), managementCluster()),
    ]);
    if (issued === undefined) throw new Error('one inventory gives one set of keys');
    material = issued;
    await trust(tenant, material);
    controllers = new Controllers(tenant, material);
    await bootstrapWith(GENERAL, OTHER, METAL);
    await management.request('POST', '/api/v1/namespaces', object('v1', 'Namespace', { name: NAMESPACE }));
    for (const name of ['general', 'other']) {
      const cronJob = get(render(GENERAL, OTHER, METAL), 'CronJob', `join-${name}`);
      const { status } = await management.request('POST', `/apis/batch/v1/namespaces/${NAMESPACE}/cronjobs`, cronJob);
      expect(status).toBe(201);
    }
  });

  afterAll(async () => {
    await controllers?.stop();
    await Promise.all([tenant, management].map((cluster) => cluster?.stop()));
  });

  const bootstrapWith = (...pools: readonly WorkerPoolModel[]): Promise<void> =>
    bootstrap(tenant, render(...pools), material.pair('super-admin'));

  test('Jobs of what the tenant held before are forgotten by the one that is done, and younger ones stay', async () => {
    const jobs = `/apis/batch/v1/namespaces/${NAMESPACE}/jobs`;
    await tenant.request('POST', '/api/v1/namespaces', object('v1', 'Namespace', { name: NAMESPACE }));
    const rendered = get(render(GENERAL), 'Job', 'bootstrap');
    for (const name of ['bootstrap-old', 'bootstrap-now', 'bootstrap-later']) {
      const { status } = await tenant.request('POST', jobs, { ...rendered, metadata: { ...rendered.metadata, name } });
      expect(status).toBe(201);
      // Times of creation are whole seconds.
      await new Promise((done) => setTimeout(done, 1100));
    }
    await bootstrap(tenant, render(GENERAL, OTHER, METAL), material.pair('super-admin'), 'bootstrap-now');
    const { body } = await tenant.request('GET', jobs);
    const names = (body as { items: { metadata: { name: string; deletionTimestamp?: string } }[] }).items
      .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
      .map(({ metadata }) => metadata.name);
    expect(names).toEqual(['bootstrap-later', 'bootstrap-now']);
  });

  /** Runs the first Job of a pool, as rendered, and gives what it wrote. */
  async function mint(name: string): Promise<{ readonly credential: JoinCredential; readonly output: string }> {
    const job = get(render(GENERAL, OTHER, METAL), 'Job', `join-${name}`);
    const files = credentialFiles(tenant, material.pair(`token-maker-${name}`));
    const script = new Script(job, tenant, files, { KUBECONFIG: management.kubeconfigPath });
    const { code, output } = await script.run();
    script.close();
    if (code !== 0) throw new Error(`the Job ended with ${code}: ${output}`);
    const secret = await management.request('GET', `/api/v1/namespaces/${NAMESPACE}/secrets/join-${name}`);
    return { credential: parseCredential(decoded(dataOf(secret.body)['credential'])), output };
  }

  const asMaker = (name: string, method: string, path: string, body?: unknown) =>
    ask(tenant, { pair: material.pair(`token-maker-${name}`) }, method, path, body);

  describe('with a credential that its Job made', () => {
    let credential: JoinCredential;
    let output: string;
    const as = (method: string, path: string, body?: unknown) =>
      askWithToken(tenant, credential.token, method, path, body);

    beforeAll(async () => {
      ({ credential, output } = await mint('general'));
    });

    test('the credential says where to, whom to trust and until when, and nothing of the token is printed', async () => {
      expect(credential).toMatchObject({
        server: 'https://203.0.113.10:6443',
        ca: tenant.caCert,
        caHash: caHash(tenant.caCert),
        tenant: 'team-a',
        pool: 'general',
      });
      const minutes = (Date.parse(credential.expires) - Date.now()) / 60_000;
      expect(minutes).toBeGreaterThan(55);
      expect(minutes).toBeLessThanOrEqual(60);
      const [id = '', secret = ''] = credential.token.split('.');
      expect(output).toContain(`made token ${id}`);
      expect(output).not.toContain(secret);
      const { body } = await management.request('GET', `/api/v1/namespaces/${NAMESPACE}/secrets/join-general`);
      expect(body).toMatchObject({
        metadata: {
          labels: { 'colonnade.dev/pool': 'general', 'colonnade.dev/tenant': 'team-a' },
          annotations: { 'colonnade.dev/expires': credential.expires, 'colonnade.dev/token-id': id },
          ownerReferences: [{ kind: 'CronJob', name: 'join-general' }],
        },
      });
    });

    test('a second run makes another token, and the first one lives on', async () => {
      const second = await mint('general');
      expect(second.credential.token).not.toBe(credential.token);
      expect((await as('GET', `${SYSTEM}/configmaps/kubelet-config`)).status).toBe(200);
    });

    test.each(['kubeadm-config', 'kubelet-config'])('a machine may read %s', async (name) => {
      expect((await as('GET', `${SYSTEM}/configmaps/${name}`)).status).toBe(200);
    });

    test('it may look whether its node is there', async () => {
      expect((await as('GET', '/api/v1/nodes/worker-1')).status).toBe(404);
    });

    test.each([
      ['GET', '/api/v1/nodes'],
      ['GET', `${SYSTEM}/secrets`],
      ['GET', '/api/v1/secrets'],
      ['GET', `${SYSTEM}/configmaps`],
      ['GET', `${SYSTEM}/configmaps/extension-apiserver-authentication`],
      ['GET', '/api/v1/namespaces/kube-public/configmaps/cluster-info'],
      ['GET', '/api/v1/namespaces/default/pods'],
      ['GET', '/apis/rbac.authorization.k8s.io/v1/clusterroles'],
      ['DELETE', '/api/v1/nodes/worker-1'],
      ['DELETE', `${SYSTEM}/configmaps/kubelet-config`],
    ])('and nothing else: %s %s', async (method, path) => {
      expect((await as(method, path)).status).toBe(403);
    });

    test('with discovery by token it may read cluster-info besides, which its token has signed', async () => {
      const other = await mint('other');
      const { token } = other.credential;
      const [id = ''] = token.split('.');
      const path = '/api/v1/namespaces/kube-public/configmaps/cluster-info';
      await until('cluster-info is signed with the token', async () => {
        const { status, body } = await askWithToken(tenant, token, 'GET', path);
        return status === 200 && dataOf(body)[`jws-kubeconfig-${id}`] !== undefined;
      });
    });

    /** The certificate of a node that a machine has asked for, when it is signed. */
    async function certificateOf(name: string, request: string): Promise<string> {
      const { status } = await as('POST', CSRS, csr(name, 'kubernetes.io/kube-apiserver-client-kubelet', request));
      expect(status).toBe(201);
      let certificate = '';
      await until(`${name} is signed`, async () => {
        const { body } = await as('GET', `${CSRS}/${name}`);
        certificate = (body as { status?: { certificate?: string } }).status?.certificate ?? '';
        return certificate !== '';
      });
      return certificate;
    }

    test('a request for a client certificate is approved, and its certificate is that of the node', async () => {
      const certificate = await certificateOf('client', await signingRequest('system:node:worker-1'));
      const { subject } = new X509Certificate(decoded(certificate));
      expect(subject.split('\n').sort()).toEqual(['CN=system:node:worker-1', 'O=system:nodes']);
    });

    test('a request for what is no client certificate of a node is approved by nobody', async () => {
      const request = await signingRequest('system:node:worker-1', 'DNS:worker-1');
      const serving = csr('serving', 'kubernetes.io/kubelet-serving', request, ['digital signature', 'server auth']);
      expect((await as('POST', CSRS, serving)).status).toBe(201);
      const admin = await signingRequest('admin', '', { organization: 'system:masters' });
      const client = csr('admin', 'kubernetes.io/kube-apiserver-client', admin);
      expect((await as('POST', CSRS, client)).status).toBe(403);
      // Whoever approves takes requests in their order.
      await certificateOf('after-serving', await signingRequest('system:node:worker-2'));
      const { status, body } = await tenant.request('GET', `${CSRS}/serving`);
      expect(status).toBe(200);
      expect((body as { status?: { conditions?: unknown } }).status?.conditions).toBeUndefined();
    });
  });

  describe('what makes tokens', () => {
    const secrets = `${SYSTEM}/secrets`;
    const token = (changes: Readonly<Record<string, string>> = {}, group = GENERAL.join.group) => {
      const id = Math.random().toString(36).slice(2, 8).padEnd(6, '0');
      const made = bootstrapTokenSecret(
        { name: 'general', join: { group }, signing: false },
        { id, secret: '0123456789abcdef', expires: inMinutes(60) },
      );
      return { ...made, stringData: { ...(made['stringData'] as object), ...changes } };
    };
    const attempt = async (body: unknown) => asMaker('general', 'POST', secrets, body);

    beforeAll(async () => {
      // A policy works a moment after it is stored.
      await until('the policy is in force', async () => (await attempt({ ...token(), type: 'Opaque' })).status !== 201);
    });

    test('makes one of its pool', async () => {
      const { status, body } = await attempt(token());
      expect([status, status === 201 ? '' : messageOf(body)]).toEqual([201, '']);
    });

    test.each([
      ['of another pool', () => token({}, OTHER.join.group), 'group'],
      ["of kubeadm's group", () => token({}, 'system:bootstrappers:kubeadm:default-node-token'), 'group'],
      ['of two groups', () => token({}, `${GENERAL.join.group},${OTHER.join.group}`), 'group'],
      ['without a group', () => without(token(), 'auth-extra-groups'), 'auth-extra-groups'],
      ['that lives two hours', () => token({ expiration: inMinutes(120) }), 'lives longer'],
      ['that ends at no instant', () => token({ expiration: 'in a thousand years, mayb' }), ''],
      ['that ends in another form', () => token({ expiration: '2026-11-21T16:00:00.0001Z' }), 'lives longer'],
      ['without an end', () => without(token(), 'expiration'), ''],
      ['for something else', () => token({ 'usage-x': 'true' }), 'nothing reads'],
      ['that is no token', () => ({ ...token(), type: 'Opaque' }), 'bootstrap tokens'],
    ])('makes none %s', async (_, body, message) => {
      const answer = await attempt(body());
      expect([403, 422]).toContain(answer.status);
      expect(messageOf(answer.body)).toContain(message);
      expect(messageOf(answer.body)).toContain('colonnade-join-tokens');
    });

    test.each([
      ['GET', secrets],
      ['GET', `${secrets}/bootstrap-token-abcdef`],
      ['DELETE', `${secrets}/bootstrap-token-abcdef`],
      ['POST', '/api/v1/namespaces/default/secrets'],
      ['POST', `${SYSTEM}/configmaps`],
      ['GET', '/api/v1/nodes'],
    ])('may not %s %s', async (method, path) => {
      const body = method === 'POST' ? token() : undefined;
      expect((await asMaker('general', method, path, body)).status).toBe(403);
    });
  });

  describe('a token', () => {
    const make = async (pool: WorkerPoolModel, id: string, expires: string, host?: string): Promise<string> => {
      const secret = bootstrapTokenSecret(
        { ...pool, signing: false },
        { id, secret: '0123456789abcdef', expires, ...(host !== undefined && { host }) },
      );
      expect((await tenant.request('POST', `${SYSTEM}/secrets`, secret)).status).toBe(201);
      return `${id}.0123456789abcdef`;
    };
    const present = async (id: string) =>
      (await tenant.request('GET', `${SYSTEM}/secrets/bootstrap-token-${id}`)).status === 200;

    test('that has expired is refused and removed', async () => {
      const token = await make(GENERAL, 'oldold', inMinutes(-1));
      expect((await askWithToken(tenant, token, 'GET', '/api/v1/nodes/worker-1')).status).toBe(401);
      await until('the expired token is removed', async () => !(await present('oldold')));
    });

    test('of a machine is removed when that has joined, and no other', async () => {
      const ids = METAL.machines.hosts.map(({ name }) => singleUseTokenId('metal', name));
      for (const [index, { name }] of METAL.machines.hosts.entries()) {
        await make(METAL, ids[index] ?? '', inMinutes(60), name);
      }
      await make(GENERAL, 'staysx', inMinutes(60));
      await tenant.request('POST', '/api/v1/nodes', object('v1', 'Node', { name: 'metal-1' }));
      const cronJob = get(render(GENERAL, OTHER, METAL), 'CronJob', 'used-join-tokens');
      const script = new Script(cronJob, tenant, credentialFiles(tenant, material.pair('used-join-tokens')));
      const first = await script.run();
      const again = await script.run();
      script.close();
      expect(first).toMatchObject({ code: 0, output: saying('machine metal-1 has joined') });
      expect(again).toEqual({ code: 0, output: '' });
      expect(await Promise.all([...ids, 'staysx'].map(present))).toEqual([false, true, true]);
      const pair = material.pair('used-join-tokens');
      expect((await ask(tenant, { pair }, 'DELETE', `${SYSTEM}/secrets/bootstrap-token-staysx`)).status).toBe(403);
      expect((await ask(tenant, { pair }, 'GET', `${SYSTEM}/secrets/bootstrap-token-${ids[1] ?? ''}`)).status).toBe(
        403,
      );
    });

    test('of a machine is looked for until the control plane answers, or the time is over', async () => {
      const cronJob = get(render(GENERAL, OTHER, METAL), 'CronJob', 'used-join-tokens');
      const files = credentialFiles(tenant, material.pair('used-join-tokens'));
      const starting = await startingFrontOf(tenant);
      const { port: TENANT_PORT } = starting;
      const patient = new Script(cronJob, tenant, files, { TENANT_PORT });
      const hasty = new Script(cronJob, tenant, files, { TENANT_PORT, WAIT_SECONDS: '0' });
      const gaveUp = await hasty.run();
      const waiting = patient.run();
      const asked = starting.connections();
      await until('it has asked', () => starting.connections() > asked);
      starting.open();
      const waited = await waiting;
      for (const one of [hasty, patient]) one.close();
      await starting.close();
      expect(gaveUp).toMatchObject({ code: 1, output: saying('gave up after') });
      expect(waited).toMatchObject({ code: 0, output: saying('node metal-') });
    });

    test('of a pool that is gone can do nothing, and nobody makes more', async () => {
      const token = await make(GENERAL, 'gonexx', inMinutes(60));
      const other = await make(OTHER, 'otherx', inMinutes(60));
      const path = `${SYSTEM}/configmaps/kubelet-config`;
      const request = await signingRequest('system:node:late');
      const late = csr('late', 'kubernetes.io/kube-apiserver-client-kubelet', request);
      expect((await askWithToken(tenant, token, 'GET', path)).status).toBe(200);

      await bootstrapWith(OTHER);
      expect((await ask(tenant, { token }, 'GET', path)).status).toBe(403);
      expect((await ask(tenant, { token }, 'POST', CSRS, late)).status).toBe(403);
      expect((await ask(tenant, { token: other }, 'GET', path)).status).toBe(200);
      const { body } = await tenant.request(
        'GET',
        '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/kubeadm:kubelet-bootstrap',
      );
      expect((body as { subjects: { name: string }[] }).subjects.map(({ name }) => name)).toEqual([
        'system:bootstrappers:kubeadm:default-node-token',
        OTHER.join.group,
      ]);
      const made = bootstrapTokenSecret(
        { ...GENERAL, signing: false },
        { id: 'neverx', secret: '0123456789abcdef', expires: inMinutes(60) },
      );
      expect((await asMaker('general', 'POST', `${SYSTEM}/secrets`, made)).status).toBe(403);
    });

    test('is made by nobody when there is no pool any more', async () => {
      await bootstrapWith();
      const paths = [
        `/apis/rbac.authorization.k8s.io/v1/namespaces/kube-system/roles/colonnade:join-tokens`,
        `/apis/rbac.authorization.k8s.io/v1/clusterroles/colonnade:kubelet-serving-approver`,
        '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies/colonnade-join-tokens',
        '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings/colonnade-join-tokens',
      ];
      for (const path of paths) expect([path, (await tenant.request('GET', path)).status]).toEqual([path, 404]);
    });
  });
});

/** A port before an API server. Until it is opened, connections end at once, as they do while a control plane starts. */
async function startingFrontOf(tenant: LocalControlPlane) {
  let connections = 0;
  let isOpen = false;
  const server = createServer((incoming) => {
    connections += 1;
    incoming.on('error', () => incoming.destroy());
    if (!isOpen) return void incoming.destroy();
    const outgoing = connect(Number(new URL(tenant.url).port), '127.0.0.1');
    outgoing.on('error', () => incoming.destroy());
    incoming.pipe(outgoing).pipe(incoming);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: String((server.address() as AddressInfo).port),
    connections: () => connections,
    open: () => void (isOpen = true),
    close: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}

function object(apiVersion: string, kind: string, metadata: { readonly name: string }): object {
  return { apiVersion, kind, metadata };
}

function saying(text: string): string {
  return expect.stringContaining(text) as string;
}

function without(secret: { readonly stringData: object }, key: string): object {
  return {
    ...secret,
    stringData: Object.fromEntries(Object.entries(secret.stringData).filter(([name]) => name !== key)),
  };
}

function csr(name: string, signerName: string, pem: string, usages = ['digital signature', 'client auth']): object {
  const request = Buffer.from(pem).toString('base64');
  return {
    ...object('certificates.k8s.io/v1', 'CertificateSigningRequest', { name }),
    spec: { signerName, request, usages },
  };
}
