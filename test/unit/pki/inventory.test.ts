import { SECRETS, assertInventory, checkInventory, controlPlaneInventory, tenantInventory } from '../../../lib/pki';
import { ColonnadeError } from '../../../lib/findings';
import { managementCluster, tenant } from '../engines/native/fixtures';
import { dedicated, entryOf, identity, sharedStore } from './fixtures';

const SERVICES = { apiServer: 'kube-apiserver', etcd: 'etcd', etcdPeers: 'etcd-peers' };

describe('the inventory of a control plane', () => {
  const inventory = controlPlaneInventory(identity());

  test('the API servers answer to every name that clients inside and outside use', () => {
    const { dnsNames, ipAddresses } = entryOf(inventory, SECRETS.apiServer);
    expect(dnsNames).toEqual([
      'kubernetes',
      'kubernetes.default',
      'kubernetes.default.svc',
      'kubernetes.default.svc.tenant.example',
      'kube-apiserver',
      'kube-apiserver.tenant-team-a',
      'kube-apiserver.tenant-team-a.svc',
      'kube-apiserver.tenant-team-a.svc.mgmt.example',
      'localhost',
    ]);
    expect(ipAddresses).toEqual(['10.96.0.1', '203.0.113.10', '127.0.0.1']);
  });

  test('both service ranges of a dual-stack tenant give an address', () => {
    const dual = controlPlaneInventory(identity({ serviceCidrs: ['10.96.0.0/16', 'fd00:10:96::/108'] }));
    expect(entryOf(dual, SECRETS.apiServer).ipAddresses).toEqual(
      expect.arrayContaining(['10.96.0.1', 'fd00:10:96::1']),
    );
  });

  test('a host name and extra names of the endpoint are names of the API servers and of the konnectivity server', () => {
    const { entries } = tenantInventory(
      tenant({
        endpoint: {
          kind: 'loadBalancer',
          address: null,
          hostname: 'api.example.com',
          extraSans: ['198.51.100.7', 'other.example.com'],
          sourceRanges: [],
          loadBalancerClass: null,
          port: 6443,
          annotations: {},
        },
      }),
      managementCluster(),
      { services: SERVICES },
    );
    for (const name of [SECRETS.apiServer, SECRETS.konnectivityServer]) {
      const entry = entries.find((candidate) => candidate.name === name);
      expect(entry?.dnsNames).toEqual(expect.arrayContaining(['api.example.com', 'other.example.com']));
      expect(entry?.ipAddresses).toContain('198.51.100.7');
    }
  });

  test.each([
    [SECRETS.kubeletClient, 'kube-apiserver-kubelet-client', [], SECRETS.ca],
    [SECRETS.frontProxyClient, 'front-proxy-client', [], SECRETS.frontProxyCa],
    [SECRETS.controllerManager, 'system:kube-controller-manager', [], SECRETS.ca],
    [SECRETS.scheduler, 'system:kube-scheduler', [], SECRETS.ca],
    [SECRETS.konnectivityClient, 'system:konnectivity-server', [], SECRETS.ca],
    [SECRETS.admin, 'kubernetes-admin', ['kubeadm:cluster-admins'], SECRETS.ca],
    [SECRETS.superAdmin, 'kubernetes-super-admin', ['system:masters'], SECRETS.ca],
  ])('%s is a client certificate of %s', (name, commonName, organizations, issuer) => {
    expect(entryOf(inventory, name)).toMatchObject({
      commonName,
      organizations,
      issuer: { kind: 'ca', name: issuer },
      usages: ['digital signature', 'key encipherment', 'client auth'],
    });
  });

  test('towards a shared store the API servers are the user of the tenant, signed by the ClusterIssuer of the store', () => {
    expect(entryOf(inventory, SECRETS.etcdClient)).toMatchObject({
      commonName: 'team-a',
      issuer: { kind: 'clusterIssuer', name: 'etcd-shared-ca' },
      namespace: 'tenant-team-a',
    });
  });

  test('only one certificate passes every authorization check', () => {
    const masters = inventory.entries.filter((entry) => entry.organizations.includes('system:masters'));
    expect(masters.map((entry) => entry.name)).toEqual([SECRETS.superAdmin]);
  });

  test('keys that cannot be made again without breaking things stay over renewals and are protected', () => {
    const kept = dedicated().entries.filter((entry) => entry.keyRotation === 'never');
    expect(kept.map((entry) => entry.name)).toEqual([
      SECRETS.ca,
      SECRETS.frontProxyCa,
      SECRETS.serviceAccount,
      SECRETS.etcdCa,
      SECRETS.etcdPeerCa,
    ]);
    expect(kept.every((entry) => entry.protect)).toBe(true);
    expect(dedicated().entries.filter((entry) => entry.protect)).toEqual(kept);
  });

  test('without konnectivity nothing is signed for it', () => {
    const names = controlPlaneInventory(identity({ konnectivity: false })).entries.map((entry) => entry.name);
    expect(names).not.toContain(SECRETS.konnectivityServer);
    expect(names).not.toContain(SECRETS.konnectivityClient);
  });

  test('CAs come before what they sign', () => {
    for (const { entries } of [inventory, dedicated(), sharedStore()]) {
      entries.forEach((entry, index) => {
        if (entry.issuer.kind !== 'ca') return;
        const issuer = entry.issuer.name;
        expect(entries.slice(0, index).map((earlier) => earlier.name)).toContain(issuer);
      });
    }
  });
});

describe('the inventory of an etcd cluster', () => {
  test('the serving certificate has no common name, so it is no user', () => {
    expect(entryOf(sharedStore(), SECRETS.etcdServer)).toMatchObject({ commonName: '', organizations: [] });
    expect(entryOf(dedicated(), SECRETS.etcdServer).commonName).toBe('');
  });

  test('nothing but the certificate of the peers is signed by the CA of the peers', () => {
    for (const { entries } of [sharedStore(), dedicated()]) {
      const signed = entries.filter((entry) => entry.issuer.kind === 'ca' && entry.issuer.name === SECRETS.etcdPeerCa);
      expect(signed.map((entry) => entry.name)).toEqual([SECRETS.etcdPeer]);
    }
  });

  test('every member is named in both of its certificates', () => {
    const names = [0, 1, 2].map((n) => `etcd-${n}.etcd-peers.etcd-shared.svc.cluster.local`);
    expect(entryOf(sharedStore(), SECRETS.etcdPeer).dnsNames).toEqual(names);
    expect(entryOf(sharedStore(), SECRETS.etcdServer).dnsNames).toEqual(expect.arrayContaining(names));
  });

  test('the CA of a shared store lives where cert-manager looks for the Secrets of ClusterIssuers', () => {
    expect(sharedStore().clusterIssuers).toEqual({ 'etcd-shared-ca': 'etcd-shared-ca' });
    expect(entryOf(sharedStore(), 'etcd-shared-ca').namespace).toBe('cert-manager');
  });

  test('the user root exists in the namespace of the store only', () => {
    const roots = [sharedStore(), dedicated(), controlPlaneInventory(identity())].map(
      ({ entries }) => entries.filter((entry) => entry.commonName === 'root').length,
    );
    expect(roots).toEqual([1, 0, 0]);
    expect(entryOf(sharedStore(), SECRETS.etcdRoot).namespace).toBe('etcd-shared');
  });
});

describe('checking an inventory', () => {
  const broken = (changes: object, name: string = SECRETS.apiServer) => {
    const inventory = controlPlaneInventory(identity());
    return {
      ...inventory,
      entries: inventory.entries.map((entry) => (entry.name === name ? { ...entry, ...changes } : entry)),
    };
  };

  test('whole inventories are in order', () => {
    for (const inventory of [controlPlaneInventory(identity()), dedicated(), sharedStore()]) {
      expect(checkInventory(inventory)).toEqual([]);
    }
  });

  test.each([
    ['CLN4050', { ipAddresses: ['not-an-ip'] }, 'certificates.kube-apiserver.ipAddresses[0]', 'not-an-ip'],
    ['CLN4050', { dnsNames: ['ok.example', '-bad-'] }, 'certificates.kube-apiserver.dnsNames[1]', '-bad-'],
    ['CLN4050', { dnsNames: ['10.0.0.256'] }, 'certificates.kube-apiserver.dnsNames[0]', '10.0.0.256'],
    ['CLN4050', { commonName: 'x'.repeat(65) }, 'certificates.kube-apiserver.commonName', '65'],
    ['CLN4051', { lifetimeHours: 1 / 3600 }, 'certificates.kube-apiserver.lifetimeHours', '0.000'],
    ['CLN4051', { lifetimeHours: NaN }, 'certificates.kube-apiserver.lifetimeHours', 'NaN'],
    ['CLN4051', { renewBeforeHours: 9000 }, 'certificates.kube-apiserver.lifetimeHours', '9000'],
    ['CLN4051', { lifetimeHours: 30000 }, 'certificates.kube-apiserver.lifetimeHours', '30000'],
    ['CLN4052', { usages: [] }, 'certificates.kube-apiserver', 'usages'],
    ['CLN4052', { issuer: { kind: 'ca', name: 'admin' } }, 'certificates.kube-apiserver.issuer', "'admin'"],
    ['CLN4052', { name: 'ca' }, 'certificates.ca', 'tenant-team-a/ca'],
    ['CLN4052', { commonName: '', dnsNames: [], ipAddresses: [] }, 'certificates.kube-apiserver.commonName', 'nobody'],
  ])('%s: %j is refused', (code, changes, property, got) => {
    expect(checkInventory(broken(changes))).toEqual([
      expect.objectContaining({
        code,
        property,
        path: 'acme/eu-1/team-a',
        message: expect.stringContaining(got) as string,
      }),
    ]);
  });

  test('everything that is wrong is said at once', () => {
    const inventory = broken({ ipAddresses: ['a'], dnsNames: ['_'], usages: [] });
    let caught: unknown;
    try {
      assertInventory(inventory);
    } catch (error) {
      caught = error;
    }
    expect(ColonnadeError.is(caught) && caught.findings.map((finding) => finding.code)).toEqual([
      'CLN4050',
      'CLN4050',
      'CLN4052',
    ]);
  });
});
