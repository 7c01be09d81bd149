import { Machines } from 'colonnade';
import { addTenant, change, rows, set, subjectOf } from './mutation';
import type { Mutation } from './mutation';

const zoned = Machines.existing({ zones: ['a'] });

/** What has the right form and cannot work: what the rules over the whole fleet are for. */
export const MUTATIONS_OF_MEANING: readonly Mutation[] = [
  ...rows('cluster', [
    ['too old', 'CLN1302', 'props.version', '1.24.0'],
    ['node ports backwards', 'CLN3001', 'host.nodePortRange', [32_767, 30_000]],
    [
      'with overlapping ranges',
      'CLN1003',
      'props.network',
      { podCidrs: ['10.200.0.0/15'], nodeCidrs: ['10.201.0.0/24'] },
    ],
    ['label key with two slashes', 'CLN1105', 'props.labels', { 'a/b/c': 'x' }],
    ['label value of 300 characters', 'CLN1105', 'props.labels', { team: 'x'.repeat(300) }],
    ['label of ours', 'CLN1106', 'props.labels', { 'app.kubernetes.io/managed-by': 'me' }],
    [
      'annotation with unresolved text',
      'CLN4002',
      'props.annotations',
      { id: 'Calling [toString] on an [Output<T>] is not' },
    ],
  ]),
  ...rows('store', [
    ['with two members', 'CLN1401', 'props.members', 2],
    ['with a quota above its volume', 'CLN1407', 'props.quota', '32Gi'],
    ['of etcd 2', 'CLN1304', 'props.version', '2.3.8'],
    ['with a request above its limit', 'CLN2102', 'props.resources', above('memory', '2Gi', '1Gi')],
    ['in a zone that is not there', 'CLN2002', 'props.scheduling.zones', ['mars']],
    ['with a flag of ours', 'CLN4060', 'props.extraArgs', { 'data-dir': '/tmp' }],
    ['with dashes before a flag', 'CLN3011', 'props.extraArgs', { '--max-txn-ops': '1024' }],
    ['in a reserved namespace', 'CLN1102', 'props.namespace', 'kube-system'],
    ['with a patch of nothing', 'CLN50', 'props.patches', [merge('ConfigMap', 'no-such-thing', { data: {} })]],
  ]),
  ...rows('tenant', [
    ['too old', 'CLN1301', 'props.version', '1.29.0'],
    ['too new', 'CLN1301', 'props.version', '1.99.0'],
    ['in a reserved namespace', 'CLN1102', 'props.namespace', 'default'],
    ['with a DNS address outside', 'CLN1009', 'props.network', { dnsAddress: '10.97.0.10' }],
    ['with a DNS address of the API', 'CLN1009', 'props.network', { dnsAddress: '10.96.0.1' }],
    ['with pods among Services', 'CLN1004', 'props.network', ranges('10.96.0.0/16', '10.96.0.0/20')],
    ['with ranges of two families', 'CLN1002', 'props.network', ranges('fd00:9:a::/56', '10.96.0.0/16')],
    ['with a vast Service range', 'CLN1012', 'props.network', ranges('10.244.0.0/16', '10.32.0.0/11')],
    ['with pods too few for a node', 'CLN1011', 'props.network', ranges('10.244.0.0/25', '10.96.0.0/16')],
    ['on loopback', 'CLN1014', 'props.network', ranges('127.0.0.0/16', '10.96.0.0/16')],
    ['with an unknown plugin', 'CLN4004', 'props.admission', { enable: ['AlwaysPullImage'] }],
    ['with a plugin on and off', 'CLN4005', 'props.admission', both('AlwaysPullImages')],
    ['with an issuer twice', 'CLN4015', 'props.authentication', { jwt: [issuer('a'), issuer('b')] }],
    ['with a flag of ours', 'CLN3010', 'props.extraArgs', { apiServer: { 'etcd-prefix': '/registry' } }],
    ['with dashes before a flag', 'CLN3011', 'props.extraArgs', { scheduler: { '--v': '2' } }],
    ['with a request above its limit', 'CLN2102', 'props.resources', { apiServer: above('cpu', '2', '500m') }],
    ['in a zone that is not there', 'CLN2002', 'props.scheduling', { zones: ['mars'] }],
    ['with a label of ours', 'CLN1106', 'props.labels', { 'colonnade.dev/tenant': 'other' }],
    ['with a tunnel on the API port', 'CLN1203', 'props.konnectivity', { port: 7443 }],
    ['with a patch of a selector', 'CLN5001', 'props.patches', [selectorPatch()]],
    ['with a patch of nothing', 'CLN50', 'props.patches', [merge('Deployment', 'no-such-thing', { spec: {} })]],
  ]).map((mutation) => withPort(mutation, 7443)),
  ...rows('pool', [
    ['newer than its tenant', 'CLN1311', 'props.version', '1.99.0'],
    ['much older than its tenant', 'CLN1311', 'props.version', '1.20.0'],
    ['with a minimum above its maximum', 'CLN2106', 'props.size', { min: 5, max: 2 }],
    ['with a label of Kubernetes', 'CLN1107', 'props.labels', { 'node-role.kubernetes.io/control-plane': '' }],
    ['of k0s workers', 'CLN1501', 'props.bootstrap', { kind: 'k0s', version: '1.33.13+k0s.0' }],
    ['of ARMv7', 'CLN1502', 'props.machines.facts.architecture', 'arm'],
    ['of Talos joined by kubeadm', 'CLN1504', 'props.machines.facts.operatingSystem', 'talos'],
    ['with tokens for a week', 'CLN1506', 'props.join', { tokenMinutes: 10_080 }],
    ['with tokens renewed late', 'CLN1506', 'props.join', renewed(50)],
    ['of machines for Cluster API', 'CLN1508', 'props.join', { delivery: { kind: 'cluster-api' } }],
    ['without a mirror to use', 'CLN1510', 'props.node', { containerd: { mirrorsOnly: true } }],
    ['in a zone that is not there', 'CLN1513', 'props', { machines: zoned, size: 1, zones: ['b'] }],
    ['with a machine twice', 'CLN1514', 'props', { machines: listed('a', 'b') }],
    ['with a name twice', 'CLN1515', 'props', { machines: listed('a', 'a') }],
    ['with more pods than addresses', 'CLN1516', 'props.node', { kubelet: { maxPods: 900 } }],
    ['that keeps all of itself', 'CLN1517', 'props.node', { kubelet: { kubeReserved: { cpu: '2' } } }],
    ['with a field of ours', 'CLN1518', 'props.node', { kubelet: { config: { maxPods: 10 } } }],
    ['with a flag of ours', 'CLN1518', 'props.node', { kubelet: { extraArgs: { 'node-labels': 'a=b' } } }],
    ['that collects garbage upwards', 'CLN1521', 'props.node', { kubelet: { imageGc: { lowPercent: 90 } } }],
    ['that is never replaced', 'CLN1522', 'props.rollout', { maxSurge: 0, maxUnavailable: '0%' }],
    [
      'with a password in a file',
      'CLN4001',
      'props.node',
      { files: [{ path: '/etc/app/password', content: 'correct-horse-9' }] },
    ],
    ['with a token in a command', 'CLN4001', 'props.node', { commands: { before: ['login --token=s3cr3t-9-horse'] } }],
  ]),
  change('cluster id twice', 'CLN0005', (draft) => {
    const [first] = draft.clusters;
    if (first) set(draft.clusters, '1', { ...first });
  }),
  change('tenant id twice', 'CLN0005', (draft) => set(addTenant(draft), 'id', draft.clusters[0]?.tenants[0]?.id)),
  change('pool id twice', 'CLN0005', (draft) => {
    subjectOf(draft, 'pool');
    subjectOf(draft, 'pool');
  }),
  change('two tenants in one namespace', 'CLN1103', (draft) => {
    set(subjectOf(draft, 'tenant'), 'props.namespace', 'same');
    set(addTenant(draft), 'props.namespace', 'same');
  }),
  change('a store in the namespace of a tenant', 'CLN1103', (draft) => {
    set(subjectOf(draft, 'tenant'), 'props.namespace', 'same');
    set(subjectOf(draft, 'store'), 'props.namespace', 'same');
  }),
  change('two tenants with one address', 'CLN1201', (draft) => {
    const endpoint = { kind: 'loadBalancer', props: { address: '203.0.113.99' } };
    set(subjectOf(draft, 'cluster'), 'host.loadBalancer', 'static-ip');
    set(subjectOf(draft, 'tenant'), 'endpoint', endpoint);
    set(addTenant(draft), 'endpoint', endpoint);
  }),
  change('two tenants with one name', 'CLN1202', (draft) => {
    const endpoint = { kind: 'clusterIp', props: { extraSans: ['api.example.org'] } };
    set(subjectOf(draft, 'tenant'), 'endpoint', endpoint);
    set(addTenant(draft), 'endpoint', endpoint);
  }),
  change('two tenants with one node port', 'CLN1205', (draft) => {
    set(subjectOf(draft, 'cluster'), 'host.nodePortRange', [30_000, 32_767]);
    set(subjectOf(draft, 'tenant'), 'endpoint', nodePort(31_500));
    set(addTenant(draft), 'endpoint', nodePort(31_500));
  }),
  change('a node port outside the range', 'CLN1204', (draft) =>
    set(subjectOf(draft, 'tenant'), 'endpoint', nodePort(6443)),
  ),
  change('two tenants with one cluster IP', 'CLN1209', (draft) => {
    const endpoint = { kind: 'clusterIp', props: { clusterIp: '10.250.0.9' } };
    set(subjectOf(draft, 'tenant'), 'endpoint', endpoint);
    set(addTenant(draft), 'endpoint', endpoint);
  }),
  change('a cluster IP outside the Service range', 'CLN1208', (draft) => {
    set(subjectOf(draft, 'cluster'), 'props.network', { serviceCidrs: ['10.210.0.0/16'] });
    set(subjectOf(draft, 'tenant'), 'endpoint', { kind: 'clusterIp', props: { clusterIp: '192.0.2.9' } });
  }),
  change('a load balancer where there are none', 'CLN3020', (draft) => {
    set(subjectOf(draft, 'cluster'), 'host.loadBalancer', 'none');
    set(subjectOf(draft, 'tenant'), 'endpoint', { kind: 'loadBalancer', props: { hostname: 'api.example.org' } });
  }),
  change('an address where balancers have names', 'CLN3020', (draft) => {
    set(subjectOf(draft, 'cluster'), 'host.loadBalancer', 'hostname');
    set(subjectOf(draft, 'tenant'), 'endpoint', { kind: 'loadBalancer', props: { address: '203.0.113.9' } });
  }),
  change('an endpoint among the pods', 'CLN1008', (draft) => {
    set(subjectOf(draft, 'cluster'), 'host.loadBalancer', 'static-ip');
    set(subjectOf(draft, 'tenant'), 'endpoint', { kind: 'loadBalancer', props: { address: '10.244.7.7' } });
    set(subjectOf(draft, 'tenant'), 'props.network', {});
  }),
  change('one network with the same ranges twice', 'CLN1007', (draft) => {
    set(subjectOf(draft, 'tenant'), 'props.network', { sharedNetwork: 'transit' });
    set(addTenant(draft), 'props.network', { sharedNetwork: 'transit' });
  }),
  change('more nodes than pod ranges', 'CLN2104', (draft) => {
    set(subjectOf(draft, 'tenant'), 'props.network', ranges('10.244.0.0/23', '10.96.0.0/16'));
    set(subjectOf(draft, 'pool'), 'props.size', 50);
  }),
  change('a secret in an argument', 'CLN4001', (draft) =>
    set(subjectOf(draft, 'tenant'), 'props.extraArgs', {
      apiServer: { 'some-password': 'correct-horse-battery-staple-9' },
    }),
  ),
  change('a private key in an annotation', 'CLN4001', (draft) =>
    set(subjectOf(draft, 'tenant'), 'props.annotations', {
      note: `-----BEGIN ${'PRIVATE'} KEY-----\nMIIEvQIBADANBgkq\n-----END ${'PRIVATE'} KEY-----`,
    }),
  ),
];

function listed(first: string, second: string): object {
  const address = (name: string) => (first === second ? `${name}-${second}.example.org` : '192.0.2.77');
  return Machines.ssh({
    hosts: [
      { name: first, address: '192.0.2.77' },
      { name: second, address: address('other') },
    ],
  });
}

function renewed(everyMinutes: number): object {
  return { delivery: { kind: 'secret', store: false, everyMinutes } };
}

function above(name: string, request: string, limit: string): object {
  return { requests: { [name]: request }, limits: { [name]: limit } };
}

function merge(kind: string, name: string, patch: object): object {
  return { target: { kind, name }, merge: patch };
}

function selectorPatch(): object {
  return merge('Deployment', 'kube-apiserver', { spec: { selector: { matchLabels: { mine: 'yes' } } } });
}

function ranges(pods: string, services: string): object {
  return { podCidrs: [pods], serviceCidrs: [services] };
}

function both(plugin: string): object {
  return { enable: [plugin], disable: [plugin] };
}

function issuer(audience: string): object {
  return {
    issuer: { url: 'https://issuer.example.org', audiences: [audience] },
    claimMappings: { username: { claim: 'sub', prefix: 'x:' } },
  };
}

function nodePort(port: number): object {
  return { kind: 'nodePort', props: { address: '192.0.2.1', nodePort: port } };
}

/** The same mutation of a tenant whose API server has a port that is known. */
function withPort(mutation: Mutation, port: number): Mutation {
  return {
    ...mutation,
    apply(data) {
      const draft = mutation.apply(data);
      set(subjectOf(draft, 'tenant'), 'endpoint.props.port', port);
      return draft;
    },
  };
}
