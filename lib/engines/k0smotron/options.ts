import type { JsonObject } from '../../kubernetes';
import type { EngineReference, TenantModel } from '../../model';
import type { InstallationOptions } from '../installation';

/**
 * Options of the k0smotron engine: what its Cluster knows and the model of tenants has no place for. They stand as they are in
 * `fleet.json`, so nothing secret belongs here.
 *
 * https://docs.k0smotron.io/stable/configuration/
 */
export interface K0smotronOptions {
  /** How k0smotron comes into the management cluster: read from the management cluster's engine. @default - it is there already */
  readonly operator?: InstallationOptions;
  /** Which release of k0s for a version of Kubernetes: the `N` of `1.36.3+k0s.N`. @default 0 */
  readonly release?: number;
  /** Image of k0s without a tag. @default - `quay.io/k0sproject/k0s`, below `images.registry` when the tenant names another one */
  readonly image?: string;
  /** Where the control plane keeps its data. It cannot be changed later. @default - `{ kind: 'etcd' }` */
  readonly storage?: K0smotronStorage;
  /** The CronJob that defragments etcd. @default - `{}`: every day at noon when it is worth it */
  readonly defragmentation?: K0smotronDefragmentation | false;
  /** Where k0s keeps its own files; the data of the cluster is elsewhere. @default - `{ kind: 'emptyDir' }` */
  readonly persistence?: K0smotronPersistence;
  /** Expose the API server and the tunnel by an ingress controller that passes TLS through. @default - by the Service alone */
  readonly ingress?: K0smotronIngress;
  /** Sidecars that scrape the components of the control plane. @default - none */
  readonly monitoring?: K0smotronMonitoring;
  /** Run the pods in another cluster than the one that holds the Cluster. @default - in the management cluster */
  readonly remoteHost?: K0smotronRemoteHost;
  /** Certificates that exist already, instead of those that k0smotron makes. @default [] */
  readonly certificates?: readonly K0smotronCertificate[];
  /** ServiceAccount of the pods of k0s and etcd. @default - the namespace's `default`, which has no rights */
  readonly serviceAccount?: string;
  /** Who provides the pod network. `custom`: whoever applies one, as with every other engine. @default 'custom' */
  readonly networkProvider?: 'custom' | 'kuberouter' | 'calico';
  /** Let k0s tell its makers that it runs; NetworkPolicies forbid it all the same. @default false */
  readonly telemetry?: boolean;
  /** Further flags of `k0s controller`, each one string. @default [] */
  readonly controlPlaneFlags?: readonly string[];
  /** Merged over the `spec` of the k0s ClusterConfig; `null` takes a field away. @default - nothing */
  readonly config?: JsonObject;
  /** Volumes of a pod, each with manifests that k0s applies inside the tenant. @default [] */
  readonly manifests?: readonly JsonObject[];
  /** Further files in the pods that run k0s: a `path` and a source as in a pod's volumes. @default [] */
  readonly mounts?: readonly K0smotronMount[];
  /** Annotations of the Secret with the kubeconfig. @default {} */
  readonly kubeconfigAnnotations?: Readonly<Record<string, string>>;
  /** Changes to what k0smotron makes of the Cluster, after those of the tenant. @default [] */
  readonly patches?: readonly K0smotronPatch[];
  /**
   * A PrometheusRule that warns before the certificates of etcd end: they live for a year and k0smotron renews none. Needs the
   * Prometheus operator and kube-state-metrics. @default - none
   */
  readonly certificateAlarms?: K0smotronAlarms;
}

/** Where a control plane keeps its data. */
export type K0smotronStorage =
  | {
      readonly kind: 'etcd';
      /** With a shell and etcdctl, which upstream's own image has not. @default 'quay.io/k0sproject/etcd:v3.7.1' */
      readonly image?: string;
      /** Remove volumes with the Cluster. @default false */
      readonly autoDeleteVolumes?: boolean;
    }
  | {
      /** A database through kine: PostgreSQL, MySQL or NATS. */
      readonly kind: 'kine';
      /** Secret in the namespace of the tenant with the key `K0SMOTRON_KINE_DATASOURCE_URL`. */
      readonly secretName: string;
    }
  | {
      /** NATS inside the control plane; upstream calls it experimental. The number of replicas is frozen. */
      readonly kind: 'nats';
      /** @default '1Gi' */
      readonly size?: string;
      /** @default - the cluster's default class */
      readonly storageClass?: string;
    };

/** When etcd is defragmented. */
export interface K0smotronDefragmentation {
  /** Cron expression. @default '0 12 * * *' */
  readonly schedule?: string;
  /** See https://github.com/ahrtr/etcd-defrag. @default - 80 % of the quota used, or 200 MB to gain */
  readonly rule?: string;
  /** @default 'ghcr.io/ahrtr/etcd-defrag:v0.16.0' */
  readonly image?: string;
}

/** Where k0s keeps its own files. */
export type K0smotronPersistence =
  | { readonly kind: 'emptyDir' }
  | { readonly kind: 'hostPath'; readonly path: string }
  | {
      readonly kind: 'pvc';
      /** A quantity such as `1Gi`. */
      readonly size: string;
      /** @default - the cluster's default class */
      readonly storageClass?: string;
      /** Remove volumes with the Cluster. @default false */
      readonly autoDeleteVolumes?: boolean;
    };

/** How an ingress controller exposes a control plane. It has to pass TLS through. */
export interface K0smotronIngress {
  readonly apiHost: string;
  readonly konnectivityHost: string;
  /** @default 443 */
  readonly port?: number;
  /** @default - the cluster's default class */
  readonly className?: string;
  /** `false`: the Ingress is made by somebody else. @default true */
  readonly deploy?: boolean;
  /** @default {} */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Images of the sidecars that monitor. */
export interface K0smotronMonitoring {
  /** @default 'quay.io/k0sproject/prometheus:v2.44.0' */
  readonly prometheusImage?: string;
  /** @default 'nginx:1.19.10' */
  readonly proxyImage?: string;
}

/** A Secret in the management cluster with the kubeconfig of the cluster that runs the pods. */
export interface K0smotronRemoteHost {
  readonly secretName: string;
  readonly namespace: string;
  /** @default 'value' */
  readonly key?: string;
}

/** A Secret of type `kubernetes.io/tls` in the namespace of the tenant. */
export interface K0smotronCertificate {
  readonly type: 'ca' | 'sa' | 'proxy' | 'etcd' | 'apiserver-etcd-client' | 'etcd-peer' | 'etcd-server';
  readonly name: string;
}

/** Files in the pods that run k0s: besides these fields a source such as `configMap` or `secret`. */
export interface K0smotronMount extends JsonObject {
  readonly path: string;
}

/** A change to an object that k0smotron makes. */
export interface K0smotronPatch {
  readonly target: {
    /** For example `StatefulSet`. */
    readonly kind: string;
    readonly component:
      'control-plane' | 'cluster-config' | 'entrypoint' | 'telemetry' | 'monitoring' | 'ingress' | 'etcd';
  };
  readonly type: 'json' | 'strategic' | 'merge';
  /** The patch itself, as JSON. */
  readonly content: JsonObject | readonly JsonObject[];
}

/** How a PrometheusRule is found, and how early it warns. */
export interface K0smotronAlarms {
  /** Labels by which Prometheus selects its rules. @default {} */
  readonly labels?: Readonly<Record<string, string>>;
  /** Days before the end. @default 60 */
  readonly daysBefore?: number;
}

/** The name of the engine in the model. */
export const ENGINE_NAME = 'k0smotron';

/** The options that were given to the engine of a tenant, as {@link EngineReference} keeps them. */
export function optionsOf({ engine }: { readonly engine: EngineReference }): K0smotronOptions {
  return engine.options;
}

/** k0s' version for the tenant as an image tag, where `+` is not allowed: `v1.36.3-k0s.0`. Never unset: then it would be 1.27. */
export function k0sTag(tenant: Pick<TenantModel, 'version' | 'engine'>): string {
  return `v${tenant.version}-k0s.${String(optionsOf(tenant).release ?? 0)}`;
}

/** The same as it is written everywhere else: `1.36.3+k0s.0`. */
export function k0sVersion(tenant: Pick<TenantModel, 'version' | 'engine'>): string {
  return `${tenant.version}+k0s.${String(optionsOf(tenant).release ?? 0)}`;
}

/** Members that k0smotron gives etcd: the replicas of the control plane, rounded up to an odd number. */
export function etcdMembers({ replicas }: Pick<TenantModel, 'replicas'>): number {
  return replicas <= 1 ? 1 : replicas + (replicas % 2 === 0 ? 1 : 0);
}

/** Where the data of a tenant is. */
export function storageOf(tenant: Pick<TenantModel, 'engine'>): K0smotronStorage {
  return optionsOf(tenant).storage ?? { kind: 'etcd' };
}
