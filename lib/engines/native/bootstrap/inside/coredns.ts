import type { KubernetesObject } from '../../../../kubernetes';
import type { AddonsModel, ImagesModel } from '../../../../model';
import { imageFor } from '../../objects';
import { addonMeta } from './labels';
import { clusterRole, clusterRoleBinding, serviceAccount } from './rbac-objects';
import { resourcesOr } from './resources';

/** Everything that CoreDNS's objects depend on. */
export interface CoreDnsInput {
  readonly images: ImagesModel;
  readonly addon: NonNullable<AddonsModel['coreDns']>;
  readonly clusterDomain: string;
  readonly dnsAddress: string;
  readonly dualStack: boolean;
}

/** Upstream kubeadm's values for CoreDNS, `phases/addons/dns/manifests.go`. */
const RESOURCES = { requests: { cpu: '100m', memory: '70Mi' }, limits: { memory: '170Mi' } } as const;

const SELECTOR = { 'k8s-app': 'kube-dns' } as const;

/** User `nonroot` of the upstream image. */
const USER = 65532;

/** Cluster DNS as kubeadm sets it up, spread over nodes and zones and protected from drains that would take all of it. */
export function coreDnsObjects(input: CoreDnsInput): readonly KubernetesObject[] {
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: addonMeta('coredns', 'coredns') },
    clusterRole(addonMeta('coredns', 'system:coredns', null), [
      { apiGroups: [''], resources: ['services', 'pods', 'namespaces'], verbs: ['list', 'watch'] },
      { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch'] },
    ]),
    clusterRoleBinding(addonMeta('coredns', 'system:coredns', null), 'system:coredns', [
      serviceAccount('coredns', 'kube-system'),
    ]),
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: addonMeta('coredns', 'coredns'),
      data: { Corefile: input.addon.corefile ?? corefile(input.clusterDomain) },
    },
    deployment(input),
    disruptionBudget(),
    service(input),
  ];
}

/**
 * The Corefile of kubeadm.
 *
 * @param clusterDomain for example `cluster.local`.
 */
export function corefile(clusterDomain: string): string {
  return `.:53 {
    errors
    health {
       lameduck 5s
    }
    ready
    kubernetes ${clusterDomain} in-addr.arpa ip6.arpa {
       pods insecure
       fallthrough in-addr.arpa ip6.arpa
       ttl 30
    }
    prometheus :9153
    forward . /etc/resolv.conf {
       max_concurrent 1000
    }
    cache 30 {
       disable success ${clusterDomain}
       disable denial ${clusterDomain}
    }
    loop
    reload
    loadbalance
}
`;
}

function deployment({ images, addon }: CoreDnsInput): KubernetesObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: addonMeta('coredns', 'coredns', 'kube-system', SELECTOR),
    spec: {
      replicas: addon.replicas,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } },
      selector: { matchLabels: SELECTOR },
      template: {
        metadata: { labels: SELECTOR },
        spec: {
          priorityClassName: 'system-cluster-critical',
          serviceAccountName: 'coredns',
          dnsPolicy: 'Default',
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          tolerations: [{ key: 'CriticalAddonsOnly', operator: 'Exists' }],
          topologySpreadConstraints: [spread('kubernetes.io/hostname'), spread('topology.kubernetes.io/zone')],
          // Port 53 for a user that is not root, also with images whose binary lacks the file capability.
          securityContext: {
            runAsNonRoot: true,
            runAsUser: USER,
            runAsGroup: USER,
            seccompProfile: { type: 'RuntimeDefault' },
            sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }],
          },
          containers: [
            {
              name: 'coredns',
              image: imageFor(images, 'coredns', `v${addon.version}`),
              imagePullPolicy: 'IfNotPresent',
              args: ['-conf', '/etc/coredns/Corefile'],
              ports: [
                { name: 'dns', containerPort: 53, protocol: 'UDP' },
                { name: 'dns-tcp', containerPort: 53, protocol: 'TCP' },
                { name: 'metrics', containerPort: 9153, protocol: 'TCP' },
                { name: 'liveness-probe', containerPort: 8080, protocol: 'TCP' },
                { name: 'readiness-probe', containerPort: 8181, protocol: 'TCP' },
              ],
              livenessProbe: {
                httpGet: { path: '/health', port: 'liveness-probe', scheme: 'HTTP' },
                initialDelaySeconds: 60,
                timeoutSeconds: 5,
                successThreshold: 1,
                failureThreshold: 5,
              },
              readinessProbe: { httpGet: { path: '/ready', port: 'readiness-probe', scheme: 'HTTP' } },
              resources: resourcesOr(addon.resources, RESOURCES),
              securityContext: {
                allowPrivilegeEscalation: false,
                capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
                readOnlyRootFilesystem: true,
              },
              volumeMounts: [{ name: 'config-volume', mountPath: '/etc/coredns', readOnly: true }],
            },
          ],
          volumes: [
            {
              name: 'config-volume',
              configMap: { name: 'coredns', items: [{ key: 'Corefile', path: 'Corefile' }] },
            },
          ],
        },
      },
    },
  };
}

function spread(topologyKey: string): unknown {
  return {
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: SELECTOR },
    matchLabelKeys: ['pod-template-hash'],
  };
}

function disruptionBudget(): KubernetesObject {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: addonMeta('coredns', 'coredns', 'kube-system', SELECTOR),
    spec: { maxUnavailable: 1, selector: { matchLabels: SELECTOR }, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
  };
}

function service({ dnsAddress, dualStack }: CoreDnsInput): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      ...addonMeta('coredns', 'kube-dns', 'kube-system', {
        ...SELECTOR,
        'kubernetes.io/cluster-service': 'true',
        'kubernetes.io/name': 'CoreDNS',
      }),
      annotations: { 'prometheus.io/port': '9153', 'prometheus.io/scrape': 'true' },
    },
    spec: {
      clusterIP: dnsAddress,
      // The API server picks the second address; nodes are told the first.
      ipFamilyPolicy: dualStack ? 'PreferDualStack' : 'SingleStack',
      selector: SELECTOR,
      ports: [
        { name: 'dns', port: 53, protocol: 'UDP', targetPort: 53 },
        { name: 'dns-tcp', port: 53, protocol: 'TCP', targetPort: 53 },
        { name: 'metrics', port: 9153, protocol: 'TCP', targetPort: 9153 },
      ],
    },
  };
}
