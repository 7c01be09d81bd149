import { shared } from '../../../kubernetes';
import type { JsonObject } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import { ofEach } from '../../capability';
import type { CapabilityTable } from '../../capability';
import type { ImmutableField } from '../../immutable';
import { onceForEach } from '../../native/objects';
import { jsonOf, withoutEmpty } from '../api';
import { knownHost } from '../endpoint';
import { KAMAJI_OPERATORS, KUBEADM_BOOTSTRAP } from '../operators';
import type { ControlPlaneProvider } from '../provider';
import {
  admissionPluginsOf,
  argumentsOf,
  commandLine,
  configurationObjects,
  foldersOf,
  sansOf,
} from './api-server-files';
import type { Folder } from './api-server-files';
import { KAMAJI_VARIABLES } from './kamaji-variables';
import { resourcesOf } from './resources';
import { spreadOver, zoneAffinity } from './spread';
import { KUBEADM_WORKERS } from './worker-kinds';

/** Options of {@link kamajiControlPlane}. */
export interface KamajiControlPlaneOptions {
  /** DataStore of Kamaji, which is cluster-scoped and has to exist. @default - named after the tenant's store; the namespace of the tenant for a dedicated one */
  readonly dataStore?: string;
  /** DataStores for some resources alone. @default [] */
  readonly dataStoreOverrides?: readonly { readonly resource: string; readonly dataStore: string }[];
  /** Reached through an Ingress with TLS passthrough. @default - by the Service alone */
  readonly ingress?: {
    readonly hostname: string;
    readonly className: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  /** Reached through a Gateway with a TLS listener. @default - by the Service alone */
  readonly gateway?: {
    readonly hostname: string;
    readonly name: string;
    readonly namespace: string;
    readonly sectionName?: string;
  };
  /** @default - the cluster's */
  readonly runtimeClassName?: string;
  /** Further fields of `spec`, as upstream has them, over the typed ones. @default {} */
  readonly spec?: JsonObject;
}

const OBJECT = { apiVersion: 'controlplane.cluster.x-k8s.io/v1alpha2', kind: 'KamajiControlPlane' } as const;

/** What the provider's definition refuses of a new version. */
const IMMUTABLE: readonly ImmutableField[] = Object.freeze([
  Object.freeze({
    ...OBJECT,
    pointer: '/spec/dataStoreUsername',
    refuses: ['change'] as const,
    reason: 'the user is the owner of the data; make another tenant',
  }),
  Object.freeze({
    ...OBJECT,
    pointer: '/spec/network/loadBalancerConfig/loadBalancerClass',
    refuses: ['change', 'addition', 'removal'] as const,
    reason: 'a Service keeps the class it was made with; go by another type of Service, which ends the address',
  }),
]);

/** The label of Kamaji's pods that has the name of the control plane. */
const POD_LABEL = 'kamaji.clastix.io/name';

/**
 * Control planes that Kamaji runs as pods.
 *
 * https://github.com/clastix/cluster-api-control-plane-provider-kamaji
 */
export function kamajiControlPlane(
  options: KamajiControlPlaneOptions = {},
): ControlPlaneProvider<'kamaji', KamajiControlPlaneCapabilities> {
  const constant = fixed(options);
  return Object.freeze({
    name: 'kamaji',
    hosted: true,
    object: OBJECT,
    labelsAreFrozen: false,
    options: jsonOf(options),
    capabilities: CAPABILITIES,
    workers: KUBEADM_WORKERS,
    operators: [KUBEADM_BOOTSTRAP, ...KAMAJI_OPERATORS],
    writesBack: [
      {
        ...OBJECT,
        pointers: ['/spec/controlPlaneEndpoint'],
        reason: 'the provider writes where the API server answers, once it is known',
      },
    ],
    immutable: IMMUTABLE,
    template: { fixed: constant, variables: KAMAJI_VARIABLES },
    spec: (tenant: TenantModel) => ({ ...specOf(tenant, constant, options), ...options.spec }),
    beside: configurationObjects,
    podLabels: ({ name }: TenantModel) => ({ [POD_LABEL]: name }),
  });
}

/** What is the same for every tenant. */
function fixed({ dataStoreOverrides }: KamajiControlPlaneOptions): JsonObject {
  return withoutEmpty({
    dataStoreOverrides: dataStoreOverrides?.map((override) => ({ ...override })),
    kubelet: { preferredAddressTypes: ['InternalIP', 'ExternalIP', 'Hostname'], cgroupfs: 'systemd' },
  });
}

function specOf(tenant: TenantModel, constant: JsonObject, options: KamajiControlPlaneOptions): JsonObject {
  const { mounts, volumes } = VOLUMES(foldersOf(tenant));
  return withoutEmpty({
    ...constant,
    version: `v${tenant.version}`,
    replicas: tenant.replicas,
    dataStoreName: options.dataStore ?? (tenant.store.kind === 'shared' ? tenant.store.name : tenant.namespace),
    registry: tenant.images.registry,
    admissionControllers: admissionPluginsOf(tenant),
    apiServer: { ...component(tenant, 'apiServer'), extraVolumeMounts: mounts },
    controllerManager: component(tenant, 'controllerManager'),
    scheduler: component(tenant, 'scheduler'),
    network: network(tenant, options),
    addons: addons(tenant),
    deployment: withoutEmpty({
      nodeSelector: { ...tenant.scheduling.nodeSelector },
      tolerations: tenant.scheduling.tolerations.map((toleration) => ({ ...toleration })),
      affinity: zoneAffinity(tenant.scheduling),
      topologySpreadConstraints: spreadOver(tenant.scheduling, { [POD_LABEL]: tenant.name }),
      extraVolumes: volumes,
      runtimeClassName: options.runtimeClassName,
    }),
  });
}

const VOLUMES = onceForEach((folders: readonly Folder[]) => ({
  mounts: shared(folders.map(({ name, path, readOnly }) => ({ name, mountPath: path, readOnly }))),
  volumes: shared(folders.map(({ name, source }) => ({ name, ...source }))),
}));

function component(tenant: TenantModel, name: 'apiServer' | 'controllerManager' | 'scheduler'): JsonObject {
  return withoutEmpty({
    extraArgs: commandLine(argumentsOf(tenant, name)),
    resources: resourcesOf(tenant.resources[name]),
  });
}

const SERVICE_TYPES = { loadBalancer: 'LoadBalancer', nodePort: 'NodePort', clusterIp: 'ClusterIP' } as const;

function network(tenant: TenantModel, { ingress, gateway }: KamajiControlPlaneOptions): JsonObject {
  const { endpoint } = tenant;
  return withoutEmpty({
    serviceType: SERVICE_TYPES[endpoint.kind],
    serviceAddress:
      endpoint.kind === 'loadBalancer' ? (endpoint.address ?? undefined) : (knownHost(tenant) ?? undefined),
    serviceAnnotations: { ...endpoint.annotations },
    certSANs: sansOf(tenant),
    dnsServiceIPs: [tenant.network.dnsAddress],
    loadBalancerConfig:
      endpoint.kind === 'loadBalancer'
        ? withoutEmpty({
            loadBalancerClass: endpoint.loadBalancerClass ?? undefined,
            loadBalancerSourceRanges: [...endpoint.sourceRanges],
          })
        : undefined,
    ingress:
      ingress &&
      withoutEmpty({
        hostname: ingress.hostname,
        className: ingress.className,
        extraAnnotations: { ...ingress.annotations },
      }),
    gateway: gateway && { ...gateway },
  });
}

function addons({ addons: { coreDns, kubeProxy }, konnectivity, endpoint, images }: TenantModel): JsonObject {
  const { agent } = konnectivity;
  return {
    // An add-on is on when its key is there.
    ...(coreDns && { coreDNS: { imageRepository: `${images.registry}/coredns`, imageTag: `v${coreDns.version}` } }),
    ...(kubeProxy && { kubeProxy: {} }),
    ...(konnectivity.enabled && {
      konnectivity: {
        server: {
          image: `${images.registry}/kas-network-proxy/proxy-server`,
          version: `v${konnectivity.version}`,
          port: endpoint.kind === 'nodePort' ? (endpoint.konnectivityNodePort ?? konnectivity.port) : konnectivity.port,
        },
        agent: withoutEmpty({
          image: `${images.registry}/kas-network-proxy/proxy-agent`,
          version: `v${konnectivity.version}`,
          mode: agent.mode,
          replicas: agent.replicas ?? undefined,
          hostNetwork: agent.hostNetwork,
          tolerations: agent.tolerations.map((toleration) => ({ ...toleration })),
        }),
      },
    }),
  };
}

const CAPABILITIES = Object.freeze({
  'tenant.store': {
    support: 'translated',
    note: 'the name of a DataStore of Kamaji, which has to exist',
    link: 'https://kamaji.clastix.io/concepts/datastore/',
  },
  'tenant.store.dedicated': {
    support: 'unsupported',
    note: 'Kamaji runs no datastores: a DataStore with the name of the tenant’s namespace has to exist; use a shared store that exists',
  },
  ...ofEach(['tenant.audit', 'tenant.authentication'], {
    support: 'translated',
    note: 'extra arguments and a ConfigMap that is mounted',
  }),
  'tenant.encryption': {
    support: 'translated',
    note: 'a Job makes the key; extra arguments and a Secret that is mounted',
  },
  'tenant.resources.konnectivityServer': {
    support: 'unsupported',
    note: 'use the field addons.konnectivity.server.resources in spec of the control plane',
  },
  'tenant.scheduling.priorityClassName': {
    support: 'unsupported',
    note: 'Kamaji has no field for it; make the class the default of the management cluster',
  },
  'tenant.addons.kubeProxy': { support: 'translated', note: 'Kamaji writes its configuration' },
  'tenant.addons.kubeProxy.mode': { support: 'unsupported', note: 'Kamaji writes its configuration: iptables' },
  'tenant.addons.kubeProxy.config': { support: 'unsupported', note: 'Kamaji writes its configuration' },
  'tenant.addons.coreDns': { support: 'translated', note: 'repository and tag of the image alone' },
  ...ofEach(['tenant.addons.coreDns.replicas', 'tenant.addons.coreDns.resources'], {
    support: 'unsupported',
    note: 'Kamaji overwrites what is changed by hand',
  }),
  'tenant.addons.coreDns.corefile': {
    support: 'unsupported',
    note: 'Kamaji overwrites what is changed by hand; leave the add-on out and bring your own',
  },
  'tenant.konnectivity.agent.resources': { support: 'unsupported', note: 'Kamaji has no field for it' },
  'tenant.images.pullSecrets': {
    support: 'unsupported',
    note: 'Kamaji has no field for it; set them on the service account of the namespace',
  },
  'tenant.endpoint.loadBalancer.hostname': {
    support: 'translated',
    note: 'a name for the certificate; the Service needs an address',
  },
} as const satisfies CapabilityTable);

/** The table of this control plane, whose type says what is not honoured. */
export type KamajiControlPlaneCapabilities = typeof CAPABILITIES;
