import { emitYaml, hashOf } from '../../../../kubernetes';
import type { JsonObject, JsonValue, KubernetesObject } from '../../../../kubernetes';
import type { AddonsModel, ImagesModel } from '../../../../model';
import { imageFor } from '../../objects';
import { endpointUrl } from '../endpoint';
import type { TenantEndpoint } from '../endpoint';
import { addonMeta } from './labels';
import { clusterRoleBinding, group, role, roleBinding, serviceAccount } from './rbac-objects';
import { tokenKubeconfig } from './token-kubeconfig';

/** Everything that kube-proxy's objects depend on besides the endpoint. */
export interface KubeProxyInput {
  readonly images: ImagesModel;
  readonly addon: NonNullable<AddonsModel['kubeProxy']>;
  /** For example `1.36.3`. */
  readonly version: string;
  readonly podCidrs: readonly string[];
}

const SELECTOR = { 'k8s-app': 'kube-proxy' } as const;
const CONFIG_KEY = 'config.conf';
const FOLDER = '/var/lib/kube-proxy';

/** kube-proxy on every node as kubeadm sets it up (`phases/addons/proxy`), in nftables mode unless the model says otherwise. */
export function kubeProxyObjects(input: KubeProxyInput, endpoint: TenantEndpoint): readonly KubernetesObject[] {
  const data = {
    'kubeconfig.conf': emitYaml(tokenKubeconfig(endpointUrl(endpoint))),
    [CONFIG_KEY]: emitYaml(proxyConfiguration(input)),
  };
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: addonMeta('kube-proxy', 'kube-proxy') },
    clusterRoleBinding(addonMeta('kube-proxy', 'kubeadm:node-proxier', null), 'system:node-proxier', [
      serviceAccount('kube-proxy', 'kube-system'),
    ]),
    role(addonMeta('kube-proxy', 'kube-proxy'), [
      { apiGroups: [''], resources: ['configmaps'], resourceNames: ['kube-proxy'], verbs: ['get'] },
    ]),
    roleBinding(addonMeta('kube-proxy', 'kube-proxy'), 'kube-proxy', [
      group('system:bootstrappers:kubeadm:default-node-token'),
    ]),
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: addonMeta('kube-proxy', 'kube-proxy', 'kube-system', { app: 'kube-proxy' }),
      data,
    },
    daemonSet(input, endpoint, hashOf(data)),
  ];
}

/** https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/ */
function proxyConfiguration({ addon, podCidrs }: KubeProxyInput): JsonObject {
  return merge(
    {
      apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
      kind: 'KubeProxyConfiguration',
      bindAddress: podCidrs[0]?.includes(':') === true ? '::' : '0.0.0.0',
      clusterCIDR: podCidrs.join(','),
      clientConnection: {},
      mode: addon.mode,
    },
    addon.config,
    { clientConnection: { kubeconfig: `${FOLDER}/kubeconfig.conf` }, mode: addon.mode },
  );
}

function daemonSet(input: KubeProxyInput, endpoint: TenantEndpoint, configHash: string): KubernetesObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: addonMeta('kube-proxy', 'kube-proxy', 'kube-system', SELECTOR),
    spec: {
      selector: { matchLabels: SELECTOR },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } },
      template: {
        metadata: {
          labels: SELECTOR,
          // kube-proxy ends when its configuration file changes; a new template rolls it out node by node instead.
          annotations: { 'colonnade.dev/config-hash': configHash, 'colonnade.dev/endpoint': endpointUrl(endpoint) },
        },
        spec: {
          priorityClassName: 'system-node-critical',
          serviceAccountName: 'kube-proxy',
          hostNetwork: true,
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          tolerations: [{ operator: 'Exists' }],
          containers: [
            {
              name: 'kube-proxy',
              image: imageFor(input.images, 'kube-proxy', `v${input.version}`),
              imagePullPolicy: 'IfNotPresent',
              command: [
                '/usr/local/bin/kube-proxy',
                `--config=${FOLDER}/${CONFIG_KEY}`,
                '--hostname-override=$(NODE_NAME)',
              ],
              env: [{ name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }],
              resources: { requests: { cpu: '50m', memory: '40Mi' } },
              // It writes the node's packet filter rules and sysctls.
              securityContext: { privileged: true },
              volumeMounts: [
                { name: 'kube-proxy', mountPath: FOLDER },
                { name: 'xtables-lock', mountPath: '/run/xtables.lock' },
                { name: 'lib-modules', mountPath: '/lib/modules', readOnly: true },
              ],
            },
          ],
          volumes: [
            { name: 'kube-proxy', configMap: { name: 'kube-proxy' } },
            { name: 'xtables-lock', hostPath: { path: '/run/xtables.lock', type: 'FileOrCreate' } },
            { name: 'lib-modules', hostPath: { path: '/lib/modules' } },
          ],
        },
      },
    },
  };
}

/** Merges objects deeply, later ones winning; anything that is not an object replaces as a whole. */
function merge(...layers: readonly JsonObject[]): JsonObject {
  const result: Record<string, JsonValue | undefined> = {};
  for (const layer of layers) {
    for (const [key, value] of Object.entries(layer)) {
      const present = result[key];
      result[key] = isObject(present) && isObject(value) ? merge(present, value) : value;
    }
  }
  return result;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
