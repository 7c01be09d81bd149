import { nthAddress, parseCidr } from '../../kubernetes';
import type { JsonObject } from '../../kubernetes';
import type {
  AddonsModel,
  AuditModel,
  AuthenticationModel,
  EncryptionModel,
  EndpointModel,
  EngineReference,
  HostFacts,
  StoreBindingModel,
  TenantModel,
  TenantNetworkModel,
} from '../../model';
import { DEFAULT_AUDIT_RULES } from '../audit-defaults';
import {
  COREDNS_RESOURCES,
  COREDNS_VERSION,
  DEDICATED_ETCD,
  DEFAULT_NETWORK,
  DEFAULT_SIZE,
  EMPTY,
  NONE,
  TENANT_RESOURCES,
} from '../defaults';
import type { AnyEndpoint } from '../endpoint';
import type { DedicatedStore, IEtcdStore } from '../store-reference';
import type {
  AddonsProps,
  AuditProps,
  AuthenticationProps,
  EncryptionProps,
  TenantControlPlaneProps,
  TenantNetworkProps,
} from '../props/tenant-props';
import { describeImages, describeMap, describePatches, describeResources, describeScheduling } from './describe-common';
import { describeEtcdCluster } from './describe-etcd';
import { describeKonnectivity } from './describe-konnectivity';
import { copyOf } from './freeze';

/** Where a tenant stands. */
export interface TenantPlace {
  readonly name: string;
  readonly path: string;
  readonly host: HostFacts;
  readonly engine: EngineReference;
}

/** A tenant as data, every default filled in, without its worker pools. */
export function describeTenant(props: TenantControlPlaneProps, place: TenantPlace): TenantModel {
  const namespace = props.namespace ?? `tenant-${place.name}`;
  const sizes = TENANT_RESOURCES[props.size ?? DEFAULT_SIZE];
  return {
    name: place.name,
    path: place.path,
    namespace,
    version: props.version,
    engine: props.engine?.reference ?? place.engine,
    replicas: props.replicas ?? 2,
    size: props.size ?? DEFAULT_SIZE,
    store: describeStore(props.store, namespace, place.host),
    endpoint: describeEndpoint(props.endpoint, props.konnectivity !== false, place.host),
    network: describeNetwork(props.network),
    admission: describeAdmission(props.admission),
    authentication: describeAuthentication(props.authentication),
    audit: describeAudit(props.audit),
    encryption: describeEncryption(props.encryption),
    featureGates: props.featureGates === undefined ? NONE : copyOf(props.featureGates),
    extraArgs: describeExtraArgs(props.extraArgs),
    resources:
      props.resources === undefined
        ? sizes
        : {
            apiServer: describeResources(props.resources.apiServer, sizes.apiServer),
            controllerManager: describeResources(props.resources.controllerManager, sizes.controllerManager),
            scheduler: describeResources(props.resources.scheduler, sizes.scheduler),
            konnectivityServer: describeResources(props.resources.konnectivityServer, sizes.konnectivityServer),
          },
    scheduling: describeScheduling(props.scheduling, place.host, 'controlPlane'),
    konnectivity: describeKonnectivity(props.konnectivity, props.size ?? DEFAULT_SIZE),
    addons: describeAddons(props.addons),
    images: describeImages(props.images),
    labels: describeMap(props.labels),
    annotations: describeMap(props.annotations),
    deletionProtection: props.deletionProtection === false ? 'disabled' : 'enabled',
    patches: describePatches(props.patches),
    workerPools: EMPTY,
  };
}

const DEFAULT_ADMISSION: TenantModel['admission'] = Object.freeze({ enable: EMPTY, disable: EMPTY });

function describeAdmission(props: TenantControlPlaneProps['admission']): TenantModel['admission'] {
  if (props === undefined) return DEFAULT_ADMISSION;
  return { enable: [...(props.enable ?? EMPTY)], disable: [...(props.disable ?? EMPTY)] };
}

const NO_EXTRA_ARGS: TenantModel['extraArgs'] = Object.freeze({
  apiServer: NONE,
  controllerManager: NONE,
  scheduler: NONE,
});

function describeExtraArgs(props: TenantControlPlaneProps['extraArgs']): TenantModel['extraArgs'] {
  if (props === undefined) return NO_EXTRA_ARGS;
  return {
    apiServer: describeMap(props.apiServer),
    controllerManager: describeMap(props.controllerManager),
    scheduler: describeMap(props.scheduler),
  };
}

function describeStore(
  store: IEtcdStore | DedicatedStore | 'dedicated',
  namespace: string,
  host: HostFacts,
): StoreBindingModel {
  if (store === 'dedicated') {
    return { kind: 'dedicated', cluster: describeEtcdCluster(DEDICATED_ETCD, namespace, host) };
  }
  if ('kind' in store) return { kind: 'dedicated', cluster: describeEtcdCluster(store, namespace, host) };
  // The namespace is unique in the management cluster, and so are prefix and user made from it.
  return { kind: 'shared', name: store.storeName, prefix: `/tenants/${namespace}`, user: namespace };
}

function describeEndpoint(endpoint: AnyEndpoint, tunnel: boolean, { balancer }: HostFacts): EndpointModel {
  const common = {
    port: endpoint.port ?? 6443,
    extraSans: endpoint.extraSans === undefined ? EMPTY : [...endpoint.extraSans],
    annotations: describeMap(endpoint.annotations),
  };
  switch (endpoint.kind) {
    case 'loadBalancer':
      return {
        ...common,
        kind: 'loadBalancer',
        annotations: { ...balancer.annotations, ...common.annotations },
        address: endpoint.address ?? null,
        hostname: endpoint.hostname ?? null,
        sourceRanges: endpoint.sourceRanges === undefined ? EMPTY : [...endpoint.sourceRanges],
        loadBalancerClass: endpoint.loadBalancerClass ?? balancer.loadBalancerClass,
      };
    case 'nodePort':
      return {
        ...common,
        kind: 'nodePort',
        address: endpoint.address,
        nodePort: endpoint.nodePort,
        konnectivityNodePort: tunnel ? (endpoint.konnectivityNodePort ?? endpoint.nodePort + 1) : null,
      };
    case 'clusterIp':
      return { ...common, kind: 'clusterIp', clusterIp: endpoint.clusterIp ?? null };
  }
}

function describeNetwork(props: TenantNetworkProps | undefined): TenantNetworkModel {
  if (props === undefined) return DEFAULT_NETWORK;
  const serviceCidrs = [...(props.serviceCidrs ?? DEFAULT_NETWORK.serviceCidrs)];
  return {
    podCidrs: [...(props.podCidrs ?? DEFAULT_NETWORK.podCidrs)],
    serviceCidrs,
    clusterDomain: props.clusterDomain ?? DEFAULT_NETWORK.clusterDomain,
    dnsAddress: props.dnsAddress ?? tenthAddress(serviceCidrs[0] ?? '') ?? DEFAULT_NETWORK.dnsAddress,
    nodeCidrMaskSizes: {
      ipv4: props.nodeCidrMaskSizes?.ipv4 ?? DEFAULT_NETWORK.nodeCidrMaskSizes.ipv4,
      ipv6: props.nodeCidrMaskSizes?.ipv6 ?? DEFAULT_NETWORK.nodeCidrMaskSizes.ipv6,
    },
    sharedNetwork: props.sharedNetwork ?? null,
    nodeCidrs: props.nodeCidrs === undefined ? EMPTY : [...props.nodeCidrs],
  };
}

function tenthAddress(range: string): string | undefined {
  const read = parseCidr(range);
  return read.ok ? nthAddress(read.value, 10) : undefined;
}

const DEFAULT_AUTHENTICATION: AuthenticationModel = Object.freeze({ anonymous: 'clusterInfo', jwt: EMPTY });

function describeAuthentication(props: AuthenticationProps | undefined): AuthenticationModel {
  if (props === undefined) return DEFAULT_AUTHENTICATION;
  const jwt: JsonObject[] = [];
  if (props.oidc !== undefined) {
    const { issuerUrl, clientId, usernameClaim, usernamePrefix, groupsClaim, groupsPrefix } = props.oidc;
    jwt.push({
      issuer: { url: issuerUrl, audiences: [clientId] },
      claimMappings: {
        username: { claim: usernameClaim ?? 'sub', prefix: usernamePrefix ?? `${issuerUrl}#` },
        ...(groupsClaim === undefined ? {} : { groups: { claim: groupsClaim, prefix: groupsPrefix ?? 'oidc:' } }),
      },
    });
  }
  return { anonymous: props.anonymous ?? 'clusterInfo', jwt: [...jwt, ...copyOf(props.jwt ?? EMPTY)] };
}

const DEFAULT_AUDIT: AuditModel = Object.freeze({
  enabled: true,
  rules: DEFAULT_AUDIT_RULES,
  omitStages: Object.freeze(['RequestReceived']),
  sink: 'stdout',
  maxAgeDays: 7,
  maxBackups: 3,
  maxSizeMegabytes: 100,
});

function describeAudit(props: AuditProps | undefined): AuditModel {
  if (props === undefined) return DEFAULT_AUDIT;
  if (props === false) return { ...DEFAULT_AUDIT, enabled: false, rules: EMPTY };
  return {
    ...DEFAULT_AUDIT,
    ...(props.rules === undefined ? {} : { rules: copyOf(props.rules) }),
    ...(props.omitStages === undefined ? {} : { omitStages: [...props.omitStages] }),
    ...(props.sink === 'file'
      ? {
          sink: 'file',
          maxAgeDays: props.maxAgeDays ?? DEFAULT_AUDIT.maxAgeDays,
          maxBackups: props.maxBackups ?? DEFAULT_AUDIT.maxBackups,
          maxSizeMegabytes: props.maxSizeMegabytes ?? DEFAULT_AUDIT.maxSizeMegabytes,
        }
      : {}),
  };
}

const DEFAULT_ENCRYPTION: EncryptionModel = Object.freeze({
  provider: 'secretbox',
  resources: Object.freeze(['secrets']),
});

function describeEncryption(props: EncryptionProps | undefined): EncryptionModel {
  if (props === undefined) return DEFAULT_ENCRYPTION;
  if (props === false) return { provider: 'identity', resources: EMPTY };
  return {
    provider: props.provider ?? DEFAULT_ENCRYPTION.provider,
    resources: [...(props.resources ?? DEFAULT_ENCRYPTION.resources)],
  };
}

const DEFAULT_ADDONS: AddonsModel = Object.freeze({
  kubeProxy: Object.freeze({ mode: 'nftables' as const, config: NONE }),
  coreDns: Object.freeze({ version: COREDNS_VERSION, replicas: 2, corefile: null, resources: COREDNS_RESOURCES }),
});

function describeAddons(props: AddonsProps | undefined): AddonsModel {
  if (props === undefined) return DEFAULT_ADDONS;
  const { kubeProxy, coreDns } = props;
  return {
    kubeProxy:
      kubeProxy === false
        ? null
        : kubeProxy === undefined
          ? DEFAULT_ADDONS.kubeProxy
          : { mode: kubeProxy.mode ?? 'nftables', config: copyOf(kubeProxy.config ?? NONE) },
    coreDns:
      coreDns === false
        ? null
        : coreDns === undefined
          ? DEFAULT_ADDONS.coreDns
          : {
              version: coreDns.version ?? COREDNS_VERSION,
              replicas: coreDns.replicas ?? 2,
              corefile: coreDns.corefile ?? null,
              resources: describeResources(coreDns.resources, COREDNS_RESOURCES),
            },
  };
}
