import type { ImagesModel, KonnectivityModel } from '../../../../model';
import { TUNNEL } from '../../names';
import { imageFor } from '../../objects';
import type { TenantEndpoint } from '../endpoint';
import { resourcesOr } from './resources';

/** Everything that the agents' objects depend on besides the endpoint. */
export interface KonnectivityInput {
  readonly images: ImagesModel;
  readonly konnectivity: KonnectivityModel;
}

/** Labels by which the agents' pods are known. */
export const AGENT_SELECTOR = { 'k8s-app': TUNNEL.agent } as const;

/** What the agent's container runs as; upstream's image says the same. */
const USER = 65532;
const HEALTH_PORT = 8093;
const TOKENS = '/var/run/secrets/konnectivity';
const CONFIG = '/etc/konnectivity';

/**
 * Time between the order to stop and the end, in seconds, and all of it is used: an agent (v0.36) that gets SIGTERM looks for no
 * further servers, asks those it has to prefer other agents (with the next packet that it gets of each, because until then it waits
 * for that packet), serves on, and ends at a second signal only, which a kubelet never sends. 30 s is the longest that a webhook may
 * take; logs and exec sessions through the agent are cut at the end in any case. `handleSignals` in `cmd/agent/app/server.go`,
 * `Serve` in `pkg/agent/client.go`.
 */
const GRACE_SECONDS = 30;

/** Life of the agents' tokens, in seconds. Read again for every connection; a connection outlives the token it was made with. */
const TOKEN_SECONDS = 3600;

/** Least that the agent needs; upstream's example asks for 50m and limits memory to 30Mi, which 100 nodes outgrow. */
const RESOURCES = { requests: { cpu: '20m', memory: '32Mi' }, limits: { memory: '256Mi' } } as const;

/** Specification of an agent's pod. */
export function agentPodSpec({ images, konnectivity }: KonnectivityInput, endpoint: TenantEndpoint): unknown {
  const { agent, version } = konnectivity;
  const everywhere = agent.mode === 'DaemonSet';
  return {
    priorityClassName: everywhere ? 'system-node-critical' : 'system-cluster-critical',
    serviceAccountName: TUNNEL.agent,
    terminationGracePeriodSeconds: GRACE_SECONDS,
    hostNetwork: agent.hostNetwork ? true : undefined,
    // The one name that an agent looks up is the endpoint's, outside. With the node's resolver logs of a broken CoreDNS can be read.
    dnsPolicy: 'Default',
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    tolerations: agent.tolerations,
    topologySpreadConstraints: everywhere ? undefined : SPREAD,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: USER,
      runAsGroup: USER,
      fsGroup: USER,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers: [
      {
        name: TUNNEL.agent,
        image: imageFor(images, 'proxy-agent', `v${version}`),
        imagePullPolicy: 'IfNotPresent',
        args: agentArguments(endpoint),
        env: [
          { name: 'HOST_IP', valueFrom: { fieldRef: { fieldPath: 'status.hostIP' } } },
          { name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
        ],
        ports: [{ name: 'health', containerPort: HEALTH_PORT, protocol: 'TCP' }],
        // The agent serves its health only after it has seen the servers' leases.
        startupProbe: { ...probe('/healthz'), periodSeconds: 2, failureThreshold: 90 },
        livenessProbe: { ...probe('/healthz'), periodSeconds: 20, timeoutSeconds: 15 },
        // Ready is an agent with a connection to one server at least.
        readinessProbe: { ...probe('/readyz'), periodSeconds: 5, timeoutSeconds: 5 },
        resources: resourcesOr(agent.resources, RESOURCES),
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'] },
          readOnlyRootFilesystem: true,
        },
        volumeMounts: [
          { name: 'token', mountPath: TOKENS, readOnly: true },
          { name: 'config', mountPath: CONFIG, readOnly: true },
        ],
      },
    ],
    volumes: [
      {
        name: 'token',
        projected: {
          sources: [
            { serviceAccountToken: { path: 'token', audience: TUNNEL.audience, expirationSeconds: TOKEN_SECONDS } },
          ],
        },
      },
      { name: 'config', configMap: { name: TUNNEL.agent } },
    ],
  };
}

/**
 * Arguments of the agent. Source: `cmd/agent/app/options/options.go` of https://github.com/kubernetes-sigs/apiserver-network-proxy
 *
 * - How many servers there are comes from their Leases, once a second. Without `--sync-forever`: with it an agent (v0.36) that has
 *   all its servers opens one more connection every second to look for others, each a TLS handshake and a token to be reviewed.
 * - Who the agent is: its node, by address and by name, so that servers send what is for a kubelet to the agent beside it. For a
 *   node behind NAT that is the only agent that can reach it.
 * - Dead connections are noticed 20 s after a missing answer to a ping; 40 s, because servers hang up on who pings more often than
 *   every 30 s (`KeepaliveEnforcementPolicy` in `cmd/server/app/server.go`). Servers ping agents more often.
 */
function agentArguments(endpoint: TenantEndpoint): string[] {
  return [
    `--proxy-server-host=${endpoint.address}`,
    `--proxy-server-port=${String(endpoint.konnectivityPort)}`,
    '--ca-cert=/var/run/secrets/kubernetes.io/serviceaccount/ca.crt',
    `--service-account-token-path=${TOKENS}/token`,
    `--kubeconfig=${CONFIG}/kubeconfig`,
    '--count-server-leases',
    `--lease-namespace=${TUNNEL.namespace}`,
    '--sync-interval=1s',
    '--sync-interval-cap=5s',
    '--probe-interval=1s',
    '--keepalive-time=40s',
    `--health-server-port=${String(HEALTH_PORT)}`,
    '--agent-identifiers=host=$(HOST_IP)&host=$(NODE_NAME)',
    '--v=2',
  ];
}

const SPREAD = ['kubernetes.io/hostname', 'topology.kubernetes.io/zone'].map((topologyKey) => ({
  maxSkew: 1,
  topologyKey,
  whenUnsatisfiable: 'ScheduleAnyway',
  labelSelector: { matchLabels: AGENT_SELECTOR },
  matchLabelKeys: ['pod-template-hash'],
}));

function probe(path: string) {
  return { httpGet: { path, port: 'health', scheme: 'HTTP' } };
}
