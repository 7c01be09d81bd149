import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emitYaml } from '../../../lib/kubernetes';
import type { JsonObject } from '../../../lib/kubernetes';
import type { WorkerPoolModel } from '../../../lib/model';
import { discoveryKubeconfig, isKubeadmPool, joinConfiguration, kubeletPatch } from '../../../lib/workers';
import type { JoinFacts } from '../../../lib/workers';
import { assetsDir } from '../../../tools';
import { runTool } from '../../support/debian-tools';
import type { Ended } from '../../support/debian-tools';
import { REAL_VERSIONS, describeReal } from '../../support/real-parts';
import { aPool } from '../../support/workers';

const FACTS: JoinFacts = {
  nodeName: 'node-7.example.com',
  token: 'abcdef.0123456789abcdef',
  caHash: `sha256:${'0'.repeat(64)}`,
  endpoint: '203.0.113.10:6443',
  server: 'https://203.0.113.10:6443',
  ca: 'QUJD',
  discoveryFile: '/run/colonnade/work/discovery.yaml',
  moreLabels: 'rack=r1,',
  moreArgs: [{ name: 'node-ip', value: '10.0.0.7' }],
};

/** What the tenant's `kubelet-config` has at least, and what lets the kubelet load it on a machine with the older cgroups. */
const TENANT = {
  failCgroupV1: false,
  clusterDNS: ['10.96.0.10'],
  clusterDomain: 'cluster.local',
  staticPodPath: '/etc/kubernetes/manifests',
};

const FULL = aPool({
  labels: { tier: 'web', 'example.com/rack': 'r1' },
  taints: [
    { key: 'dedicated', value: 'web', effect: 'NoSchedule' },
    { key: 'flag', value: '', effect: 'NoExecute' },
  ],
  bootstrap: { kind: 'kubeadm', discovery: 'token', ignorePreflightErrors: ['NumCPU', 'Mem'], installPackages: true },
  machines: { cloud: { name: 'aws', providerIdScheme: 'aws:///', controller: 'external' } },
  node: {
    swap: 'limited',
    kubelet: { config: { featureGates: {}, logging: { format: 'json' } }, extraArgs: { v: '2' } },
  },
});

describeReal('what kubeadm and the kubelet read', REAL_VERSIONS, () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'colonnade-kubeadm-'));
    file('discovery.yaml', discoveryKubeconfig(FACTS));
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function file(name: string, content: JsonObject): string {
    const path = join(folder, name);
    writeFileSync(path, emitYaml(content));
    return path;
  }

  function configurationOf(pool: WorkerPoolModel): JsonObject {
    if (!isKubeadmPool(pool)) throw new Error('not a pool of kubeadm');
    return joinConfiguration(pool, { ...FACTS, discoveryFile: join(folder, 'discovery.yaml') });
  }

  function validate(version: string, configuration: JsonObject): Ended {
    return runTool(join(assetsDir(version), 'kubeadm'), [
      'config',
      'validate',
      '--config',
      file('join.yaml', configuration),
    ]);
  }

  /**
   * The kubelet decodes its configuration strictly and validates it, then refuses to wait for a lock that has no file: it ends before it
   * touches the machine.
   */
  function load(version: string, configuration: JsonObject): Ended {
    const path = file('kubelet.yaml', configuration);
    return runTool(join(assetsDir(version), 'kubelet'), ['--config', path, '--exit-on-lock-contention']);
  }

  describe.each(REAL_VERSIONS)('version %s', (version) => {
    test.each([
      ['the pool of a short program', aPool()],
      ['a pool with everything, which discovers by token', FULL],
    ])('kubeadm takes the JoinConfiguration of %s', (_, pool) => {
      expect(validate(version, configurationOf(pool))).toMatchObject({
        code: 0,
        out: expect.stringContaining('ok') as string,
      });
    });

    test('kubeadm refuses a field that it does not know, so that taking one means something', () => {
      const configuration = { ...configurationOf(aPool()), colour: 'blue' };
      expect(validate(version, configuration)).toMatchObject({
        code: 1,
        err: expect.stringContaining('colour') as string,
      });
    });

    test.each([
      ['the pool of a short program', aPool()],
      ['a pool with everything', FULL],
    ])('the kubelet takes the settings of %s', (_, pool) => {
      const { err } = load(version, { ...TENANT, ...kubeletPatch(pool.node) });
      expect(err).toContain('cannot exit on lock file contention: no lock file specified');
      expect(err).not.toContain('strict decoding');
    });

    test('the kubelet complains of a field that it does not know, and of a value that cannot be', () => {
      const { err } = load(version, { ...TENANT, ...kubeletPatch(aPool().node), colour: 'blue' });
      expect(err).toMatch(/strict decoding error: unknown field .*colour/);
      const impossible = kubeletPatch(
        aPool({ node: { kubelet: { imageGc: { highPercent: 50, lowPercent: 80 } } } }).node,
      );
      expect(load(version, { ...TENANT, ...impossible }).err).toContain('failed to validate kubelet configuration');
    });
  });
});
