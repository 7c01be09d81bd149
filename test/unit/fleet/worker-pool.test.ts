import { Machines, TenantControlPlane, WorkerPool } from 'colonnade';
import type { WorkerPoolModel, WorkerPoolProps } from 'colonnade';
import { make, sample } from './support';

/** The model of a pool with these props, in a tenant of Kubernetes 1.35.4 on default ranges. */
function modelOf(props: WorkerPoolProps): WorkerPoolModel {
  const { fleet, tenant } = sample();
  new WorkerPool(tenant, 'general', props);
  return onlyPool(fleet.toModel().managementClusters[0]?.tenants[0]?.workerPools);
}

function onlyPool(pools: readonly WorkerPoolModel[] | undefined): WorkerPoolModel {
  const [first] = pools ?? [];
  if (first === undefined) throw new Error('There is a pool.');
  return first;
}

/** Code, property and message of what is wrong with the props of a pool. */
function problemsOf(props: unknown) {
  const { fleet, tenant } = sample();
  make(WorkerPool, tenant, 'general', props);
  return fleet.validateFleet().findings.map(({ code, property, message, fix }) => ({ code, property, message, fix }));
}

/** Machines as a JavaScript caller makes them. */
const careless = (props: object): unknown => Reflect.apply(Machines.existing, Machines, [props]);

const machines = Machines.existing();
const group = Machines.awsAutoScalingGroup({ region: 'eu-central-1' });

describe('a pool of listed machines', () => {
  test('is as large as the list', () => {
    const hosts = [{ name: 'rack-1' }, { name: 'rack-2' }] as const;
    expect(modelOf({ machines: Machines.ssh({ hosts }) })).toMatchObject({
      size: { min: 2, max: 2 },
      join: { delivery: { kind: 'single-use' } },
      rollout: { maxSurge: 0, maxUnavailable: 1 },
      repair: null,
    });
  });
});

describe('the kubelet', () => {
  test('keeps what the published formula says of a machine whose size is known', () => {
    const capacity = { cpu: '4', memory: '8Gi' } as const;
    const { node } = modelOf({
      machines: Machines.existing({ capacity }),
      size: 1,
      node: { kubelet: { kubeReserved: { pid: '2000' } } },
    });
    expect(node.kubelet.kubeReserved).toEqual({
      cpu: '80m',
      memory: '1844Mi',
      'ephemeral-storage': '1Gi',
      pid: '2000',
    });
  });

  test('keeps the thresholds that are not said', () => {
    const { node } = modelOf({
      machines,
      size: 1,
      node: { kubelet: { evictionHard: { 'memory.available': '500Mi' } } },
    });
    expect(node.kubelet.evictionHard).toMatchObject({ 'memory.available': '500Mi', 'nodefs.inodesFree': '5%' });
  });

  test.each([
    [24, 110],
    [26, 61],
    [28, 13],
  ])('has in ranges of /%d room for %d pods', (ipv4, maxPods) => {
    const { fleet, cluster, store } = sample();
    const endpoint = { kind: 'clusterIp' } as const;
    const network = { nodeCidrMaskSizes: { ipv4 } };
    new WorkerPool(new TenantControlPlane(cluster, 'a', { version: '1.36.3', store, endpoint, network }), 'a', {
      machines,
      size: 1,
    });
    expect(onlyPool(fleet.toModel().managementClusters[0]?.tenants[0]?.workerPools).node.kubelet.maxPods).toBe(maxPods);
  });
});

describe('what a node needs of its tenant', () => {
  test.each([
    ['ipvs', 'ip_vs_sh'],
    ['nftables', 'nf_tables'],
    ['iptables', 'nf_conntrack'],
  ] as const)('modules of kube-proxy in mode %s', (mode, module) => {
    const { fleet, cluster, store } = sample();
    const tenant = new TenantControlPlane(cluster, 'a', {
      version: '1.36.3',
      store,
      endpoint: { kind: 'clusterIp' },
      addons: { kubeProxy: { mode } },
      images: { registry: 'mirror.example.org/k8s' },
      network: { podCidrs: ['10.244.0.0/16', 'fd00:10:244::/56'], serviceCidrs: ['10.96.0.0/16', 'fd00:10:96::/112'] },
    });
    new WorkerPool(tenant, 'a', { machines, size: 1, node: { modules: ['wireguard', 'overlay'] } });
    const { node } = onlyPool(fleet.toModel().managementClusters[0]?.tenants[0]?.workerPools);
    expect(node.modules).toEqual(expect.arrayContaining(['overlay', 'br_netfilter', module, 'wireguard']));
    expect(new Set(node.modules).size).toBe(node.modules.length);
    expect(node.sysctls).toMatchObject({ 'net.ipv6.conf.all.forwarding': '1', 'net.ipv6.conf.all.accept_ra': '2' });
    expect(node.containerd.sandboxImage).toBe('mirror.example.org/k8s/pause:3.10.2');
  });

  test('of an imported one nothing is known but its version', () => {
    const { fleet, cluster } = sample();
    const old = TenantControlPlane.fromTenantControlPlane(cluster, 'old', { version: '1.34.4', endpoint: 'a:6443' });
    new WorkerPool(old, 'a', { machines, size: 1 });
    const pool = onlyPool(fleet.toModel().managementClusters[0]?.importedTenants[0]?.workerPools);
    expect(pool).toMatchObject({ version: '1.34.4', support: null, node: { kubelet: { maxPods: 110 } } });
  });
});

describe('defaults by machine', () => {
  test.each([
    ['debian', 2, 'never'],
    ['ubuntu', 2, 'never'],
    ['rhel', 3, 'never'],
    ['flatcar', 3, undefined],
    ['talos', 2, undefined],
    ['other', 2, undefined],
  ] as const)('%s: format %d of containerd, updates %s', (operatingSystem, configVersion, reboot) => {
    const { node, bootstrap } = modelOf({ machines: Machines.existing({ operatingSystem }), size: 1 });
    expect(node.containerd.configVersion).toBe(configVersion);
    expect(node.updates?.reboot).toBe(reboot);
    expect(bootstrap).toMatchObject({ kind: 'kubeadm', installPackages: operatingSystem !== 'other' });
  });

  test('Bottlerocket brings its own way to join', () => {
    expect(modelOf({ machines: Machines.existing({ operatingSystem: 'bottlerocket' }), size: 1 })).toMatchObject({
      bootstrap: { kind: 'bottlerocket' },
      support: { support: 'translated', note: expect.stringContaining('VMware') as string },
    });
    const { fleet, tenant } = sample();
    new WorkerPool(tenant, 'a', { machines: Machines.existing({ operatingSystem: 'bottlerocket' }), size: 1 });
    expect(fleet.validateFleet().findings).toEqual([]);
  });

  test('NVIDIA’s accelerators bring a runtime and a label, which can be another', () => {
    const gpu = { vendor: 'nvidia', count: 1 } as const;
    const pool = modelOf({ machines: Machines.existing({ gpu }), size: 1, labels: { team: 'ml' } });
    expect(pool.labels).toEqual({ 'nvidia.com/gpu.present': 'true', team: 'ml' });
    expect(pool.node.containerd.runtimes).toEqual({ nvidia: { binary: '/usr/bin/nvidia-container-runtime' } });
    expect(modelOf({ machines, size: 1 })).toMatchObject({ labels: {}, node: { containerd: { runtimes: {} } } });
  });

  test('k0s says which Kubernetes it is', () => {
    expect(modelOf({ machines, size: 1, bootstrap: { kind: 'k0s', version: '1.34.2+k0s.0' } }).version).toBe('1.34.2');
  });

  test('zones are those of the machines', () => {
    expect(modelOf({ machines: Machines.existing({ zones: ['a'] }), size: 1 }).zones).toEqual(['a']);
  });
});

describe('credentials and lives', () => {
  test('a cloud’s machines read theirs from its store, under a name that no other pool has', () => {
    const { join } = modelOf({ machines: group, size: 1 });
    expect(join).toMatchObject({
      group: 'system:bootstrappers:colonnade:general',
      tokenMinutes: 60,
      delivery: {
        kind: 'secret',
        everyMinutes: 25,
        store: {
          kind: 'aws-secrets-manager',
          location: 'eu-central-1',
          secret: expect.stringMatching(/^colonnade-team-a-general-[0-9a-f]{8}$/) as string,
        },
      },
    });
  });

  test.each([
    [60, 25],
    [30, 14],
    [10, 4],
    [1, 1],
    [1440, 25],
  ])('tokens of %d minutes are renewed every %d', (tokenMinutes, everyMinutes) => {
    const { join } = modelOf({ machines: group, size: 1, join: { tokenMinutes } });
    expect(join.delivery).toMatchObject({ everyMinutes });
  });

  test.each([
    [false, null],
    [
      { kind: 'azure-key-vault', location: 'https://a', serviceAccountAnnotations: {}, image: 'x:1', secret: 'mine' },
      { location: 'https://a', secret: 'mine' },
    ],
  ] as const)('the store can be %j', (store, expected) => {
    const { join } = modelOf({ machines: group, size: 1, join: { delivery: { kind: 'secret', store } } });
    const found = join.delivery.kind === 'secret' ? join.delivery.store : undefined;
    if (expected === null) expect(found).toBeNull();
    else expect(found).toMatchObject(expected);
  });

  test('groups are repaired and surge; Karpenter’s machines come and go by its rules', () => {
    expect(modelOf({ machines: group, size: 1 })).toMatchObject({
      repair: { unhealthySeconds: 300, startupSeconds: 1200, maxUnhealthy: '40%' },
      rollout: { maxSurge: 1, maxUnavailable: 0, drainSeconds: 900 },
      autoscaling: null,
    });
    expect(modelOf({ machines: group, size: 1, repair: false }).repair).toBeNull();
    const scaled = modelOf({ machines: group, size: { min: 0, max: 3 }, autoscaling: { kind: 'cluster-autoscaler' } });
    expect(scaled.autoscaling).toMatchObject({ provider: 'aws', fromZero: true });
    const instances = Machines.awsInstances({ region: 'eu-central-1' });
    expect(modelOf({ machines: instances, size: { max: 3 }, autoscaling: { kind: 'karpenter' } })).toMatchObject({
      size: { min: 0, max: 3 },
      repair: null,
      autoscaling: { nodeClass: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'team-a-general' } },
    });
  });
});

describe('props that cannot be', () => {
  test.each<readonly [string, unknown, string, string, string]>([
    [
      'machines as they were before',
      { machines: { kind: 'existing' }, size: 3 },
      'CLN0001',
      'machines',
      'Machines.existing()',
    ],
    [
      'a misspelt property of machines',
      { machines: careless({ arch: 'arm64' }), size: 1 },
      'CLN0002',
      'machines.arch',
      '"arch"',
    ],
    [
      'an architecture',
      { machines: careless({ architecture: 'x86' }), size: 1 },
      'CLN0001',
      'machines.architecture',
      "'amd64'",
    ],
    [
      'a size beside a list',
      { machines: Machines.ssh({ hosts: [{ name: 'a' }] }), size: 1 },
      'CLN0001',
      'size',
      'the number of hosts',
    ],
    ['RKE2', { machines, size: 1, bootstrap: { kind: 'rke2' } }, 'CLN0001', 'bootstrap', 'port 9345'],
    ['K3s, in capitals', { machines, size: 1, bootstrap: { kind: 'K3s' } }, 'CLN0001', 'bootstrap', 'supervisor'],
    ['nodeadm', { machines, size: 1, bootstrap: { kind: 'nodeadm' } }, 'CLN0001', 'bootstrap', 'EKS'],
    [
      'all preflight checks',
      { machines, size: 1, bootstrap: { kind: 'kubeadm', ignorePreflightErrors: ['All'] } },
      'CLN0001',
      'bootstrap.ignorePreflightErrors[0]',
      "not 'all'",
    ],
    [
      'k0s without a release',
      { machines, size: 1, bootstrap: { kind: 'k0s' } },
      'CLN0003',
      'bootstrap.version',
      'required',
    ],
    [
      'an autoscaler of a fixed size',
      { machines: group, size: 3, autoscaling: { kind: 'cluster-autoscaler' } },
      'CLN0001',
      'autoscaling',
      'fixed size',
    ],
    [
      'Karpenter for a group',
      { machines: group, size: { min: 1, max: 3 }, autoscaling: { kind: 'karpenter' } },
      'CLN0001',
      'autoscaling',
      'knows no groups',
    ],
    [
      'a misspelt setting deep inside',
      { machines, size: 1, node: { kubelet: { maxPod: 9 } } },
      'CLN0002',
      'node.kubelet.maxPod',
      '"maxPod"',
    ],
    [
      'a misspelt property of who writes credentials',
      {
        machines: Machines.awsAutoScalingGroup({ region: 'eu-central-1', credentials: { roleARN: 'a' } as object }),
        size: 1,
      },
      'CLN0002',
      'machines.delivery.place.roleARN',
      '"roleARN"',
    ],
    [
      'the same of Google',
      { machines: Machines.gcpInstanceGroup({ project: 'acme', credentials: { account: 'a' } as object }), size: 1 },
      'CLN0002',
      'machines.delivery.place.account',
      '"account"',
    ],
    [
      'a text where Azure has an object',
      {
        machines: Machines.azureScaleSet({
          vault: 'https://a.vault.azure.net',
          credentials: 'id' as unknown as object,
        }),
        size: 1,
      },
      'CLN0002',
      'machines.delivery.place.props',
      '"props"',
    ],
  ])('%s: said where it was written', (_what, props, code, property, words) => {
    expect(problemsOf(props)).toEqual([
      { code, property, message: expect.stringContaining(words) as string, fix: expect.any(String) as string },
    ]);
  });

  test('what to write instead is said', () => {
    expect(problemsOf({ machines, size: 1, bootstrap: { kind: 'rke2' } })[0]?.fix).toBe(
      "kind: 'kubeadm' on the same machines.",
    );
  });

  test('hosts without one, an address that is none, a number that is text: all at once', () => {
    const hosts = [
      { name: 'a', address: 'not an address' },
      { name: 'B_', port: 'x' },
    ];
    const made: unknown = Reflect.apply(Machines.ssh, Machines, [{ hosts }]);
    expect(
      problemsOf({ machines: made })
        .map(({ property }) => property)
        .toSorted(),
    ).toEqual([
      'machines.hosts[0].address',
      'machines.hosts[1].address',
      'machines.hosts[1].name',
      'machines.hosts[1].port',
    ]);
  });
});
