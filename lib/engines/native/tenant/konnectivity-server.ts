import type { Container, Volume } from 'kubernetes-types/core/v1';
import { parseVersion } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import type { RenderContext } from '../../engine';
import { CIPHER_SUITES } from '../etcd/member-flags';
import { PORTS, SECRETS } from '../names';
import { imageFor, resourcesFor } from '../objects';
import { KONNECTIVITY_SOCKET } from './api-server-config';
import { SHUTDOWN_DELAY_SECONDS } from './api-server-flags';
import { CA_CERTIFICATE, ETC, FILES, RUN, filesVolume, keyPair, kubeconfigOf } from './files';
import { toArguments } from './flags';
import { KONNECTIVITY_SERVER } from './kubeconfigs';
import { livenessProbe, startupProbe } from './probes';
import { containerBase } from './workload';

/** Files of the konnectivity server, apart from those of the API server: it needs none of its keys. */
const VOLUME = 'konnectivity-files';

/** Name of the volume with the socket, which the API server mounts too. */
export const SOCKET_VOLUME = 'konnectivity';

/** First minor of the management cluster that waits `preStop.sleep` without a feature gate. https://kep.k8s.io/3960 */
const SLEEP_MINOR = 30;

/**
 * The tunnel's server, in the pod of every API server.
 *
 * An ordinary container and not a native sidecar: a sidecar is started first, and the kubelet notices only at its next look, up
 * to a second later, that the API server may start. The one thing that a sidecar would give is an order at the end, and
 * `preStop` gives that too: the tunnel outlives the API server's own delay, and then ends when its last stream does.
 *
 * Servers publish a Lease each, by which agents count them, so that another number of replicas does not replace the pods
 * (`--server-count` would). Its `/readyz` fails until an agent is there, which comes after the API server is reachable; it is no
 * condition of the pod's readiness.
 */
export function konnectivityServer(tenant: TenantModel, context: RenderContext): Container {
  const health = { path: '/healthz', port: 'konn-health', scheme: 'HTTP' } as const;
  const base = containerBase(tenant);
  return {
    name: 'konnectivity-server',
    image: imageFor(tenant.images, 'proxy-server', `v${tenant.konnectivity.version}`),
    args: konnectivityServerArguments(),
    ...base,
    env: [...(base.env ?? []), { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
    ports: [
      { name: 'konnectivity', containerPort: PORTS.konnectivityAgent, protocol: 'TCP' },
      { name: 'konn-health', containerPort: PORTS.konnectivityHealth, protocol: 'TCP' },
    ],
    startupProbe: startupProbe(health),
    livenessProbe: livenessProbe(health),
    ...(waitsBeforeStop(context.cluster.version) && {
      lifecycle: { preStop: { sleep: { seconds: SHUTDOWN_DELAY_SECONDS + 5 } } },
    }),
    resources: resourcesFor(tenant.resources.konnectivityServer),
    volumeMounts: [
      { name: VOLUME, mountPath: ETC, readOnly: true },
      { name: SOCKET_VOLUME, mountPath: RUN },
    ],
  };
}

/** Volumes that the konnectivity server adds to the pod. */
export function konnectivityVolumes(): Volume[] {
  return [
    filesVolume(VOLUME, [
      CA_CERTIFICATE,
      keyPair(SECRETS.konnectivityServer, FILES.server),
      keyPair(SECRETS.konnectivityClient, FILES.client),
      kubeconfigOf(KONNECTIVITY_SERVER),
    ]),
    { name: SOCKET_VOLUME, emptyDir: {} },
  ];
}

/** Source: `cmd/server/app/options/options.go` of https://github.com/kubernetes-sigs/apiserver-network-proxy */
function konnectivityServerArguments(): string[] {
  return toArguments({
    mode: 'grpc',
    'uds-name': KONNECTIVITY_SOCKET,
    'delete-existing-uds-file': 'true',
    'server-port': '0',
    'agent-port': String(PORTS.konnectivityAgent),
    'admin-port': String(PORTS.konnectivityAdmin),
    'health-port': String(PORTS.konnectivityHealth),
    'cluster-cert': `${FILES.server}.crt`,
    'cluster-key': `${FILES.server}.key`,
    'tls-min-version': 'VersionTLS12',
    'cipher-suites': CIPHER_SUITES.join(','),
    kubeconfig: FILES.kubeconfig,
    'authentication-audience': 'system:konnectivity-server',
    'agent-namespace': 'kube-system',
    'agent-service-account': 'konnectivity-agent',
    'server-id': '$(POD_NAME)',
    'enable-lease-controller': 'true',
    'keepalive-time': '60s',
  });
}

function waitsBeforeStop(managementVersion: string): boolean {
  const read = parseVersion(managementVersion);
  return read.ok && read.value.minor >= SLEEP_MINOR;
}
