import { formatBytes, formatMilli, milliUnits, parseQuantity, shared, wholeUnits } from '../../kubernetes';
import type { KubernetesObject } from '../../kubernetes';
import type { ResourcesModel, TenantModel } from '../../model';
import { workerEndpoint } from '../../workers';
import { ENCRYPTION_CONFIG_KEY } from '../native/bootstrap';
import { LABELS, TENANT } from '../native/names';
import type { Owner } from '../native/objects';
import { onceForEach, podSpecBase, resourcesFor } from '../native/objects';
import type { RenderContext } from '../engine';
import { encrypts } from './api-server';
import type { ApiServerFiles } from './api-server';
import { clusterPatches } from './cluster-patches';
import { DEFAULT_REGISTRY, k0sConfig } from './k0s-config';
import { CONFIGURATION_PATH, ENCRYPTION_PATH, K0SMOTRON, NAMES } from './names';
import { k0sTag, optionsOf } from './options';
import { persistence, storage } from './storage';

/**
 * The Cluster of a tenant. Every field that has a dangerous default is written: without `version` k0smotron runs Kubernetes 1.27, and
 * without `service` it depends on what else is there.
 *
 * Its labels never change: k0smotron copies them into the selectors of StatefulSets, which are immutable. Those of the user are on every
 * other object.
 *
 * https://docs.k0smotron.io/stable/resource-reference/k0smotron.io-v1beta2/
 */
export function clusterObject(
  tenant: TenantModel,
  owner: Owner,
  context: RenderContext,
  files: ApiServerFiles,
): KubernetesObject {
  const options = optionsOf(tenant);
  const { name, namespace } = tenant;
  const annotations = Object.keys(owner.annotations).length > 0 ? { annotations: owner.annotations } : {};
  return {
    apiVersion: K0SMOTRON,
    kind: 'Cluster',
    metadata: { name, namespace, labels: { [LABELS.tenant]: name }, ...annotations },
    spec: {
      version: k0sTag(tenant),
      ...image(tenant),
      replicas: tenant.replicas,
      ...(options.serviceAccount !== undefined && { serviceAccount: options.serviceAccount }),
      ...remoteHost(tenant),
      ...exposure(tenant),
      persistence: persistence(tenant),
      storage: storage(tenant),
      k0sConfig: k0sConfig(tenant, files),
      ...controlPlaneFlags(tenant),
      resources: RESOURCES(tenant.resources),
      topologySpreadConstraints: spread(tenant),
      ...(options.certificates !== undefined && { certificateRefs: options.certificates }),
      ...(options.manifests !== undefined && { manifests: options.manifests }),
      ...mounts(tenant, files),
      ...monitoring(tenant),
      ...(options.kubeconfigAnnotations !== undefined && {
        kubeconfigSecretMetadata: { annotations: options.kubeconfigAnnotations },
      }),
      patches: clusterPatches(tenant, context, files),
    },
  };
}

function image(tenant: TenantModel) {
  const { registry } = tenant.images;
  const own = registry === DEFAULT_REGISTRY ? undefined : `${registry.replace(/\/+$/, '')}/k0sproject/k0s`;
  const wanted = optionsOf(tenant).image ?? own;
  return wanted === undefined ? {} : { image: wanted };
}

function remoteHost(tenant: TenantModel) {
  const { remoteHost: host } = optionsOf(tenant);
  if (host === undefined) return {};
  const { secretName, namespace, key } = host;
  const kubeconfigRef = { name: secretName, namespace, ...(key !== undefined && { key }) };
  return { remoteHostCluster: { kubeconfigRef } };
}

/** Ports of the pods and of the Service alike: k0smotron knows one number for both. */
export function portsOf({ endpoint, konnectivity }: TenantModel) {
  if (endpoint.kind !== 'nodePort') return { apiPort: endpoint.port, konnectivityPort: konnectivity.port };
  // Without a tunnel the port is there all the same, and must not be the one of the API server.
  return {
    apiPort: endpoint.nodePort,
    konnectivityPort: endpoint.konnectivityNodePort ?? spareNodePort(endpoint.nodePort),
  };
}

function spareNodePort(taken: number): number {
  return taken === K0SMOTRON_NODE_PORT ? K0SMOTRON_NODE_PORT + 1 : K0SMOTRON_NODE_PORT;
}

/** The node port that k0smotron gives konnectivity by default. */
const K0SMOTRON_NODE_PORT = 30132;

const SERVICE_TYPES = { loadBalancer: 'LoadBalancer', nodePort: 'NodePort', clusterIp: 'ClusterIP' } as const;

function exposure(tenant: TenantModel) {
  const { endpoint } = tenant;
  const { ingress } = optionsOf(tenant);
  // Otherwise k0smotron waits for a load balancer and writes its address into the Cluster.
  const address = workerEndpoint(tenant)?.host;
  return {
    ...(address !== undefined && { externalAddress: address }),
    service: { type: SERVICE_TYPES[endpoint.kind], ...portsOf(tenant) },
    ...(ingress !== undefined && { ingress }),
  };
}

function controlPlaneFlags(tenant: TenantModel) {
  const disabled = [
    ...(tenant.konnectivity.enabled ? [] : ['konnectivity-server']),
    ...(tenant.addons.coreDns === null ? ['coredns'] : []),
  ];
  const flags = [
    ...(disabled.length > 0 ? [`--disable-components=${disabled.join(',')}`] : []),
    ...(optionsOf(tenant).controlPlaneFlags ?? []),
  ];
  return flags.length > 0 ? { controlPlaneFlags: flags } : {};
}

/** Tenants of a size have the same. */
const RESOURCES = onceForEach((parts: TenantModel['resources']) => shared(resourcesFor(sumOf(Object.values(parts)))));

/** One container runs everything, so it gets what its parts would have. A limit that one of them has not, the sum has not. */
function sumOf(parts: readonly ResourcesModel[]): ResourcesModel {
  const requests = parts.map((part) => part.requests);
  const limits = parts.map((part) => part.limits);
  const all = (values: readonly (string | null)[]): boolean => values.every((value) => value !== null);
  const ofLimits = (unit: 'cpu' | 'memory'): string | null => {
    const values = limits.map((limit) => limit[unit]);
    return all(values) ? total(values, unit) : null;
  };
  return {
    requests: {
      cpu: total(
        requests.map(({ cpu }) => cpu),
        'cpu',
      ),
      memory: total(
        requests.map(({ memory }) => memory),
        'memory',
      ),
    },
    limits: { cpu: ofLimits('cpu'), memory: ofLimits('memory') },
  };
}

function total(values: readonly (string | null)[], unit: 'cpu' | 'memory'): string | null {
  const read = values.filter((value) => value !== null).map(parseQuantity);
  if (read.length === 0) return null;
  const quantities = read.flatMap((value) => (value.ok ? [value.value] : []));
  if (unit === 'cpu') return formatMilli(quantities.reduce((sum, value) => sum + milliUnits(value), 0n));
  return formatBytes(quantities.reduce((sum, value) => sum + wholeUnits(value), 0n));
}

/** For the pods of k0s and of etcd alike; `matchLabelKeys` lets each count its own kind. */
function spread(tenant: TenantModel) {
  const { scheduling, images } = tenant;
  const { topologySpreadConstraints = [] } = podSpecBase({
    scheduling,
    images,
    priorityClassName: '',
    spreadOver: { app: 'k0smotron', cluster: tenant.name },
  });
  return topologySpreadConstraints.map((constraint) => ({ ...constraint, matchLabelKeys: ['component'] }));
}

function mounts(tenant: TenantModel, { documents }: ApiServerFiles) {
  const list = [
    ...(Object.keys(documents).length > 0
      ? [{ path: CONFIGURATION_PATH, readOnly: true, configMap: { name: NAMES.configuration } }]
      : []),
    ...(encrypts(tenant)
      ? [
          {
            path: ENCRYPTION_PATH,
            readOnly: true,
            secret: {
              secretName: TENANT.encryptionConfig,
              items: [{ key: ENCRYPTION_CONFIG_KEY, path: ENCRYPTION_CONFIG_KEY }],
            },
          },
        ]
      : []),
    ...(optionsOf(tenant).mounts ?? []),
  ];
  return list.length > 0 ? { mounts: list } : {};
}

function monitoring(tenant: TenantModel) {
  const { monitoring: wanted } = optionsOf(tenant);
  return wanted === undefined ? {} : { monitoring: { enabled: true, ...wanted } };
}
