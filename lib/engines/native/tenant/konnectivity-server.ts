import type { Container, Volume, VolumeMount } from 'kubernetes-types/core/v1';
import { CIPHER_SUITES, parseVersion, shared } from '../../../kubernetes';
import type { ResourcesModel, TenantModel } from '../../../model';
import type { RenderContext } from '../../engine';
import { PORTS, SECRETS, TUNNEL } from '../names';
import { imageFor, onceForEach, resourcesFor } from '../objects';
import { SIZES } from '../sizes';
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
const SOCKET_VOLUME = 'konnectivity';

/** First minor of the management cluster that waits `preStop.sleep` without a feature gate. https://kep.k8s.io/3960 */
const SLEEP_MINOR = 30;

/** First minor of konnectivity that knows `--backend-dial-timeout`. */
const DIAL_TIMEOUT_MINOR = 36;

/**
 * The tunnel's server, in the pod of every API server.
 *
 * An ordinary container and not a native sidecar: a sidecar is started first, and the kubelet notices only at its next look, up
 * to a second later, that the API server may start. The one thing that a sidecar would give is an order at the end, and
 * `preStop` gives that too: the tunnel outlives the API server's own delay. At SIGTERM the server (v0.36) takes no new streams from
 * its API server and ends when the last one does, at the latest when the API server is gone. Agents are served until then, and
 * then the connection is closed, which they notice at once. `--graceful-shutdown-timeout` would only ask them to leave first.
 *
 * Servers publish a Lease each, by which agents count them, so that another number of replicas does not replace the pods
 * (`--server-count` would). The last act of a server is to remove its Lease; its API server has usually gone before, and then the
 * Lease runs out after 30 s, in which agents look once a second for the server that is no more, and find others again.
 * Its `/readyz` fails until an agent is there, which comes after the API server is reachable; it is no condition of the pod's
 * readiness.
 */
export function konnectivityServer(tenant: TenantModel, context: RenderContext): Container {
  const { images, size, konnectivity, resources } = tenant;
  const sleeps = isAtLeast(context.cluster.version, SLEEP_MINOR);
  return CONTAINER({ images, size, version: konnectivity.version, resources: resources.konnectivityServer, sleeps });
}

/** What the container depends on. Few tenants of a fleet differ in it, so that it is made and written once for all others. */
interface ContainerInput extends Pick<TenantModel, 'images' | 'size'> {
  readonly version: string;
  readonly resources: ResourcesModel;
  /** Whether the management cluster waits `preStop.sleep`. */
  readonly sleeps: boolean;
}

const CONTAINER = onceForEach((input: ContainerInput): Container => {
  const health = { path: '/healthz', port: 'konn-health', scheme: 'HTTP' } as const;
  const base = containerBase(input);
  return shared({
    name: 'konnectivity-server',
    image: imageFor(input.images, 'proxy-server', `v${input.version}`),
    args: konnectivityServerArguments(input),
    ...base,
    env: [...(base.env ?? []), { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
    ports: [
      { name: 'konnectivity', containerPort: PORTS.konnectivityAgent, protocol: 'TCP' },
      { name: 'konn-health', containerPort: PORTS.konnectivityHealth, protocol: 'TCP' },
    ],
    startupProbe: startupProbe(health),
    livenessProbe: livenessProbe(health),
    ...(input.sleeps && {
      lifecycle: { preStop: { sleep: { seconds: SHUTDOWN_DELAY_SECONDS + 5 } } },
    }),
    resources: resourcesFor(input.resources),
    volumeMounts: [{ name: VOLUME, mountPath: ETC, readOnly: true }, SOCKET_MOUNT],
  });
});

/** Where both servers find the socket. */
export const SOCKET_MOUNT: VolumeMount = shared({ name: SOCKET_VOLUME, mountPath: RUN });

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

/**
 * Arguments of the server. Source: `cmd/server/app/options/options.go` of
 * https://github.com/kubernetes-sigs/apiserver-network-proxy
 *
 * - `destHost,default`: what is for a node goes to the agent of that node, and what is for no node to any agent.
 * - Agents are asked for a sign of life every 15 s, and have 20 s to answer; until then one in so many requests waits for a node
 *   whose uplink is gone. Such pings keep the connection open in NAT gateways too.
 * - An agent gives up dialling after 5 s (`dialTimeout` in `pkg/agent/client.go`); one that says nothing for 10 s is not there.
 * - No `--cluster-ca-cert`: it would ask for client certificates besides tokens, and take any certificate of that CA.
 */
function konnectivityServerArguments({ version, size }: ContainerInput): string[] {
  const { tokenReviews } = SIZES[size];
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
    'kubeconfig-qps': String(tokenReviews.perSecond),
    'kubeconfig-burst': String(tokenReviews.burst),
    'authentication-audience': TUNNEL.audience,
    'agent-namespace': TUNNEL.namespace,
    'agent-service-account': TUNNEL.agent,
    'proxy-strategies': 'destHost,default',
    'server-id': '$(POD_NAME)',
    'enable-lease-controller': 'true',
    'lease-namespace': TUNNEL.namespace,
    'keepalive-time': '15s',
    'backend-dial-timeout': isAtLeast(version, DIAL_TIMEOUT_MINOR) ? '10s' : undefined,
  });
}

function isAtLeast(version: string, minor: number): boolean {
  const read = parseVersion(version);
  return read.ok && read.value.minor >= minor;
}
