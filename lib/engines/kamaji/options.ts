import type {
  Affinity,
  Container,
  PodSecurityContext,
  ResourceRequirements,
  SecurityContext,
  TopologySpreadConstraint,
  Volume,
  VolumeMount,
} from 'kubernetes-types/core/v1';
import type { JsonObject, JsonValue } from '../../kubernetes';
import type { EngineReference } from '../../model';
import type { DataStoreOptions } from './data-store';
import type { KamajiExposure } from './exposure';
import type { KamajiOperatorOptions } from './installation';
import type { KubeconfigGeneratorOptions } from './kubeconfig-generator';

/**
 * What Kamaji can do and the tenant model has no place for. Given to a management cluster it holds for all its tenants; given to a
 * tenant it replaces that for this tenant. `operator`, `dataStores` and `kubeconfigGenerators` are read from the management cluster's.
 */
export interface KamajiOptions {
  /** How the operator comes into the management cluster. @default - it is there already, in namespace `kamaji-system` */
  readonly operator?: KamajiOperatorOptions;
  /**
   * Stores that exist already, by name. A tenant uses one by `EtcdStore.fromEndpoints(cluster, name, …)`, whatever its driver is, or in
   * `dataStoreOverrides`.
   *
   * @default {}
   */
  readonly dataStores?: Readonly<Record<string, DataStoreOptions>>;
  /** Kubeconfigs of further users, by name. Experimental upstream; needs its own Deployment. @default {} */
  readonly kubeconfigGenerators?: Readonly<Record<string, KubeconfigGeneratorOptions>>;
  /** Resources that are kept in another etcd, which has to share the CA of the tenant's own. @default [] */
  readonly dataStoreOverrides?: readonly { readonly resource: '/events'; readonly dataStore: string }[];
  /** Writes inside the tenant that are refused. https://kamaji.clastix.io/guides/write-permissions/ @default - none */
  readonly writePermissions?: {
    readonly blockCreation?: boolean;
    readonly blockUpdate?: boolean;
    readonly blockDeletion?: boolean;
  };
  /** The operator leaves the control plane as it is. @default false */
  readonly paused?: boolean;
  /** Reach the API server through an Ingress or a Gateway, by its server name. Wants `Endpoint.clusterIp()`. @default - not */
  readonly exposure?: KamajiExposure;
  readonly service?: KamajiServiceOptions;
  readonly network?: KamajiNetworkOptions;
  readonly kubelet?: KamajiKubeletOptions;
  readonly deployment?: KamajiDeploymentOptions;
  readonly konnectivity?: KamajiKonnectivityOptions;
  /** A HorizontalPodAutoscaler on the control plane's scale subresource. @default - a fixed number */
  readonly autoscaling?: {
    readonly minReplicas: number;
    readonly maxReplicas: number;
    /** Of the requests of all containers. @default 80 */
    readonly cpuUtilizationPercent?: number;
  };
  /** A PrometheusRule of Prometheus Operator, over metrics of kube-state-metrics. @default false */
  readonly alerts?: boolean;
}

/** `spec.controlPlane.service`. */
export interface KamajiServiceOptions {
  /** Only for load balancers. @default true */
  readonly allocateLoadBalancerNodePorts?: boolean;
  /** Further labels of the Service. @default {} */
  readonly labels?: Readonly<Record<string, string>>;
  /** @default [] */
  readonly additionalPorts?: readonly {
    readonly name: string;
    readonly port: number;
    readonly targetPort: number | string;
    readonly protocol?: 'TCP' | 'UDP' | 'SCTP';
    readonly appProtocol?: string;
  }[];
}

/** What `spec.networkProfile` has besides the tenant's endpoint and network. */
export interface KamajiNetworkOptions {
  /** IP address under which the API server is reached, where the endpoint knows a DNS name only. @default - the endpoint's */
  readonly address?: string;
  /** IP address that API servers write into the Endpoints of Service `kubernetes`. @default - `address` */
  readonly advertiseAddress?: string;
  /** Put the address into the Service's `externalIPs`; not for load balancers. @default false */
  readonly allowAddressAsExternalIP?: boolean;
}

/** `spec.kubernetes.kubelet`. */
export interface KamajiKubeletOptions {
  /** Under which of their addresses API servers dial kubelets. @default ['InternalIP', 'ExternalIP', 'Hostname'] */
  readonly preferredAddressTypes?: readonly (
    'Hostname' | 'InternalIP' | 'ExternalIP' | 'InternalDNS' | 'ExternalDNS'
  )[];
  /** Changes to the ConfigMap `kubelet-config` that `kubeadm join` reads. @default [] */
  readonly configurationJSONPatches?: readonly {
    readonly op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
    readonly path: string;
    readonly from?: string;
    readonly value?: JsonValue;
  }[];
  /** Deprecated upstream. @default - unset */
  readonly cgroupfs?: 'systemd' | 'cgroupfs';
}

/** Numbers of a probe, in seconds and counts. */
export interface KamajiProbe {
  readonly initialDelaySeconds?: number;
  readonly timeoutSeconds?: number;
  readonly periodSeconds?: number;
  readonly successThreshold?: number;
  readonly failureThreshold?: number;
}

/** The probes of a component. */
export interface KamajiProbes {
  readonly liveness?: KamajiProbe;
  readonly readiness?: KamajiProbe;
  readonly startup?: KamajiProbe;
}

type Component = 'apiServer' | 'controllerManager' | 'scheduler';

/** What `spec.controlPlane.deployment` has besides what the tenant model says. */
export interface KamajiDeploymentOptions {
  /** @default - RollingUpdate, as many new pods as there are old ones */
  readonly strategy?: {
    readonly type: 'RollingUpdate' | 'Recreate';
    readonly rollingUpdate?: { readonly maxSurge?: number | string; readonly maxUnavailable?: number | string };
  };
  readonly runtimeClassName?: string;
  /** @default - `kube-apiserver`, which is rendered and has no rights */
  readonly serviceAccountName?: string;
  /** @default false */
  readonly automountServiceAccountToken?: boolean;
  /** Probes of all components and of single ones. @default - a startup of five minutes */
  readonly probes?: KamajiProbes & Readonly<Partial<Record<Component, KamajiProbes>>>;
  /** @default - what Pod Security `restricted` asks for */
  readonly podSecurityContext?: PodSecurityContext;
  readonly containerSecurityContexts?: Readonly<Partial<Record<Component, SecurityContext>>>;
  /** Replaces what the tenant's zones come to. */
  readonly affinity?: Affinity;
  /** Replaces what the tenant's zones come to. */
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  readonly additionalInitContainers?: readonly Container[];
  /** A container `kine` replaces Kamaji's, for another image. */
  readonly additionalContainers?: readonly Container[];
  readonly additionalVolumes?: readonly Volume[];
  readonly additionalVolumeMounts?: Readonly<Partial<Record<Component, readonly VolumeMount[]>>>;
  /** Names of the images below the registry, and what follows the version in their tags. */
  readonly images?: {
    readonly apiServer?: string;
    readonly controllerManager?: string;
    readonly scheduler?: string;
    readonly tagSuffix?: string;
  };
  /** The translator in front of databases that are not etcd. */
  readonly kine?: { readonly resources?: ResourceRequirements; readonly extraArgs?: readonly string[] };
}

/** What `spec.addons.konnectivity` has besides what the tenant model says. */
export interface KamajiKonnectivityOptions {
  readonly server?: {
    readonly image?: string;
    readonly extraArgs?: readonly string[];
    readonly securityContext?: SecurityContext;
  };
  readonly agent?: { readonly image?: string; readonly extraArgs?: readonly string[] };
}

/** What the model records of this engine. */
export interface KamajiReference extends EngineReference {
  readonly name: 'kamaji';
  readonly options: JsonObject & KamajiOptions;
}

/** Whether a reference was written by this engine, which is the only one to write options under its name. */
export function isKamaji(reference: EngineReference): reference is KamajiReference {
  return reference.name === 'kamaji';
}

/** Options that a tenant or a management cluster was given; none for another engine. */
export function optionsOf(reference: EngineReference): KamajiOptions {
  return isKamaji(reference) ? reference.options : {};
}
