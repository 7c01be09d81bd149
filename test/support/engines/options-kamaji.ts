import fc from 'fast-check';
import type { Affinity } from 'kubernetes-types/core/v1';
import type { KamajiOptions } from '../../../lib/engines/kamaji';
import { args, flag, hostname, image, name, resources, some, tagged, texts, word } from './option-parts';

const probe = some({
  initialDelaySeconds: fc.integer({ min: 0, max: 60 }),
  timeoutSeconds: fc.integer({ min: 1, max: 30 }),
  periodSeconds: fc.integer({ min: 1, max: 30 }),
  successThreshold: fc.constant(1),
  failureThreshold: fc.integer({ min: 1, max: 60 }),
});
const probes = some({ liveness: probe, readiness: probe, startup: probe });
const securityContext = some({ runAsUser: fc.constant(65_532), readOnlyRootFilesystem: flag });
const mounts = fc.constantFrom([], [{ name: 'own', mountPath: '/own', readOnly: true }]);
const perComponent = <T>(value: fc.Arbitrary<T>) =>
  some({ apiServer: value, controllerManager: value, scheduler: value });

const deployment = some({
  strategy: fc.constantFrom(
    { type: 'Recreate' as const },
    { type: 'RollingUpdate' as const, rollingUpdate: { maxSurge: '50%', maxUnavailable: 0 } },
  ),
  runtimeClassName: name,
  serviceAccountName: name,
  automountServiceAccountToken: flag,
  probes: fc.tuple(probes, perComponent(probes)).map(([all, each]) => ({ ...all, ...each })),
  podSecurityContext: some({ runAsUser: fc.constant(65_532), fsGroup: fc.constant(65_532) }),
  containerSecurityContexts: perComponent(securityContext),
  affinity: fc.constant<Affinity>({ podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [] } }),
  topologySpreadConstraints: fc.constantFrom(
    [],
    [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }],
  ),
  additionalInitContainers: fc.constantFrom([], [{ name: 'first', image: 'example.org/first:1' }]),
  additionalContainers: fc.constantFrom([], [{ name: 'beside', image: 'example.org/beside:1' }]),
  additionalVolumes: fc.constantFrom([], [{ name: 'own', emptyDir: {} }]),
  additionalVolumeMounts: perComponent(mounts),
  images: some({ apiServer: image, controllerManager: image, scheduler: image, tagSuffix: fc.constant('-own') }),
  kine: some({ resources, extraArgs: args }),
});

const options = some({
  operator: some({
    namespace: name,
    install: word('prerequisite', 'argo-cd', 'flux'),
    installerNamespace: name,
    chartVersion: fc.constant('26.8.2'),
    values: some({
      replicaCount: fc.integer({ min: 1, max: 3 }),
      image: some({ repository: image, tag: name, pullPolicy: fc.constant('Always') }),
      resources,
      extraArgs: args,
      serviceMonitor: fc.record({ enabled: flag }),
    }),
  }),
  dataStores: fc.constantFrom(
    {},
    {
      spare: {
        driver: 'PostgreSQL' as const,
        endpoints: ['postgres.data.svc:5432'],
        basicAuth: {
          username: { name: 'pg', namespace: 'data', key: 'username' },
          password: { name: 'pg', namespace: 'data', key: 'password' },
        },
      },
      other: {
        driver: 'MySQL' as const,
        endpoints: ['mysql.data.svc:3306'],
        tls: {
          certificateAuthority: { certificate: { name: 'ca', namespace: 'data', key: 'ca.crt' } },
          clientCertificate: {
            certificate: { name: 'client', namespace: 'data', key: 'tls.crt' },
            privateKey: { name: 'client', namespace: 'data', key: 'tls.key' },
          },
        },
      },
    },
  ),
  kubeconfigGenerators: fc.constantFrom(
    {},
    {
      auditors: {
        user: { value: 'auditor' },
        groups: [{ value: 'a' }, { fromField: 'metadata.name' }],
        namespaceLabels: { a: 'b' },
        tenantLabels: { c: 'd' },
      },
    },
    { others: { user: { fromField: 'metadata.name' } } },
  ),
  writePermissions: some({ blockCreation: flag, blockUpdate: flag, blockDeletion: flag }),
  paused: flag,
  exposure: fc.oneof(
    fc.record({ ingress: fc.record({ hostname, ingressClassName: name, labels: texts, annotations: texts }) }),
    fc.record({
      gateway: fc.record({
        hostname,
        labels: texts,
        annotations: texts,
        parentRefs: fc.constantFrom(
          [{ name: 'tenants', namespace: 'gateways' }],
          [{ name: 'tenants', sectionName: 'tls' }],
        ),
      }),
    }),
  ),
  service: some({
    labels: texts,
    additionalPorts: fc.constantFrom(
      [],
      [{ name: 'extra', port: 9000, targetPort: 'metrics', protocol: 'TCP' as const, appProtocol: 'http' }],
    ),
  }),
  network: some({
    address: fc.constant('203.0.113.250'),
    advertiseAddress: fc.constant('203.0.113.251'),
    allowAddressAsExternalIP: flag,
  }),
  kubelet: some({
    preferredAddressTypes: fc.subarray(
      ['Hostname', 'InternalIP', 'ExternalIP', 'InternalDNS', 'ExternalDNS'] as const,
      {
        minLength: 1,
      },
    ),
    configurationJSONPatches: fc.constantFrom(
      [],
      [{ op: 'add' as const, path: '/maxPods', value: 50 }],
      [{ op: 'move' as const, from: '/a', path: '/b' }],
    ),
    cgroupfs: word('systemd', 'cgroupfs'),
  }),
  deployment,
  konnectivity: some({
    server: some({ image: tagged, extraArgs: args, securityContext }),
    agent: some({ image: tagged, extraArgs: args }),
  }),
  autoscaling: fc.record({
    minReplicas: fc.constant(2),
    maxReplicas: fc.integer({ min: 2, max: 9 }),
    cpuUtilizationPercent: fc.integer({ min: 10, max: 100 }),
  }),
  alerts: flag,
});

/** What few tenants of random fleets can have: only some kinds of endpoints, or another etcd with the same CA. */
const seldom = fc.constantFrom<KamajiOptions>(
  { service: { allocateLoadBalancerNodePorts: false } },
  { service: { allocateLoadBalancerNodePorts: true, labels: { a: 'b' } } },
  { dataStoreOverrides: [{ resource: '/events', dataStore: 'events' }] },
);

/** What the engine can be told, in any combination; stores that exist already are described by the fleet that uses them. */
export const kamajiOptions: fc.Arbitrary<KamajiOptions> = fc.oneof(
  { weight: 5, arbitrary: options },
  { weight: 1, arbitrary: fc.tuple(options, seldom).map(([others, further]) => ({ ...others, ...further })) },
);
