import type { Construct } from 'constructs';
import { Endpoint, EtcdStore, Fleet, Machines, ManagementCluster, TenantControlPlane, WorkerPool } from 'colonnade';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}` as const;

/** Every property of a tenant control plane, each set to something else than its default. */
export function build(scope: Construct): Fleet {
  const fleet = new Fleet(scope, 'everything');
  const eu = new ManagementCluster(fleet, 'eu-1', {
    version: '1.36.3',
    host: existing({ zones: ['a', 'b', 'c'], storageClass: 'fast-ssd', loadBalancer: 'static-ip' }),
    engine: native(),
    network: {
      podCidrs: ['10.128.0.0/16'],
      serviceCidrs: ['10.129.0.0/16'],
      nodeCidrs: ['192.0.2.0/24'],
      clusterDomain: 'mgmt.example',
      apiServerCidrs: ['192.0.2.10/32'],
    },
    certManager: { namespace: 'pki-system' },
    labels: { 'acme.example/cost-center': 'platform' },
    annotations: { 'acme.example/owner': 'platform-team' },
  });

  const store = new EtcdStore(eu, 'shared', {
    members: 5,
    volume: '64Gi',
    quota: '8Gi',
    version: '3.6.16',
    namespace: 'data-shared',
    storageClass: 'local-nvme',
    autoCompactionRetention: '10m',
    resources: { requests: { cpu: '2', memory: '4Gi' }, limits: { memory: '8Gi' } },
    scheduling: { tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'etcd', effect: 'NoSchedule' }] },
    extraArgs: { 'snapshot-count': '20000' },
    images: { registry: 'mirror.acme.example/k8s', pullSecrets: ['mirror'] },
    labels: { 'acme.example/tier': 'data' },
    annotations: { 'acme.example/runbook': 'etcd' },
    deletionProtection: false,
    patches: [
      { target: { kind: 'Namespace', name: 'data-shared' }, merge: { metadata: { labels: { audited: 'yes' } } } },
    ],
  });

  const tenant = new TenantControlPlane(eu, 'team-a', {
    version: '1.35.4',
    store,
    replicas: 3,
    size: 'large',
    namespace: 'acme-team-a',
    endpoint: Endpoint.loadBalancer({
      address: '203.0.113.10',
      port: 8443,
      extraSans: ['api.team-a.acme.example', '198.51.100.7'],
      sourceRanges: ['198.51.100.0/24'],
      loadBalancerClass: 'acme.example/balancer',
      annotations: { 'acme.example/balancer-pool': 'public' },
    }),
    network: {
      podCidrs: ['10.16.0.0/14'],
      serviceCidrs: ['10.32.0.0/16'],
      clusterDomain: 'team-a.local',
      dnsAddress: '10.32.0.53',
      nodeCidrMaskSizes: { ipv4: 25 },
      sharedNetwork: 'transit',
    },
    admission: { enable: ['AlwaysPullImages'], disable: ['DefaultTolerationSeconds'] },
    authentication: {
      anonymous: 'health',
      oidc: {
        issuerUrl: 'https://login.acme.example',
        clientId: 'kubernetes',
        usernameClaim: 'email',
        usernamePrefix: 'acme:',
        groupsClaim: 'groups',
        groupsPrefix: 'acme:',
      },
    },
    audit: {
      sink: 'file',
      maxAgeDays: 14,
      maxBackups: 5,
      maxSizeMegabytes: 50,
      omitStages: ['RequestReceived', 'ResponseStarted'],
      rules: [{ level: 'Metadata' }],
    },
    encryption: { provider: 'aesgcm', resources: ['secrets', 'configmaps'] },
    featureGates: { ContextualLogging: true },
    extraArgs: {
      apiServer: { 'event-ttl': '30m' },
      controllerManager: { 'terminated-pod-gc-threshold': '1000' },
      scheduler: { v: '2' },
    },
    resources: {
      apiServer: { requests: { cpu: '3', memory: '6Gi' }, limits: { memory: '12Gi' } },
      controllerManager: { requests: { cpu: '600m', memory: '600Mi' }, limits: { memory: '1Gi' } },
      scheduler: { requests: { cpu: '300m', memory: '300Mi' }, limits: { memory: '600Mi' } },
      konnectivityServer: { requests: { cpu: '100m', memory: '100Mi' }, limits: { memory: '200Mi' } },
    },
    scheduling: {
      zones: ['a', 'b', 'c'],
      spread: 'required',
      nodeSelector: { 'node-role.acme.example/control-planes': '' },
      tolerations: [{ key: 'dedicated', operator: 'Exists', effect: 'NoSchedule' }],
      priorityClassName: 'acme-critical',
    },
    konnectivity: {
      version: '0.36.0',
      port: 8444,
      agent: {
        mode: 'Deployment',
        replicas: 3,
        hostNetwork: true,
        tolerations: [{ key: 'edge', operator: 'Exists' }],
        resources: { requests: { cpu: '20m', memory: '48Mi' }, limits: { memory: '96Mi' } },
      },
    },
    addons: {
      kubeProxy: { mode: 'iptables', config: { metricsBindAddress: '0.0.0.0:10249' } },
      coreDns: {
        version: '1.14.7',
        replicas: 3,
        corefile:
          '.:53 {\n    errors\n    health\n    ready\n    kubernetes team-a.local in-addr.arpa ip6.arpa\n    forward . /etc/resolv.conf\n    cache 30\n    reload\n}\n',
        resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
      },
    },
    images: {
      registry: 'mirror.acme.example/k8s',
      digests: { 'kube-apiserver': DIGEST },
      pullSecrets: ['mirror'],
    },
    labels: { 'acme.example/team': 'a' },
    annotations: { 'acme.example/contact': 'team-a@acme.example' },
    deletionProtection: false,
    patches: [
      {
        target: { kind: 'Deployment', name: 'kube-scheduler' },
        operations: [{ op: 'add', path: '/metadata/annotations/acme.example~1reviewed', value: 'yes' }],
      },
    ],
  });

  new WorkerPool(tenant, 'general', {
    machines: Machines.existing({ architecture: 'arm64' }),
    size: { min: 3, max: 60 },
    version: '1.34.4',
    zones: ['a', 'b'],
    labels: { 'acme.example/pool': 'general' },
    taints: [{ key: 'acme.example/batch', value: 'true', effect: 'NoSchedule' }],
  });

  return fleet;
}
