import { Machines } from 'colonnade';
import { rows } from './mutation';
import type { Mutation } from './mutation';

const LONG = 'x'.repeat(300);
const WRONG = 'CLN0001';
const UNKNOWN = 'CLN0002';
const MISSING = 'CLN0003';
const ID = 'CLN0004';

function circular(): object {
  const value: Record<string, unknown> = { a: 1 };
  value['self'] = value;
  return value;
}

/** What a compiler would refuse, and what it cannot: wrong types, forms, and spellings, over all properties. */
export const MUTATIONS_OF_SHAPE: readonly Mutation[] = [
  ...rows('fleet', [
    ['id in capitals', ID, 'id', 'Acme'],
    ['id of 300 characters', ID, 'id', LONG],
    ['id in another script', ID, 'id', 'zürich'],
    ['id that is a number', ID, 'id', 7],
  ]),
  ...rows('cluster', [
    ['id with a slash', ID, 'id', 'eu/1'],
    ['id that is empty', ID, 'id', ''],
    ['version missing', MISSING, 'props.version', undefined],
    ['version with a v', WRONG, 'props.version', 'v1.36.3'],
    ['version as a number', WRONG, 'props.version', 1.36],
    ['property misspelt', UNKNOWN, 'props.verison', '1.36.3'],
    ['host with zones as text', WRONG, 'host.zones', 'a,b,c'],
    ['host with unknown balancers', WRONG, 'host.loadBalancer', 'magic'],
    ['host with one node port', WRONG, 'host.nodePortRange', [30_000]],
    ['host with a storage class in capitals', WRONG, 'host.storageClass', 'Fast SSD'],
    ['three pod ranges', WRONG, 'props.network.podCidrs', ['10.0.0.0/16', '10.1.0.0/16', 'fd00::/56']],
    ['no service range', WRONG, 'props.network.serviceCidrs', []],
    ['range with host bits', WRONG, 'props.network.podCidrs', ['10.200.0.1/16']],
    ['node ranges as text', WRONG, 'props.network.nodeCidrs', '192.168.0.0/24'],
    ['domain with a dash in front', WRONG, 'props.network.clusterDomain', '-cluster.local'],
    ['API server as an address', WRONG, 'props.network.apiServerCidrs', ['192.168.0.10']],
    ['network property misspelt', UNKNOWN, 'props.network.podCidr', ['10.0.0.0/16']],
    ['certificate namespace with a space', WRONG, 'props.certManager.namespace', 'cert manager'],
    ['label that is a number', WRONG, 'props.labels', { team: 7 }],
    ['labels as a list', WRONG, 'props.labels', ['team=a']],
    ['annotation that is missing', 'CLN000', 'props.annotations', { owner: undefined }],
  ]),
  ...rows('store', [
    ['id with a dot', ID, 'id', 'my.store'],
    ['members as text', WRONG, 'props.members', '3'],
    ['members below zero', WRONG, 'props.members', -3],
    ['members NaN', WRONG, 'props.members', Number.NaN],
    ['members missing', MISSING, 'props.members', undefined],
    ['volume as a number', WRONG, 'props.volume', 16],
    ['volume in GB', WRONG, 'props.volume', '16GB'],
    ['volume below zero', WRONG, 'props.volume', '-16Gi'],
    ['volume missing', MISSING, 'props.volume', undefined],
    ['quota in words', WRONG, 'props.quota', 'all of it'],
    ['version latest', WRONG, 'props.version', 'latest'],
    ['compaction in minutes', WRONG, 'props.autoCompactionRetention', '5 minutes'],
    ['storage class as an object', WRONG, 'props.storageClass', { name: 'fast' }],
    ['memory in GB', WRONG, 'props.resources.requests.memory', '1GB'],
    ['unknown resource', UNKNOWN, 'props.resources.requests.gpu', '1'],
    ['spread as a wish', WRONG, 'props.scheduling.spread', 'maybe'],
    ['toleration operator unknown', WRONG, 'props.scheduling.tolerations', [{ key: 'a', operator: 'Is' }]],
    ['node selector with a flag', WRONG, 'props.scheduling.nodeSelector', { etcd: true }],
    ['priority class in capitals', WRONG, 'props.scheduling.priorityClassName', 'Critical'],
    ['argument that is a number', WRONG, 'props.extraArgs', { 'max-txn-ops': 1024 }],
    ['namespace of 300 characters', WRONG, 'props.namespace', LONG],
    ['registry with a scheme', WRONG, 'props.images.registry', 'https://mirror.example.org'],
    ['digest cut short', WRONG, 'props.images.digests', { etcd: 'sha256:abc' }],
    ['digest of an unknown component', UNKNOWN, 'props.images.digests', { etdc: `sha256:${'0'.repeat(64)}` }],
    ['pull secrets as text', WRONG, 'props.images.pullSecrets', 'mirror'],
    ['protection as text', WRONG, 'props.deletionProtection', 'yes'],
    ['patch with nothing to do', 'CLN000', 'props.patches', [{ target: { kind: 'Namespace', name: 'x' } }]],
    [
      'patch with both forms',
      WRONG,
      'props.patches',
      [{ target: { kind: 'Namespace', name: 'x' }, operations: [{ op: 'remove', path: '/spec' }], merge: {} }],
    ],
    ['patch operation unknown', WRONG, 'props.patches', [patch({ op: 'set', path: '/spec' })]],
    ['patch pointer without a slash', WRONG, 'props.patches', [patch({ op: 'remove', path: 'spec' })]],
  ]),
  ...rows('external', [
    ['endpoint without TLS', WRONG, 'props.endpoints', ['http://etcd.example.org:2379']],
    ['endpoints as text', WRONG, 'props.endpoints', 'https://etcd.example.org:2379'],
    ['no endpoint', WRONG, 'props.endpoints', []],
    ['issuer missing', MISSING, 'props.clusterIssuer', undefined],
  ]),
  ...rows('tenant', [
    ['id starting with a digit', ID, 'id', '1st'],
    ['id ending with a dash', ID, 'id', 'team-'],
    ['version missing', MISSING, 'props.version', undefined],
    ['version of two numbers', WRONG, 'props.version', '1.36'],
    ['version null', WRONG, 'props.version', null],
    ['replicas zero', WRONG, 'props.replicas', 0],
    ['replicas below zero', WRONG, 'props.replicas', -2],
    ['replicas in halves', WRONG, 'props.replicas', 2.5],
    ['replicas as text', WRONG, 'props.replicas', '2'],
    ['replicas without end', WRONG, 'props.replicas', Number.POSITIVE_INFINITY],
    ['size unknown', WRONG, 'props.size', 'huge'],
    ['namespace in capitals', WRONG, 'props.namespace', 'Team-A'],
    ['property misspelt', UNKNOWN, 'props.replica', 2],
    ['pod range as text', WRONG, 'props.network.podCidrs', '10.244.0.0/16'],
    ['pod range without a prefix', WRONG, 'props.network.podCidrs', ['10.244.0.0']],
    ['DNS address as a name', WRONG, 'props.network.dnsAddress', 'dns.example.org'],
    ['node mask of 200', WRONG, 'props.network.nodeCidrMaskSizes', { ipv4: 200 }],
    ['shared network in capitals', WRONG, 'props.network.sharedNetwork', 'Transit'],
    ['plugin in lower case', WRONG, 'props.admission.enable', ['always pull images']],
    ['anonymous as a flag', WRONG, 'props.authentication.anonymous', true],
    [
      'issuer without TLS',
      WRONG,
      'props.authentication.oidc',
      { issuerUrl: 'http://login.example.org', clientId: 'a' },
    ],
    ['issuer without a client', MISSING, 'props.authentication.oidc', { issuerUrl: 'https://login.example.org' }],
    ['authenticators as an object', WRONG, 'props.authentication.jwt', { issuer: {} }],
    ['authenticator that is circular', WRONG, 'props.authentication.jwt', [circular()]],
    ['audit true', WRONG, 'props.audit', true],
    ['audit to a disk', WRONG, 'props.audit', { sink: 'disk' }],
    ['audit kept for no day', WRONG, 'props.audit', { sink: 'file', maxAgeDays: 0 }],
    ['audit rotation without files', 'CLN000', 'props.audit', { maxAgeDays: 7 }],
    ['audit without rules', WRONG, 'props.audit', { rules: [] }],
    ['audit stage unknown', WRONG, 'props.audit', { omitStages: ['Sent'] }],
    ['cipher unknown', WRONG, 'props.encryption', { provider: 'rot13' }],
    ['nothing encrypted', WRONG, 'props.encryption', { resources: [] }],
    ['feature gate as text', WRONG, 'props.featureGates', { ContextualLogging: 'true' }],
    ['arguments of an unknown component', UNKNOWN, 'props.extraArgs', { apiserver: { v: '2' } }],
    ['argument that is a flag', WRONG, 'props.extraArgs', { scheduler: { v: true } }],
    ['CPU in cores', WRONG, 'props.resources.apiServer', { requests: { cpu: '2 cores' } }],
    ['tunnel true', WRONG, 'props.konnectivity', true],
    ['tunnel port zero', WRONG, 'props.konnectivity', { port: 0 }],
    ['agents as Pods', WRONG, 'props.konnectivity', { agent: { mode: 'Pod' } }],
    ['agents of a Deployment without a number', MISSING, 'props.konnectivity', { agent: { mode: 'Deployment' } }],
    ['agents of a DaemonSet with a number', 'CLN000', 'props.konnectivity', { agent: { replicas: 3 } }],
    ['proxy mode unknown', WRONG, 'props.addons.kubeProxy', { mode: 'userspace' }],
    ['proxy configuration with a function', WRONG, 'props.addons.kubeProxy', { config: { mode: 1n } }],
    ['DNS without replicas', WRONG, 'props.addons.coreDns', { replicas: 0 }],
    ['DNS with an empty Corefile', WRONG, 'props.addons.coreDns', { corefile: '' }],
    ['endpoint port zero', WRONG, 'endpoint.props.port', 0],
    ['endpoint port as text', WRONG, 'endpoint.props.port', '6443'],
    ['endpoint name that is none', WRONG, 'endpoint.props.extraSans', ['not a name']],
    ['endpoint property misspelt', UNKNOWN, 'endpoint.props.adress', '203.0.113.10'],
    ['balancer address that is none', WRONG, 'endpoint', balancer({ address: '203.0.113.256' })],
    ['balancer name with a star', WRONG, 'endpoint', balancer({ hostname: '*.example.org' })],
    ['balancer with both', 'CLN000', 'endpoint', balancer({ address: '203.0.113.10', hostname: 'api.example.org' })],
    ['balancer range that is none', WRONG, 'endpoint', balancer({ sourceRanges: ['everybody'] })],
    ['node port missing', MISSING, 'endpoint', { kind: 'nodePort', props: { address: '192.0.2.1' } }],
    ['node port without an address', MISSING, 'endpoint', { kind: 'nodePort', props: { nodePort: 30_000 } }],
    ['cluster IP as a name', WRONG, 'endpoint', { kind: 'clusterIp', props: { clusterIp: 'api' } }],
    ['store of its own with members as text', WRONG, 'store', dedicated({ members: 'three', volume: '8Gi' })],
    ['store of its own without a volume', MISSING, 'store', dedicated({ members: 3 })],
    ['store of its own with a label', UNKNOWN, 'store', dedicated({ members: 3, volume: '8Gi', labels: {} })],
  ]),
  ...rows('pool', [
    ['id with an underscore', ID, 'id', 'gpu_pool'],
    ['machines missing', MISSING, 'props.machines', undefined],
    ['machines unknown', WRONG, 'props.machines', { kind: 'cloud' }],
    ['architecture unknown', WRONG, 'props.machines.facts.architecture', 'x86'],
    ['size below zero', WRONG, 'props.size', -1],
    ['size as text', WRONG, 'props.size', '3'],
    ['size without a maximum', MISSING, 'props.size', { min: 1 }],
    ['version with a v', WRONG, 'props.version', 'v1.36.3'],
    ['zones as text', WRONG, 'props.zones', 'a'],
    ['taint effect unknown', WRONG, 'props.taints', [{ key: 'a', value: '', effect: 'NoRun' }]],
    ['label that is a flag', WRONG, 'props.labels', { gpu: true }],
    ['property misspelt', UNKNOWN, 'props.sizes', 3],
    ['machines with a misspelt fact', UNKNOWN, 'props.machines.facts.architektur', 'amd64'],
    ['system unknown', WRONG, 'props.machines.facts.operatingSystem', 'windows'],
    ['capacity as a number', WRONG, 'props.machines.facts.capacity', { cpu: 4, memory: '8Gi', ephemeralStorage: null }],
    ['hosts without one', WRONG, 'props', { machines: Machines.ssh({ hosts: [] as never }) }],
    ['host with an underscore', WRONG, 'props', { machines: Machines.ssh({ hosts: [{ name: 'rack_1' }] }) }],
    ['hosts and a size', WRONG, 'props', { machines: Machines.ssh({ hosts: [{ name: 'rack-1' }] }), size: 1 }],
    ['group and Karpenter', WRONG, 'props', group({ autoscaling: { kind: 'karpenter' } })],
    ['autoscaler of a fixed size', WRONG, 'props', group({ size: 3, autoscaling: { kind: 'cloud' } })],
    ['bootstrap of RKE2', WRONG, 'props.bootstrap', { kind: 'rke2', version: '1' }],
    ['bootstrap of nodeadm', WRONG, 'props.bootstrap', { kind: 'nodeadm' }],
    ['bootstrap unknown', WRONG, 'props.bootstrap', { kind: 'magic' }],
    ['k0s without a version', MISSING, 'props.bootstrap', { kind: 'k0s' }],
    ['preflight checks all ignored', WRONG, 'props.bootstrap', { kind: 'kubeadm', ignorePreflightErrors: ['all'] }],
    ['autoscaler of machines that people make', WRONG, 'props.autoscaling', { kind: 'cluster-autoscaler' }],
    ['repair of machines that people make', WRONG, 'props.repair', {}],
    ['reserved memory as a number', WRONG, 'props.node.kubelet', { kubeReserved: { memory: 1 } }],
    ['eviction threshold in words', WRONG, 'props.node.kubelet', { evictionHard: { 'memory.available': 'low' } }],
    ['reboots without a time', MISSING, 'props.node.updates', { reboot: 'window', window: {} }],
    ['window without reboots', WRONG, 'props.node.updates', { window: { start: '03:00' } }],
    ['window at no time', WRONG, 'props.node.updates', { reboot: 'window', window: { start: '25:00' } }],
    ['mirror that is no URL', WRONG, 'props.node.containerd', { mirrors: { 'docker.io': [{ url: 'mirror' }] } }],
    ['file without a root', WRONG, 'props.node.files', [{ path: 'etc/motd', content: '' }]],
    ['certificate that is a key', WRONG, 'props.node.trustedCertificates', ['MIIB']],
    ['token life as text', WRONG, 'props.join.tokenMinutes', '60'],
    ['delivery unknown', WRONG, 'props.join.delivery', { kind: 'mail' }],
    ['surge in words', WRONG, 'props.rollout.maxSurge', 'two'],
  ]),
  ...rows('imported', [
    ['endpoint without a port', WRONG, 'attributes.endpoint', 'api.example.org'],
    ['version missing', MISSING, 'attributes.version', undefined],
    ['property misspelt', UNKNOWN, 'attributes.endpoints', 'x'],
  ]),
];

function group(props: object): object {
  const machines = Machines.awsAutoScalingGroup({ region: 'eu-central-1' });
  return { machines, size: { min: 1, max: 3 }, ...props };
}

function patch(operation: object): object {
  return { target: { kind: 'Namespace', name: 'x' }, operations: [operation] };
}

function balancer(props: object): object {
  return { kind: 'loadBalancer', props };
}

function dedicated(props: object): object {
  return { kind: 'dedicated', props };
}
