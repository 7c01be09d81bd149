import { STORE_NAMESPACE } from '../fleet';
import { etcdctl } from '../run/etcd';
import { expect } from '../run/scenario';
import type { Scenario } from '../run/scenario';
import { TenantApi, adminAccess, namespaceOf } from '../run/tenant-api';
import { tokenOf } from './api';

const A = { namespace: namespaceOf('team-a'), secret: 'kube-apiserver-etcd-client' };
const ROOT = { namespace: STORE_NAMESPACE, secret: 'etcd-root' };
const prefixOf = (tenant: string): string => `/tenants/${namespaceOf(tenant)}/`;

/** What a tenant cannot get from another. */
export const isolated: readonly Scenario[] = [
  {
    name: "tenant A's certificate reads its own prefix in etcd and nothing of tenant B's",
    seconds: 600,
    run: async ({ kubectl }) => {
      const own = await etcdctl(kubectl, A, ['get', prefixOf('team-a'), '--prefix', '--keys-only', '--limit=1']);
      expect(own.code === 0 && own.stdout.includes(prefixOf('team-a')), `own prefix: ${own.stderr}`);
      const attempts: [string, string[]][] = [
        ["reads B's prefix", ['get', prefixOf('team-b'), '--prefix', '--keys-only', '--limit=1']],
        ['reads everything', ['get', '', '--prefix', '--keys-only', '--limit=1']],
        [
          'reads a range that ends inside its prefix',
          ['get', '/tenants/', `${prefixOf('team-a')}z`, '--keys-only', '--limit=1'],
        ],
        ["writes into B's prefix", ['put', `${prefixOf('team-b')}stolen`, 'x']],
        ["deletes B's keys", ['del', prefixOf('team-b'), '--prefix']],
        ['lists users', ['user', 'list']],
        ['gives itself a role', ['user', 'grant-role', namespaceOf('team-a'), 'root']],
        ['turns authentication off', ['auth', 'disable']],
        ['takes a snapshot', ['snapshot', 'save', '/dev/null']],
        ['removes a member', ['member', 'remove', '1']],
      ];
      for (const [what, args] of attempts) {
        const { code, stdout, stderr } = await etcdctl(kubectl, A, args);
        expect(code !== 0, `tenant A ${what}: ${stdout}`);
        expect(!stdout.includes(prefixOf('team-b')), `tenant A sees keys of B: ${stdout}`);
        expect(
          /permission denied|not permitted|PermissionDenied|error|failed/i.test(stderr),
          `unexpected refusal: ${stderr}`,
        );
      }
    },
  },
  {
    name: "tenant A's token and certificate are worth nothing at tenant B's API",
    seconds: 300,
    run: async ({ kubectl }) => {
      const accessA = await adminAccess(kubectl, 'team-a');
      const accessB = await adminAccess(kubectl, 'team-b');
      const api = new TenantApi(accessA);
      const token = await tokenOf(api);
      api.close();
      for (const [what, identity] of [
        ['token', { token }],
        ['client certificate', accessA.identity],
      ] as const) {
        const intruder = new TenantApi({ ...accessB, identity });
        const outcome = await intruder.ask('GET', '/api/v1/namespaces').then(
          ({ status }) => String(status),
          (error: unknown) => String(error),
        );
        expect(/^401$|^403$|alert|certificate/i.test(outcome), `${what}: ${outcome}`);
        intruder.close();
      }
      const nobody = new TenantApi({ ...accessB, identity: undefined });
      expect((await nobody.ask('GET', '/api/v1/namespaces')).status === 401, 'an anonymous client is let in');
      nobody.close();
    },
  },
  {
    name: 'Secrets lie encrypted in etcd',
    seconds: 300,
    run: async ({ kubectl }) => {
      const api = new TenantApi(await adminAccess(kubectl, 'team-a'));
      const plain = 'plain-text-that-must-not-be-found';
      const made = await api.ask('POST', '/api/v1/namespaces/default/secrets', {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'probe' },
        stringData: { value: plain },
      });
      expect([201, 409].includes(made.status), `Secret: ${made.status}`);
      api.close();
      const raw = await etcdctl(kubectl, ROOT, [
        'get',
        `${prefixOf('team-a')}secrets/default/probe`,
        '--print-value-only',
      ]);
      expect(raw.code === 0 && raw.stdout.length > 0, `raw key: ${raw.stderr}`);
      expect(
        raw.stdout.startsWith('k8s:enc:secretbox:v1:'),
        `value begins with ${JSON.stringify(raw.stdout.slice(0, 24))}`,
      );
      expect(!raw.stdout.includes(plain), 'the plain text is in etcd');
      const config = await etcdctl(kubectl, ROOT, [
        'get',
        `${prefixOf('team-a')}configmaps/kube-public/cluster-info`,
        '--print-value-only',
      ]);
      expect(config.stdout.startsWith('k8s\0'), 'ConfigMaps are stored as expected');
    },
  },
];
