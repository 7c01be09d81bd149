import { X509Certificate } from 'node:crypto';
import { native } from '../../../lib/engines/native';
import { nativeTenantInventory } from '../../../lib/engines/native/pki';
import { issueInProcess } from '../../../lib/pki';
import type { CertificateEntry, PrivateMaterial } from '../../../lib/pki';
import { LocalControlPlane } from '../../../lib/testing';
import { until } from '../../support/until';
import { aPool, aTenant } from '../../support/workers';
import { get } from '../../unit/engines/native/bootstrap/helpers';
import { etcdCluster, managementCluster } from '../../unit/engines/native/fixtures';
import { Controllers, Script, ask, bootstrap, credentialFiles, describeSite, signingRequest, trust } from './site';

jest.setTimeout(20 * 60_000);

const NAMESPACE = 'tenant-team-a';
const CSRS = '/apis/certificates.k8s.io/v1/certificatesigningrequests';
const SERVING = ['digital signature', 'server auth'];

const TENANT = aTenant({
  namespace: NAMESPACE,
  store: { kind: 'dedicated', cluster: etcdCluster({ namespace: NAMESPACE }) },
  addons: { kubeProxy: null, coreDns: null },
  workerPools: [aPool()],
});

/** Nodes by name, with their addresses. */
const NODES: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'worker-1': [
    ['InternalIP', '192.0.2.11'],
    ['InternalIP', '2001:db8::11'],
    ['Hostname', 'worker-1'],
    ['InternalDNS', 'worker-1.example.internal'],
  ],
  'worker-2': [
    ['InternalIP', '192.0.2.12'],
    ['Hostname', 'worker-2'],
  ],
  // What somebody who has broken into it would let a node say of itself.
  'worker-3': [
    ['InternalIP', '192.0.2.12'],
    ['InternalIP', '203.0.113.10'],
    ['InternalIP', '10.96.0.77'],
    ['InternalIP', '127.0.0.53'],
    ['InternalIP', '::1'],
    ['Hostname', 'worker-3'],
    ['ExternalDNS', 'api.example.com'],
    ['InternalDNS', 'worker-3.kube-system.svc'],
    ['InternalDNS', 'worker-3.default.svc.cluster.local'],
    ['InternalDNS', 'worker-3.real'],
  ],
  'worker-3.real': [['Hostname', 'worker-3.real']],
  kubernetes: [
    ['InternalIP', '192.0.2.14'],
    ['InternalDNS', 'kubernetes.default'],
  ],
  bare: [],
};

describeSite("kubelets' serving certificates", () => {
  let tenant: LocalControlPlane;
  let controllers: Controllers;
  let approver: ReturnType<Script['start']>;
  let material: PrivateMaterial;
  let users: PrivateMaterial;
  let count = 0;

  beforeAll(async () => {
    tenant = await LocalControlPlane.start({
      version: '1.36.3',
      apiServerArgs: {
        'enable-admission-plugins': 'NodeRestriction',
        'service-cluster-ip-range': '10.96.0.0/16',
        // Otherwise the API server refuses most forgeries itself, before the approver sees them.
        'feature-gates': 'AllowInsecureKubeletCertificateSigningRequests=true',
      },
    });
    const inventory = nativeTenantInventory(TENANT, managementCluster());
    const nodes = Object.keys(NODES).map((name): CertificateEntry => {
      const client = inventory.entries.find((entry) => entry.name === 'admin');
      if (client === undefined) throw new Error('there is no client certificate');
      return { ...client, name: `node-${name}`, commonName: `system:node:${name}`, organizations: ['system:nodes'] };
    });
    const [issued] = await issueInProcess([{ ...inventory, entries: [...inventory.entries, ...nodes] }]);
    if (issued === undefined) throw new Error('one inventory gives one set of keys');
    material = issued;
    users = issued;
    await trust(tenant, material);
    controllers = new Controllers(tenant, material);
    const objects = native().renderTenant(TENANT, { cluster: managementCluster() });
    await bootstrap(tenant, objects, material.pair('super-admin'));
    for (const [name, addresses] of Object.entries(NODES)) {
      const node = { apiVersion: 'v1', kind: 'Node', metadata: { name } };
      const status = { addresses: addresses.map(([type, address]) => ({ type, address })) };
      expect((await tenant.request('POST', '/api/v1/nodes', node)).status).toBe(201);
      expect((await tenant.request('PATCH', `/api/v1/nodes/${name}/status`, { status })).status).toBe(200);
    }
    const deployment = get(objects, 'Deployment', 'kubelet-serving-approver');
    const mounts = {
      ...credentialFiles(tenant, material.pair('kubelet-serving-approver')),
      'api-server/tls.crt': material.pair('kube-apiserver').certificate,
    };
    approver = new Script(deployment, tenant, mounts, { AGAIN_SECONDS: '10' }).start();
  });

  afterAll(async () => {
    await approver?.stop();
    await controllers?.stop();
    await tenant?.stop();
  });

  interface Wish {
    /** Who asks. @default - the node */
    readonly by?: string;
    readonly usages?: readonly string[];
    readonly expirationSeconds?: number;
    readonly organization?: string;
    readonly extension?: string;
    readonly signerName?: string;
  }

  /** Asks for a certificate as a node and gives the conditions that it got, when it got one. */
  async function conditions(
    node: string,
    names: string,
    wish: Wish = {},
  ): Promise<{ readonly type: string; readonly message: string; readonly certificate: string }> {
    count += 1;
    const name = `csr-${count}`;
    const pem = await signingRequest(`system:node:${node}`, names, wish);
    const request = {
      apiVersion: 'certificates.k8s.io/v1',
      kind: 'CertificateSigningRequest',
      metadata: { name },
      spec: {
        signerName: wish.signerName ?? 'kubernetes.io/kubelet-serving',
        request: Buffer.from(pem).toString('base64'),
        usages: wish.usages ?? SERVING,
        ...(wish.expirationSeconds !== undefined && { expirationSeconds: wish.expirationSeconds }),
      },
    };
    const by = users.pair(wish.by ?? `node-${node}`);
    expect(await ask(tenant, { pair: by }, 'POST', CSRS, request)).toMatchObject({ status: 201 });
    let found: { conditions?: { type: string; message: string }[]; certificate?: string } = {};
    await until(
      () => `${name} is decided; ${approver.log()}`,
      async () => {
        const { body } = await tenant.request('GET', `${CSRS}/${name}`);
        found = (body as { status: typeof found }).status;
        const approved = found.conditions?.[0]?.type === 'Approved';
        return (
          found.conditions !== undefined &&
          (!approved || found.conditions.length > 1 || found.certificate !== undefined)
        );
      },
    );
    const [first] = found.conditions ?? [];
    return { type: first?.type ?? '', message: first?.message ?? '', certificate: found.certificate ?? '' };
  }

  test.each([
    ['name and addresses', 'DNS:worker-1,IP:192.0.2.11,IP:2001:db8::11'],
    ['an address alone', 'IP:192.0.2.11'],
    ['its longer name', 'DNS:worker-1,DNS:worker-1.example.internal,IP:192.0.2.11'],
  ])('a node gets one for its own %s, signed by the CA', async (_, names) => {
    const { type, message, certificate } = await conditions('worker-1', names);
    expect([type, message]).toEqual(['Approved', 'names and addresses are those of Node worker-1']);
    const signed = new X509Certificate(Buffer.from(certificate, 'base64'));
    expect(signed.checkIP('192.0.2.11')).toBe('192.0.2.11');
    expect(signed.verify(new X509Certificate(material.pair('kube-apiserver').ca).publicKey)).toBe(true);
  });

  test.each([
    ['the name of another node', 'worker-1', 'DNS:worker-2', 'not the name of the node'],
    ['a longer name that its Node does not have', 'worker-1', 'DNS:worker-1.elsewhere', 'not the name of the node'],
    ['a longer name that is another Node', 'worker-3', 'DNS:worker-3.real', 'the name of another Node'],
    ['a name that begins like its own', 'worker-1', 'DNS:worker-12', 'not the name of the node'],
    ['a name of the endpoint', 'worker-3', 'DNS:api.example.com', 'not the name of the node'],
    ['a name of a Service', 'worker-3', 'DNS:worker-3.kube-system.svc', 'name of the control plane'],
    ['a long name of a Service', 'worker-3', 'DNS:worker-3.default.svc.cluster.local', 'name of the control plane'],
    ['a name of the API servers', 'kubernetes', 'DNS:kubernetes', 'name of the control plane'],
    ['another name of the API servers', 'kubernetes', 'DNS:kubernetes.default', 'name of the control plane'],
    ['any name', 'worker-1', 'DNS:*', 'alternative names alone'],
    ['any name below its own', 'worker-1', 'DNS:*.worker-1', 'not the name of the node'],
    ['a name in capitals', 'worker-1', 'DNS:WORKER-1', 'alternative names alone'],
    ['an address of another node', 'worker-3', 'IP:192.0.2.12', 'another Node'],
    ['an address of the endpoint', 'worker-3', 'IP:203.0.113.10', 'address of the control plane'],
    ['an address of a Service', 'worker-3', 'IP:10.96.0.77', 'address of the control plane'],
    ['an address of the machine itself', 'worker-3', 'IP:127.0.0.53', 'address of the control plane'],
    ['the other one of the machine itself', 'worker-3', 'IP:::1', 'address of the control plane'],
    ['an e-mail address', 'worker-1', 'DNS:worker-1,email:a@example.com', 'alternative names alone'],
    ['a URI', 'worker-1', 'DNS:worker-1,URI:https://example.com', 'alternative names alone'],
    ['no name', 'worker-1', '', 'alternative names alone'],
  ])('a node does not get one for %s', async (_, node, names, message) => {
    expect(await conditions(node, names)).toMatchObject({ type: 'Denied', message: saying(message), certificate: '' });
  });

  test.each<[string, Wish, string]>([
    ['with the certificate of another node', { by: 'node-worker-2' }, 'alternative names alone'],
    ['as an administrator', { by: 'super-admin' }, 'does not come from a node'],
    [
      'for a client',
      { usages: ['digital signature', 'server auth', 'client auth'] },
      'more than a serving certificate',
    ],
    ['for no server', { usages: ['digital signature'] }, 'more than a serving certificate'],
    ['for ten years', { expirationSeconds: 10 * 365 * 24 * 3600 }, 'more than a serving certificate'],
    ['of another organization', { organization: 'system:masters' }, 'alternative names alone'],
    ['that is a CA', { extension: 'basicConstraints=CA:TRUE' }, 'alternative names alone'],
  ])('nobody gets one %s', async (_, wish, message) => {
    expect(await conditions('worker-1', 'DNS:worker-1', wish)).toMatchObject({
      type: 'Denied',
      message: saying(message),
    });
  });

  test('a Node without addresses waits until it has some, and other requests are decided meanwhile', async () => {
    const waiting = conditions('bare', 'DNS:bare,IP:192.0.2.15');
    await until('it waits', () => approver.log().includes('Node bare has no addresses yet'));
    expect(await conditions('worker-2', 'DNS:worker-2')).toMatchObject({ type: 'Approved' });
    const status = { addresses: [{ type: 'InternalIP', address: '192.0.2.15' }] };
    await tenant.request('PATCH', '/api/v1/nodes/bare/status', { status });
    expect(await waiting).toMatchObject({ type: 'Approved' });
  });

  test('the approver may approve for this signer alone and read no Secrets', async () => {
    const pair = material.pair('kubelet-serving-approver');
    const path = `${CSRS}/other-signer`;
    const request = Buffer.from(await signingRequest('system:node:worker-1')).toString('base64');
    const csr = {
      apiVersion: 'certificates.k8s.io/v1',
      kind: 'CertificateSigningRequest',
      metadata: { name: 'other-signer' },
      spec: { signerName: 'kubernetes.io/kube-apiserver-client', request, usages: ['client auth'] },
    };
    expect((await tenant.request('POST', CSRS, csr)).status).toBe(201);
    const { body } = await tenant.request('GET', path);
    const conditions = [{ type: 'Approved', status: 'True', reason: 'x', message: 'x' }];
    const approved = { ...(body as object), status: { conditions } };
    expect((await ask(tenant, { pair }, 'PUT', `${path}/approval`, approved)).status).toBe(403);
    expect((await ask(tenant, { pair }, 'GET', '/api/v1/secrets')).status).toBe(403);
    expect((await ask(tenant, { pair }, 'POST', CSRS, csr)).status).toBe(403);
  });
});

function saying(text: string): string {
  return expect.stringContaining(text) as string;
}
