import fc from 'fast-check';
import type { K0smotronOptions } from '../../../lib/engines/k0smotron';
import { flag, hostname, image, name, size, some, tagged, texts, word } from './option-parts';

const options = some({
  release: fc.integer({ min: 0, max: 3 }),
  image,
  storage: fc.oneof(
    some({ image: tagged, autoDeleteVolumes: flag }).map((etcd) => ({ kind: 'etcd' as const, ...etcd })),
    fc.record({ kind: fc.constant('kine' as const), secretName: name }),
    some({ size, storageClass: name }).map((nats) => ({ kind: 'nats' as const, ...nats })),
  ),
  defragmentation: fc.oneof(
    fc.constant(false as const),
    some({ schedule: fc.constant('0 3 * * *'), rule: fc.constant('dbQuotaUsage > 0.5'), image: tagged }),
  ),
  persistence: fc.oneof(
    fc.constant({ kind: 'emptyDir' as const }),
    fc.constant({ kind: 'hostPath' as const, path: '/var/lib/x' }),
    some({ storageClass: name, autoDeleteVolumes: flag }).map((pvc) => ({
      kind: 'pvc' as const,
      size: '1Gi',
      ...pvc,
    })),
  ),
  ingress: fc
    .tuple(hostname, some({ port: fc.constant(8443), className: name, deploy: flag, annotations: texts }))
    .map(([konnectivityHost, further]) => ({ apiHost: 'api.example.com', konnectivityHost, ...further })),
  monitoring: some({ prometheusImage: tagged, proxyImage: tagged }),
  certificates: fc
    .subarray(['ca', 'sa', 'proxy', 'etcd', 'apiserver-etcd-client', 'etcd-peer', 'etcd-server'] as const)
    .map((types) => types.map((type) => ({ type, name: `own-${type}` }))),
  serviceAccount: name,
  networkProvider: word('custom', 'kuberouter', 'calico'),
  telemetry: flag,
  controlPlaneFlags: fc.constantFrom<readonly string[]>([], ['--debug']),
  config: fc.constantFrom({}, { network: { calico: { mode: 'bird' } } }),
  manifests: fc.constantFrom([], [{ name: 'cni', configMap: { name: 'cni' } }]),
  mounts: fc.constantFrom([], [{ path: '/etc/own', readOnly: true, secret: { secretName: 'own' } }]),
  kubeconfigAnnotations: texts,
  patches: fc.constantFrom(
    [],
    [
      {
        target: { kind: 'Service', component: 'etcd' as const },
        type: 'json' as const,
        content: [{ op: 'test', path: '/x' }],
      },
    ],
    [
      {
        target: { kind: 'StatefulSet', component: 'control-plane' as const },
        type: 'merge' as const,
        content: { a: 1 },
      },
    ],
  ),
  certificateAlarms: some({ labels: texts, daysBefore: fc.integer({ min: 1, max: 300 }) }),
});

const remoteHost = some({ key: name }).map((key) => ({ secretName: 'hosting', namespace: 'k0smotron', ...key }));

/**
 * What the engine can be told, in any combination. Where the pods run elsewhere nothing can be mounted, which most tenants of random fleets
 * need, so that is seldom.
 */
export const k0smotronOptions: fc.Arbitrary<K0smotronOptions> = fc.oneof(
  { weight: 5, arbitrary: options },
  { weight: 1, arbitrary: fc.tuple(options, remoteHost).map(([others, host]) => ({ ...others, remoteHost: host })) },
);
