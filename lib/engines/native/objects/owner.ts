import { shared } from '../../../kubernetes';
import type { KubernetesObject, ObjectMeta } from '../../../kubernetes';
import type { DeletionProtection, EtcdStoreModel, ManagementClusterModel, TenantModel } from '../../../model';
import { LABELS } from '../names';

type Strings = Readonly<Record<string, string>>;

/** Whose objects are rendered: what every object of one tenant, store or management cluster has in common. */
export interface Owner {
  readonly kind: 'tenant' | 'store' | 'cluster';
  /** Name of the tenant, the store or the management cluster. */
  readonly name: string;
  /** Namespace of its objects; empty for a management cluster. */
  readonly namespace: string;
  /** Labels and annotations that the user asked for, the management cluster's first. */
  readonly labels: Strings;
  readonly annotations: Strings;
  readonly deletionProtection: DeletionProtection;
}

let latest:
  { readonly tenant: TenantModel; readonly cluster: ManagementClusterModel; readonly owner: Owner } | undefined;

/**
 * The owner of what is rendered for a tenant: the same one for all its objects, because what they share is remembered by it. Only the
 * latest is kept: tenants are rendered one after the other, and what is remembered for one is some 20 kB, as long as its owner lives.
 */
export function tenantOwner(tenant: TenantModel, cluster: ManagementClusterModel): Owner {
  if (latest?.tenant === tenant && latest.cluster === cluster) return latest.owner;
  const owner = newTenantOwner(tenant, cluster);
  latest = { tenant, cluster, owner };
  return owner;
}

function newTenantOwner(tenant: TenantModel, cluster: ManagementClusterModel): Owner {
  return {
    kind: 'tenant',
    name: tenant.name,
    namespace: tenant.namespace,
    labels: { ...cluster.labels, ...tenant.labels },
    annotations: { ...cluster.annotations, ...tenant.annotations },
    deletionProtection: tenant.deletionProtection,
  };
}

/** The owner of what is rendered for a shared store. `namespace` is empty when the store is not managed. */
export function storeOwner(store: EtcdStoreModel, cluster: ManagementClusterModel): Owner {
  return {
    kind: 'store',
    name: store.name,
    namespace: store.cluster?.namespace ?? '',
    labels: { ...cluster.labels, ...store.labels },
    annotations: { ...cluster.annotations, ...store.annotations },
    deletionProtection: store.deletionProtection,
  };
}

/** The owner of what is rendered once per management cluster. */
export function clusterOwner(cluster: ManagementClusterModel): Owner {
  return {
    kind: 'cluster',
    name: cluster.name,
    namespace: '',
    labels: cluster.labels,
    annotations: cluster.annotations,
    deletionProtection: 'disabled',
  };
}

/**
 * The labels that select the pods of a component. They are part of immutable selectors, so they hold nothing that a user
 * can change without renaming the tenant.
 *
 * @param component - for example `kube-apiserver`
 */
export function selectorFor(owner: Owner, component: string): Strings {
  return perComponent(selectorsByOwner, owner, component, newSelector);
}

const newSelector = (owner: Owner, component: string): Strings =>
  shared({ [LABELS.name]: component, [LABELS.instance]: owner.name });

/**
 * All labels of an object or a pod template: the user's first, so that none of them can displace one that Colonnade selects by.
 *
 * @param component - for example `kube-apiserver`
 */
export function labelsFor(owner: Owner, component: string): Strings {
  return perComponent(labelsByOwner, owner, component, allLabels);
}

/** A tenant has some fifty objects, but few components; what is frozen can be shared. */
type PerComponent = WeakMap<Owner, Map<string, Strings>>;
const labelsByOwner: PerComponent = new WeakMap();
const selectorsByOwner: PerComponent = new WeakMap();

function perComponent(
  known: PerComponent,
  owner: Owner,
  component: string,
  make: (owner: Owner, component: string) => Strings,
): Strings {
  const ofOwner = known.get(owner) ?? new Map<string, Strings>();
  const labels = ofOwner.get(component);
  if (labels !== undefined) return labels;
  const made = make(owner, component);
  known.set(owner, ofOwner.set(component, made));
  return made;
}

function allLabels(owner: Owner, component: string): Strings {
  return shared({
    ...owner.labels,
    ...selectorFor(owner, component),
    [LABELS.component]: owner.kind === 'store' ? 'datastore' : owner.kind === 'tenant' ? 'control-plane' : 'management',
    [LABELS.partOf]: 'colonnade',
    [LABELS.managedBy]: 'colonnade',
    ...(owner.kind === 'tenant' && { [LABELS.tenant]: owner.name }),
    ...(owner.kind === 'store' && { [LABELS.store]: owner.name }),
  });
}

/** What `metadataFor` can add to the defaults. */
export interface MetadataOptions {
  /** @default - the owner's namespace */
  readonly namespace?: string;
  readonly labels?: Strings;
  readonly annotations?: Strings;
  /** Set on what holds state: its deletion is refused while the owner is protected. @default false */
  readonly protect?: boolean;
}

/**
 * Metadata of an object in the owner's namespace; cluster-scoped when that is empty.
 *
 * @param name - `metadata.name`
 * @param component - for example `kube-apiserver`
 */
export function metadataFor(owner: Owner, name: string, component: string, options: MetadataOptions = {}): ObjectMeta {
  const namespace = options.namespace ?? owner.namespace;
  const annotations = options.annotations ? { ...owner.annotations, ...options.annotations } : owner.annotations;
  const common = labelsFor(owner, component);
  const further = options.labels !== undefined || options.protect === true;
  const labels = further
    ? { ...common, ...options.labels, ...(options.protect === true && protectionLabel(owner)) }
    : common;
  const metadata = namespace === '' ? { name, labels } : { name, namespace, labels };
  return Object.keys(annotations).length === 0 ? metadata : { ...metadata, annotations };
}

/** The label that the deletion-protection policy looks for; empty when the owner is not protected. */
export function protectionLabel(owner: Owner): Record<string, string> {
  return owner.deletionProtection === 'enabled' ? { [LABELS.deletionProtection]: 'enabled' } : {};
}

/**
 * The owner's Namespace: Pod Security `restricted`, protected with its owner.
 *
 * @param labels - further labels, for example the store that its pods may talk to
 */
export function namespaceObject(owner: Owner, labels: Strings = {}): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: metadataFor(owner, owner.namespace, owner.kind === 'store' ? 'etcd' : 'control-plane', {
      namespace: '',
      labels: { ...POD_SECURITY, ...labels },
      protect: true,
    }),
  };
}

/** https://kubernetes.io/docs/concepts/security/pod-security-admission/ */
const POD_SECURITY: Strings = Object.freeze({
  'pod-security.kubernetes.io/enforce': 'restricted',
  'pod-security.kubernetes.io/audit': 'restricted',
  'pod-security.kubernetes.io/warn': 'restricted',
});
