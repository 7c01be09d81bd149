import { spawnSync } from 'node:child_process';
import { emitYaml } from '../../../lib/kubernetes';
import type { JsonObject } from '../../../lib/kubernetes';
import { LocalControlPlane } from '../../../lib/testing';
import { joinTokenRequest, k0sctlCluster } from '../../../lib/workers';
import { builtTools } from '../../../tools';
import { describeCrds } from '../../support/describe-crds';
import { install } from '../../support/module-crds';
import { describeReal } from '../../support/real-parts';
import { aTenant } from '../../support/workers';
import { HOSTS, aK0sPool } from '../../unit/workers/k0s/pools';

jest.setTimeout(600_000);

const CONTROLLER = { role: 'controller', ssh: { address: '192.0.2.1', user: 'root', port: 22 } };

describeReal(
  'k0sctl',
  [],
  () => {
    /** What k0sctl's own code says of a cluster; empty when it takes it. */
    const said = (cluster: JsonObject): string => {
      const reader = builtTools()['worker-documents']?.binaries['worker-documents'] ?? '';
      // Validation asks where keys would be; nobody's home is any of its business.
      const env = { ...process.env, HOME: '/nonexistent' };
      const input = emitYaml(cluster);
      const ended = spawnSync(reader, ['k0sctl'], { input, env, encoding: 'utf8', timeout: 240_000 });
      expect(ended.status).toBe(ended.stderr === '' ? 0 : 1);
      return ended.stderr;
    };
    const pool = aK0sPool({
      machines: { hosts: HOSTS },
      node: {
        kubelet: { extraArgs: { v: '4', 'node-status-update-frequency': '10s' } },
        proxy: { http: 'http://proxy:3128', https: null, noProxy: [] },
      },
    });
    const cluster = (controllers: readonly JsonObject[]) => k0sctlCluster(aTenant(), controllers, [pool]);

    test('takes the machines of a pool beside the controllers of the user, fields strictly', () => {
      expect(said(cluster([CONTROLLER]))).toBe('');
    });

    test('would refuse a field that it does not know, and workers without a controller', () => {
      expect(said(cluster([{ ...CONTROLLER, keyPath: 'x' }]))).toContain('keyPath');
      expect(said(cluster([]))).toContain('no hosts with a controller role');
    });
  },
  ['worker-documents'],
);

describeCrds('k0smotron', 'k0smotron', ['jointokenrequests.k0smotron.io'], (definitions) => {
  let cluster: LocalControlPlane;
  beforeAll(async () => {
    cluster = await LocalControlPlane.start({ version: '1.36.3' });
    await install(cluster, definitions);
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'tenant-team-a' } };
    await cluster.request('POST', '/api/v1/namespaces', namespace);
  });
  afterAll(() => cluster.stop());

  const path = '/apis/k0smotron.io/v1beta2/namespaces/tenant-team-a/jointokenrequests?fieldValidation=Strict';

  test('takes the JoinTokenRequest of a pool, strictly', async () => {
    const request = joinTokenRequest(aTenant(), aK0sPool());
    const { status, body } = await cluster.request('POST', path, request);
    expect([status, body]).toMatchObject([201, { spec: { clusterName: 'team-a', role: 'worker', expiry: '60m' } }]);
  });

  test('would refuse one that names its Cluster as v1beta1 did', async () => {
    const { metadata, ...rest } = joinTokenRequest(aTenant(), aK0sPool());
    const spec = { clusterName: 'team-a', clusterRef: { name: 'team-a', namespace: 'tenant-team-a' } };
    const { status, body } = await cluster.request('POST', path, {
      ...rest,
      metadata: { ...metadata, name: 'b' },
      spec,
    });
    expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining('clusterRef')]);
  });
});
