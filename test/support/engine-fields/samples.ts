import { Endpoint, EtcdStore, Machines } from '../../../lib';
import type {
  AutoscalerIdentityProps,
  EtcdClusterProps,
  KonnectivityAgentProps,
  TenantControlPlaneProps,
  WorkerPoolProps,
} from '../../../lib';

/** What a program writes to set a field, and what it writes anyway. */
export interface Sample<P> {
  /** @default {} */
  readonly without?: Partial<P>;
  readonly with: Partial<P>;
}

type TenantSample = Sample<TenantControlPlaneProps>;

/** By the paths of capability tables; every field that a program can set is here or in {@link DERIVED}. */
export const TENANT_SAMPLES: Readonly<Record<string, TenantSample>> = {
  'tenant.namespace': { with: { namespace: 'other' } },
  'tenant.version': { with: { version: '1.35.3' } },
  'tenant.replicas': { with: { replicas: 3 } },
  'tenant.size': { with: { size: 'large' } },
  ...dedicated('version', { version: '3.6.15' }),
  ...dedicated('members', { members: 5 }),
  ...dedicated('volume', { volume: '32Gi' }),
  ...dedicated('storageClass', { storageClass: 'slow' }),
  ...dedicated('quotaBytes', { quota: '3Gi' }),
  ...dedicated('autoCompactionRetention', { autoCompactionRetention: '10m' }),
  ...dedicated('extraArgs', { extraArgs: { 'snapshot-count': '5000' } }),
  ...resources('tenant.store.dedicated.cluster.resources', (of) => dedicatedStore({ resources: of })),
  ...scheduling('tenant.store.dedicated.cluster.scheduling', 'preferred', (of) => dedicatedStore({ scheduling: of })),
  ...endpoints('port', { port: 7443 }),
  ...endpoints('extraSans', { extraSans: ['b.example.org'] }),
  ...endpoints('annotations', { annotations: { 'example.org/a': 'b' } }),
  'tenant.endpoint.loadBalancer.address': {
    without: { endpoint: Endpoint.loadBalancer() },
    with: { endpoint: Endpoint.loadBalancer({ address: '203.0.113.77' }) },
  },
  'tenant.endpoint.loadBalancer.hostname': {
    without: { endpoint: Endpoint.loadBalancer() },
    with: { endpoint: Endpoint.loadBalancer({ hostname: 'a.example.org' }) },
  },
  'tenant.endpoint.loadBalancer.sourceRanges': {
    with: { endpoint: Endpoint.loadBalancer({ address: '203.0.113.11', sourceRanges: ['198.51.100.0/24'] }) },
  },
  'tenant.endpoint.loadBalancer.loadBalancerClass': {
    with: { endpoint: Endpoint.loadBalancer({ address: '203.0.113.11', loadBalancerClass: 'example.org/own' }) },
  },
  'tenant.endpoint.nodePort.address': {
    without: { endpoint: Endpoint.nodePort({ address: '203.0.113.20', nodePort: 30100 }) },
    with: { endpoint: Endpoint.nodePort({ address: '203.0.113.21', nodePort: 30100 }) },
  },
  'tenant.endpoint.nodePort.nodePort': {
    without: { endpoint: Endpoint.nodePort({ address: '203.0.113.20', nodePort: 30100 }) },
    with: { endpoint: Endpoint.nodePort({ address: '203.0.113.20', nodePort: 30200 }) },
  },
  'tenant.endpoint.nodePort.konnectivityNodePort': {
    without: { endpoint: Endpoint.nodePort({ address: '203.0.113.20', nodePort: 30100 }) },
    with: { endpoint: Endpoint.nodePort({ address: '203.0.113.20', nodePort: 30100, konnectivityNodePort: 30200 }) },
  },
  'tenant.endpoint.clusterIp.clusterIp': {
    without: { endpoint: Endpoint.clusterIp() },
    with: { endpoint: Endpoint.clusterIp({ clusterIp: '10.0.0.99' }) },
  },
  'tenant.network.podCidrs': { with: { network: { podCidrs: ['10.200.0.0/16'] } } },
  'tenant.network.serviceCidrs': { with: { network: { serviceCidrs: ['10.220.0.0/16'] } } },
  'tenant.network.clusterDomain': { with: { network: { clusterDomain: 'example.local' } } },
  'tenant.network.dnsAddress': { with: { network: { dnsAddress: '10.96.0.53' } } },
  'tenant.network.nodeCidrMaskSizes.ipv4': { with: { network: { nodeCidrMaskSizes: { ipv4: 25 } } } },
  'tenant.network.nodeCidrMaskSizes.ipv6': {
    without: { network: dualStack() },
    with: { network: { ...dualStack(), nodeCidrMaskSizes: { ipv6: 72 } } },
  },
  'tenant.network.sharedNetwork': { with: { network: { sharedNetwork: 'flat' } } },
  'tenant.network.nodeCidrs': {
    without: { konnectivity: false },
    with: { konnectivity: false, network: { nodeCidrs: ['192.0.2.0/24'] } },
  },
  'tenant.admission.enable': { with: { admission: { enable: ['AlwaysPullImages'] } } },
  'tenant.admission.disable': { with: { admission: { disable: ['DefaultStorageClass'] } } },
  'tenant.authentication.anonymous': { with: { authentication: { anonymous: 'health' } } },
  'tenant.authentication.jwt': {
    with: { authentication: { oidc: { issuerUrl: 'https://issuer.example.org', clientId: 'kubernetes' } } },
  },
  'tenant.audit.enabled': { with: { audit: false } },
  'tenant.audit.rules': { with: { audit: { rules: [{ level: 'Request' }] } } },
  'tenant.audit.omitStages': { with: { audit: { omitStages: ['ResponseStarted'] } } },
  'tenant.audit.sink': { with: { audit: { sink: 'file' } } },
  'tenant.audit.maxAgeDays': auditFile({ maxAgeDays: 14 }),
  'tenant.audit.maxBackups': auditFile({ maxBackups: 9 }),
  'tenant.audit.maxSizeMegabytes': auditFile({ maxSizeMegabytes: 50 }),
  'tenant.encryption.provider': { with: { encryption: { provider: 'aesgcm' } } },
  'tenant.encryption.resources': { with: { encryption: { resources: ['configmaps'] } } },
  'tenant.featureGates': { with: { featureGates: { WatchList: false } } },
  'tenant.extraArgs.apiServer': { with: { extraArgs: { apiServer: { v: '4' } } } },
  'tenant.extraArgs.controllerManager': { with: { extraArgs: { controllerManager: { v: '4' } } } },
  'tenant.extraArgs.scheduler': { with: { extraArgs: { scheduler: { v: '4' } } } },
  ...componentResources('apiServer'),
  ...componentResources('controllerManager'),
  ...componentResources('scheduler'),
  ...componentResources('konnectivityServer'),
  ...scheduling('tenant.scheduling', 'required', (of) => ({ scheduling: of })),
  'tenant.konnectivity.enabled': { with: { konnectivity: false } },
  'tenant.konnectivity.version': { with: { konnectivity: { version: '0.35.0' } } },
  'tenant.konnectivity.port': { with: { konnectivity: { port: 8200 } } },
  'tenant.konnectivity.agent.mode': { with: agent({ mode: 'Deployment', replicas: 3 }) },
  'tenant.konnectivity.agent.replicas': {
    without: agent({ mode: 'Deployment', replicas: 3 }),
    with: agent({ mode: 'Deployment', replicas: 5 }),
  },
  'tenant.konnectivity.agent.hostNetwork': { with: agent({ hostNetwork: true }) },
  'tenant.konnectivity.agent.tolerations': { with: agent({ tolerations: [{ key: 'x', operator: 'Exists' }] }) },
  ...resources('tenant.konnectivity.agent.resources', (of) => agent({ resources: of })),
  'tenant.addons.kubeProxy': { with: { addons: { kubeProxy: false } } },
  'tenant.addons.kubeProxy.mode': { with: { addons: { kubeProxy: { mode: 'iptables' } } } },
  'tenant.addons.kubeProxy.config': {
    with: { addons: { kubeProxy: { config: { metricsBindAddress: '0.0.0.0:10249' } } } },
  },
  'tenant.addons.coreDns': { with: { addons: { coreDns: false } } },
  'tenant.addons.coreDns.version': { with: { addons: { coreDns: { version: '1.13.0' } } } },
  'tenant.addons.coreDns.replicas': { with: { addons: { coreDns: { replicas: 5 } } } },
  'tenant.addons.coreDns.corefile': { with: { addons: { coreDns: { corefile: '.:53 {\n}\n' } } } },
  ...resources('tenant.addons.coreDns.resources', (of) => ({ addons: { coreDns: { resources: of } } })),
  'tenant.images.registry': { with: { images: { registry: 'registry.example.org/k8s' } } },
  ...Object.fromEntries(
    images().map((image): [string, TenantSample] => [
      `tenant.images.digests.${image}`,
      { with: { images: { digests: { [image]: `sha256:${'a'.repeat(64)}` } } } },
    ]),
  ),
  'tenant.images.pullSecrets': { with: { images: { pullSecrets: ['pull'] } } },
  'tenant.labels': { with: { labels: { team: 'a' } } },
  'tenant.annotations': { with: { annotations: { 'example.org/a': 'b' } } },
  'tenant.deletionProtection': { with: { deletionProtection: false } },
  'tenant.patches': {
    with: {
      patches: [{ target: { kind: 'Namespace', name: 'tenant-t' }, merge: { metadata: { labels: { x: 'y' } } } }],
    },
  },
};

type PoolSample = Sample<WorkerPoolProps>;

const GROUP = Machines.clusterApi({
  infrastructure: { apiVersion: 'infrastructure.cluster.x-k8s.io/v1beta2', kind: 'AWSMachineTemplate', name: 'w' },
});
const AWS = { region: 'eu-central-1', zones: ['eu-central-1a', 'eu-central-1b'] } as const;
const RANGE = { machines: GROUP, size: { min: 1, max: 5 } } as const;

/** Fields of pools that some engine does not honour. */
export const POOL_SAMPLES: Readonly<Record<string, PoolSample>> = {
  'pool.bootstrap.kubeadm.discovery': { with: { bootstrap: { kind: 'kubeadm', discovery: 'token' } } },
  'pool.bootstrap.kubeadm.installPackages': { with: { bootstrap: { kind: 'kubeadm', installPackages: false } } },
  'pool.join.tokenMinutes': { with: { join: { tokenMinutes: 30 } } },
  'pool.join.delivery.secret.everyMinutes': {
    with: { machines: Machines.awsAutoScalingGroup(AWS), join: { delivery: { kind: 'secret', everyMinutes: 20 } } },
  },
  ...Object.fromEntries(
    ['kind', 'secret', 'location', 'serviceAccountAnnotations', 'image'].map((field): [string, PoolSample] => [
      `pool.join.delivery.secret.store.${field}`,
      { with: { machines: Machines.awsAutoScalingGroup(AWS) } },
    ]),
  ),
  'pool.autoscaling.cluster-autoscaler.provider': autoscaled({}),
  'pool.autoscaling.cluster-autoscaler.scaleDownUnneededSeconds': autoscaled({ scaleDownUnneededSeconds: 300 }),
  'pool.autoscaling.cluster-autoscaler.scaleDownUtilizationPercent': autoscaled({ scaleDownUtilizationPercent: 70 }),
  'pool.autoscaling.cluster-autoscaler.fromZero': autoscaled({}),
  ...Object.fromEntries(
    Object.entries({
      serviceAccountAnnotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/scaler' },
      environment: { AWS_STS_REGIONAL_ENDPOINTS: 'regional' },
      secret: 'cloud',
    }).map(([field, value]): [string, PoolSample] => [
      `pool.autoscaling.cluster-autoscaler.identity.${field}`,
      autoscaled({ identity: { [field]: value } }),
    ]),
  ),
  'pool.autoscaling.cloud': {
    without: RANGE,
    with: { machines: Machines.awsAutoScalingGroup(AWS), size: { min: 1, max: 5 }, autoscaling: { kind: 'cloud' } },
  },
  ...Object.fromEntries(
    [
      'consolidateAfterSeconds',
      'expireAfterSeconds',
      'budget',
      'nodeClass.group',
      'nodeClass.kind',
      'nodeClass.name',
    ].map((field): [string, PoolSample] => [
      `pool.autoscaling.karpenter.${field}`,
      { with: { machines: Machines.awsInstances(AWS), size: { max: 5 }, autoscaling: { kind: 'karpenter' } } },
    ]),
  ),
  'pool.node.containerd.configVersion': { with: { node: { containerd: { configVersion: 3 } } } },
  'pool.node.containerd.sandboxImage': {
    with: { node: { containerd: { sandboxImage: 'registry.example.org/pause:3.10' } } },
  },
  'pool.node.containerd.mirrors': { with: mirrors({}) },
  'pool.node.containerd.mirrorsOnly': { without: mirrors({}), with: mirrors({ mirrorsOnly: true }) },
  'pool.node.containerd.runtimes': {
    with: { node: { containerd: { runtimes: { kata: { binary: '/opt/kata/bin/containerd-shim-kata-v2' } } } } },
  },
  'pool.node.proxy.http': { with: { node: { proxy: { http: 'http://proxy.example.org:3128' } } } },
  'pool.node.proxy.https': { with: { node: { proxy: { https: 'http://proxy.example.org:3128' } } } },
  'pool.node.proxy.noProxy': {
    with: { node: { proxy: { http: 'http://proxy.example.org:3128', noProxy: ['example.org'] } } },
  },
  'pool.node.trustedCertificates': { with: { node: { trustedCertificates: [certificate()] } } },
  'pool.node.packageMirror': { with: { node: { packageMirror: 'https://mirror.example.org' } } },
  'pool.node.updates.reboot': { with: updates('03:00') },
  'pool.node.updates.window.days': { with: updates('03:00') },
  'pool.node.updates.window.start': { with: updates('04:00') },
  'pool.node.updates.window.minutes': { with: updates('03:00') },
};

/** Fields that follow from others, or that are not of the program's choosing. */
export const DERIVED: readonly string[] = [
  'tenant.store.shared.name',
  'tenant.store.shared.prefix',
  'tenant.store.shared.user',
  'tenant.store.dedicated.cluster.namespace',
  'pool.join.group',
];

function dedicatedStore(changes: Partial<EtcdClusterProps>): Partial<TenantControlPlaneProps> {
  return { store: EtcdStore.dedicated({ members: 3, volume: '8Gi', ...changes }) };
}

function dedicated(field: string, changes: Partial<EtcdClusterProps>): Record<string, TenantSample> {
  return { [`tenant.store.dedicated.cluster.${field}`]: { with: dedicatedStore(changes) } };
}

function resources(
  path: string,
  props: (of: NonNullable<EtcdClusterProps['resources']>) => Partial<TenantControlPlaneProps>,
): Record<string, TenantSample> {
  return {
    [`${path}.requests.cpu`]: { with: props({ requests: { cpu: '333m' } }) },
    [`${path}.requests.memory`]: { with: props({ requests: { memory: '333Mi' } }) },
    [`${path}.limits.cpu`]: { with: props({ limits: { cpu: '7' } }) },
    [`${path}.limits.memory`]: { with: props({ limits: { memory: '7Gi' } }) },
  };
}

function componentResources(
  component: keyof NonNullable<TenantControlPlaneProps['resources']>,
): Record<string, TenantSample> {
  return resources(`tenant.resources.${component}`, (of) => ({ resources: { [component]: of } }));
}

function scheduling(
  path: string,
  spread: 'required' | 'preferred',
  props: (of: NonNullable<EtcdClusterProps['scheduling']>) => Partial<TenantControlPlaneProps>,
): Record<string, TenantSample> {
  return {
    [`${path}.zones`]: { with: props({ zones: ['a', 'b'] }) },
    [`${path}.spread`]: { with: props({ spread }) },
    [`${path}.nodeSelector`]: { with: props({ nodeSelector: { disk: 'ssd' } }) },
    [`${path}.tolerations`]: { with: props({ tolerations: [{ key: 'x', operator: 'Exists' }] }) },
    [`${path}.priorityClassName`]: { with: props({ priorityClassName: 'own-class' }) },
  };
}

function endpoints(
  field: 'port' | 'extraSans' | 'annotations',
  props: { readonly port?: number; readonly extraSans?: string[]; readonly annotations?: Record<string, string> },
): Record<string, TenantSample> {
  const nodes = { address: '203.0.113.20', nodePort: 30100 };
  return {
    [`tenant.endpoint.loadBalancer.${field}`]: {
      with: { endpoint: Endpoint.loadBalancer({ address: '203.0.113.11', ...props }) },
    },
    [`tenant.endpoint.nodePort.${field}`]: {
      without: { endpoint: Endpoint.nodePort(nodes) },
      with: { endpoint: Endpoint.nodePort({ ...nodes, ...props }) },
    },
    [`tenant.endpoint.clusterIp.${field}`]: {
      without: { endpoint: Endpoint.clusterIp() },
      with: { endpoint: Endpoint.clusterIp(props) },
    },
  };
}

function auditFile(props: {
  readonly maxAgeDays?: number;
  readonly maxBackups?: number;
  readonly maxSizeMegabytes?: number;
}): TenantSample {
  return { without: { audit: { sink: 'file' } }, with: { audit: { sink: 'file', ...props } } };
}

function agent(of: KonnectivityAgentProps): Partial<TenantControlPlaneProps> {
  return { konnectivity: { agent: of } };
}

function autoscaled(props: {
  readonly scaleDownUnneededSeconds?: number;
  readonly scaleDownUtilizationPercent?: number;
  readonly identity?: AutoscalerIdentityProps;
}): PoolSample {
  return { without: RANGE, with: { ...RANGE, autoscaling: { kind: 'cluster-autoscaler', ...props } } };
}

function mirrors(props: { readonly mirrorsOnly?: boolean }): Partial<WorkerPoolProps> {
  return { node: { containerd: { mirrors: { 'docker.io': [{ url: 'https://mirror.example.org' }] }, ...props } } };
}

function updates(start: `${number}:${number}`): Partial<WorkerPoolProps> {
  return { node: { updates: { reboot: 'window', window: { days: ['Sun'], start, minutes: 30 } } } };
}

function dualStack() {
  return {
    podCidrs: ['10.244.0.0/16', 'fd00:1::/56'],
    serviceCidrs: ['10.96.0.0/16', 'fd00:2::/112'],
  } as const;
}

function images() {
  return [
    'kube-apiserver',
    'kube-controller-manager',
    'kube-scheduler',
    'kube-proxy',
    'kubectl',
    'etcd',
    'coredns',
    'proxy-server',
    'proxy-agent',
    'cluster-autoscaler',
  ] as const;
}

function certificate(): string {
  return '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
}
