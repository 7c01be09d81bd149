import { emitYaml, hashOf } from '../../../../kubernetes';
import type { KubernetesObject } from '../../../../kubernetes';
import type { ImagesModel, KonnectivityModel } from '../../../../model';
import { imageFor } from '../../objects';
import { endpointUrl } from '../endpoint';
import type { TenantEndpoint } from '../endpoint';
import { addonMeta, insideMeta } from './labels';
import { clusterRoleBinding, role, roleBinding, serviceAccount, user } from './rbac-objects';
import { resourcesOr } from './resources';
import { tokenKubeconfig } from './token-kubeconfig';

/** Everything that the agents' objects depend on besides the endpoint. */
export interface KonnectivityInput {
  readonly images: ImagesModel;
  readonly konnectivity: KonnectivityModel;
}

const AGENT = 'konnectivity-agent';
const SELECTOR = { 'k8s-app': AGENT } as const;
const SERVER_LEASES = 'system:konnectivity-server';
const AUDIENCE = 'system:konnectivity-server';
const USER = 65532;
const HEALTH_PORT = 8093;

/** Least that the agent needs; upstream's example asks for 50m and limits memory to 30Mi, which 100 nodes outgrow. */
const RESOURCES = { requests: { cpu: '20m', memory: '32Mi' }, limits: { memory: '256Mi' } } as const;

/**
 * Rights of the konnectivity server, which runs beside the API servers and uses a certificate of user `system:konnectivity-server`:
 * it checks agents' tokens and publishes a Lease per server, by which agents know how many servers to connect to.
 */
export function konnectivityServerAccess(): readonly KubernetesObject[] {
  const server = user('system:konnectivity-server');
  return [
    clusterRoleBinding(insideMeta('system:konnectivity-server'), 'system:auth-delegator', [server]),
    role(insideMeta(SERVER_LEASES, 'kube-system'), [
      {
        apiGroups: ['coordination.k8s.io'],
        resources: ['leases'],
        verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
      },
    ]),
    roleBinding(insideMeta(SERVER_LEASES, 'kube-system'), SERVER_LEASES, [server]),
  ];
}

/** Agents that dial out from the nodes to the tenant's endpoint, so that API servers reach kubelets, webhooks and Services. */
export function konnectivityAgentObjects(
  input: KonnectivityInput,
  endpoint: TenantEndpoint,
): readonly KubernetesObject[] {
  const data = { kubeconfig: emitYaml(tokenKubeconfig(endpointUrl(endpoint))) };
  const account = serviceAccount(AGENT, 'kube-system');
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: addonMeta(AGENT, AGENT) },
    role(addonMeta(AGENT, AGENT), [
      { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['list', 'watch'] },
    ]),
    roleBinding(addonMeta(AGENT, AGENT), AGENT, [account]),
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: addonMeta(AGENT, AGENT), data },
    ...workload(input, endpoint, hashOf(data)),
  ];
}

function workload(input: KonnectivityInput, endpoint: TenantEndpoint, configHash: string): readonly KubernetesObject[] {
  const { agent } = input.konnectivity;
  const form = agent.mode === 'DaemonSet' ? 'konnectivity-agent-daemonset' : 'konnectivity-agent-deployment';
  const metadata = addonMeta(form, AGENT, 'kube-system', SELECTOR);
  const template = {
    metadata: {
      labels: SELECTOR,
      annotations: { 'colonnade.dev/config-hash': configHash, 'colonnade.dev/endpoint': endpointUrl(endpoint) },
    },
    spec: podSpec(input, endpoint),
  };
  if (agent.mode === 'DaemonSet') {
    return [
      {
        apiVersion: 'apps/v1',
        kind: 'DaemonSet',
        metadata,
        spec: {
          selector: { matchLabels: SELECTOR },
          updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } },
          template,
        },
      },
    ];
  }
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        replicas: agent.replicas ?? 2,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } },
        selector: { matchLabels: SELECTOR },
        template,
      },
    },
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata,
      spec: { maxUnavailable: 1, selector: { matchLabels: SELECTOR }, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
    },
  ];
}

function podSpec({ images, konnectivity }: KonnectivityInput, endpoint: TenantEndpoint): unknown {
  const { agent, version } = konnectivity;
  const everywhere = agent.mode === 'DaemonSet';
  return {
    priorityClassName: everywhere ? 'system-node-critical' : 'system-cluster-critical',
    serviceAccountName: AGENT,
    hostNetwork: agent.hostNetwork ? true : undefined,
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    tolerations: agent.tolerations,
    topologySpreadConstraints: everywhere
      ? undefined
      : ['kubernetes.io/hostname', 'topology.kubernetes.io/zone'].map((topologyKey) => ({
          maxSkew: 1,
          topologyKey,
          whenUnsatisfiable: 'ScheduleAnyway',
          labelSelector: { matchLabels: SELECTOR },
          matchLabelKeys: ['pod-template-hash'],
        })),
    securityContext: {
      runAsNonRoot: true,
      runAsUser: USER,
      runAsGroup: USER,
      fsGroup: USER,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers: [
      {
        name: AGENT,
        image: imageFor(images, 'proxy-agent', `v${version}`),
        imagePullPolicy: 'IfNotPresent',
        args: [
          `--proxy-server-host=${endpoint.address}`,
          `--proxy-server-port=${String(endpoint.konnectivityPort)}`,
          '--ca-cert=/var/run/secrets/kubernetes.io/serviceaccount/ca.crt',
          '--service-account-token-path=/var/run/secrets/konnectivity/token',
          '--kubeconfig=/etc/konnectivity/kubeconfig',
          '--count-server-leases',
          '--sync-forever',
          '--keepalive-time=60s',
          `--health-server-port=${String(HEALTH_PORT)}`,
          '--v=2',
          ...(everywhere ? ['--agent-identifiers=host=$(HOST_IP)'] : []),
        ],
        env: everywhere ? [{ name: 'HOST_IP', valueFrom: { fieldRef: { fieldPath: 'status.hostIP' } } }] : undefined,
        ports: [{ name: 'health', containerPort: HEALTH_PORT, protocol: 'TCP' }],
        // The agent serves its health only after it has seen the servers' leases.
        startupProbe: {
          httpGet: { path: '/healthz', port: 'health', scheme: 'HTTP' },
          periodSeconds: 2,
          failureThreshold: 90,
        },
        livenessProbe: {
          httpGet: { path: '/healthz', port: 'health', scheme: 'HTTP' },
          periodSeconds: 20,
          timeoutSeconds: 15,
        },
        readinessProbe: {
          httpGet: { path: '/readyz', port: 'health', scheme: 'HTTP' },
          periodSeconds: 5,
          timeoutSeconds: 5,
        },
        resources: resourcesOr(agent.resources, RESOURCES),
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'] },
          readOnlyRootFilesystem: true,
        },
        volumeMounts: [
          { name: 'token', mountPath: '/var/run/secrets/konnectivity', readOnly: true },
          { name: 'config', mountPath: '/etc/konnectivity', readOnly: true },
        ],
      },
    ],
    volumes: [
      {
        name: 'token',
        projected: {
          sources: [{ serviceAccountToken: { path: 'token', audience: AUDIENCE, expirationSeconds: 3600 } }],
        },
      },
      { name: 'config', configMap: { name: AGENT } },
    ],
  };
}
