import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { emitDocuments, emitYaml } from '../../../lib/kubernetes';
import type { JsonObject } from '../../../lib/kubernetes';
import type { WorkerPoolModel } from '../../../lib/model';
import { discoveryKubeconfig, isKubeadmPool, joinConfiguration, kubeletPatch, machinePlan } from '../../../lib/workers';
import type { JoinFacts, MachinePlan } from '../../../lib/workers';
import { ensureTools } from '../../../tools';
import { runTool } from '../../support/debian-tools';
import type { Ended } from '../../support/debian-tools';
import { REAL_VERSIONS, describeReal } from '../../support/real-parts';
import type { RealVersion } from '../../support/real-parts';
import { aPool, aTenant } from '../../support/workers';

const PARTS = ['kubernetes-1.36', 'kubernetes-1.35'] as const;

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
  let tools: Awaited<ReturnType<typeof ensureTools<(typeof PARTS)[number]>>>;

  beforeAll(async () => {
    tools = await ensureTools(PARTS, { progress: (line) => process.stderr.write(`${line}\n`) });
    folder = mkdtempSync(join(tmpdir(), 'colonnade-kubeadm-'));
    file('discovery.yaml', discoveryKubeconfig(FACTS, 'clusterInfo'));
  }, 40 * 60_000);

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function program(version: RealVersion, name: string): string {
    return join(tools[version === '1.36.3' ? 'kubernetes-1.36' : 'kubernetes-1.35'].dir, name);
  }

  function file(name: string, content: JsonObject): string {
    const path = join(folder, name);
    writeFileSync(path, emitYaml(content));
    return path;
  }

  function configurationOf(pool: WorkerPoolModel): JsonObject {
    if (!isKubeadmPool(pool)) throw new Error('not a pool of kubeadm');
    return joinConfiguration(pool, { ...FACTS, discoveryFile: join(folder, 'discovery.yaml') });
  }

  function validate(version: RealVersion, configuration: JsonObject): Ended {
    return runTool(program(version, 'kubeadm'), ['config', 'validate', '--config', file('join.yaml', configuration)]);
  }

  /** What kubeadm makes of a control plane's `kubelet-config` and the patch of a pool, as it would write it for the kubelet. */
  function merged(version: RealVersion, pool: WorkerPoolModel): JsonObject {
    const patches = join(folder, 'patches');
    const written = join(folder, 'written');
    for (const path of [patches, written]) mkdirSync(path, { recursive: true });
    const plan = planOf(pool);
    const patch = plan.files.find(({ path }) => path.startsWith('/etc/colonnade/patches/'));
    writeFileSync(join(patches, basename(patch?.path ?? '')), patch?.content ?? '');
    const configuration = join(folder, 'init.yaml');
    writeFileSync(configuration, emitDocuments(initDocuments(version, patches)));
    const ended = runTool(
      program(version, 'kubeadm'),
      ['init', 'phase', 'kubelet-start', '--dry-run', '--config', configuration],
      { env: { KUBEADM_INIT_DRYRUN_DIR: written } },
    );
    expect(ended).toMatchObject({ code: 0 });
    return parse(readFileSync(join(written, 'config.yaml'), 'utf8')) as JsonObject;
  }

  /**
   * The kubelet decodes its configuration strictly and validates it, then refuses to wait for a lock that has no file: it ends before it
   * touches the machine.
   */
  function load(version: RealVersion, configuration: JsonObject): Ended {
    const path = file('kubelet.yaml', configuration);
    return runTool(program(version, 'kubelet'), ['--config', path, '--exit-on-lock-contention']);
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

    test('kubeadm applies the patch of a pool over what the control plane has, and the kubelet takes the result', () => {
      const pool = aPool({
        node: {
          kubelet: { maxPods: 33, serverCertificates: true, config: { clusterDomain: null, cpuCFSQuota: false } },
        },
      });
      const result = merged(version, pool);
      expect(result).toMatchObject({
        maxPods: 33,
        serverTLSBootstrap: true,
        cpuCFSQuota: false,
        clusterDNS: ['10.96.0.10'],
      });
      expect(result).toMatchObject({ evictionHard: { 'memory.available': '100Mi' }, shutdownGracePeriod: '60s' });
      expect(result).not.toHaveProperty('clusterDomain');
      // The CA that kubeadm names here is there on a node that has joined.
      const { err } = load(version, { ...result, authentication: {} });
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

function planOf(pool: WorkerPoolModel): MachinePlan {
  if (!isKubeadmPool(pool)) throw new Error('not a pool of kubeadm');
  return machinePlan(aTenant(), pool, null);
}

/** A control plane as far as the kubelet's configuration is concerned. */
function initDocuments(version: RealVersion, patches: string): readonly JsonObject[] {
  const apiVersion = 'kubeadm.k8s.io/v1beta4';
  return [
    { apiVersion, kind: 'ClusterConfiguration', kubernetesVersion: `v${version}` },
    {
      apiVersion,
      kind: 'InitConfiguration',
      localAPIEndpoint: { advertiseAddress: '192.0.2.1' },
      nodeRegistration: { name: 'node', criSocket: 'unix:///run/containerd/containerd.sock' },
      patches: { directory: patches },
    },
    { apiVersion: 'kubelet.config.k8s.io/v1beta1', kind: 'KubeletConfiguration', ...TENANT },
  ];
}
