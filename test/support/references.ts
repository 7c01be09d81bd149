import type { KubernetesObject } from 'colonnade';
import type { ManagementClusterModel } from 'colonnade';
import { certificatesOfJobs } from './fleets/render';
import { podsOf } from './judge';

/** A name that one object uses for another. */
export interface Reference {
  /** The object that uses it, and where. */
  readonly from: string;
  readonly kind: string;
  /** `undefined` for what is in no namespace. */
  readonly namespace: string | undefined;
  readonly name: string;
  /** Keys of a ConfigMap that are used. */
  readonly keys?: readonly string[];
}

type Data = Readonly<Record<string, unknown>>;

/** `kind namespace/name`, the identity of an object. */
export function identityOf({ kind, metadata }: KubernetesObject): string {
  return keyOf(kind, metadata.namespace, metadata.name);
}

export function keyOf(kind: string, namespace: string | undefined, name: string): string {
  return `${kind} ${namespace ?? ''}/${name}`;
}

/** Everything that rendered objects name. */
export function referencesOf(objects: readonly KubernetesObject[], cluster: ManagementClusterModel): Reference[] {
  return [
    ...podsOf(objects).flatMap(({ owner, template }) => podReferences(identityOf(asObject(owner)), owner, template)),
    ...objects.flatMap((object) => objectReferences(object, cluster)),
  ];
}

/** What is there: rendered, made by cert-manager of a rendered Certificate, made by a rendered Job, or declared as there already. */
export function providedBy(objects: readonly KubernetesObject[], cluster: ManagementClusterModel): ReadonlySet<string> {
  const there = new Set(objects.map(identityOf));
  for (const object of [...objects, ...certificatesOfJobs(objects)]) {
    const { kind, metadata } = object;
    if (kind === 'Certificate') there.add(keyOf('Secret', metadata.namespace, text(at(object, 'spec.secretName'))));
    if (kind !== 'Job') continue;
    // What the Jobs of a tenant make, by the name of the Job.
    const makes = { 'encryption-key': 'encryption-config', 'admin-kubeconfig': 'admin-kubeconfig' };
    for (const [job, secret] of Object.entries(makes)) {
      if (metadata.name.startsWith(job)) there.add(keyOf('Secret', metadata.namespace, secret));
    }
  }
  for (const name of alreadyThere(cluster)) there.add(name);
  return there;
}

/** What the user said exists: pull Secrets, priority classes, issuers of external stores, all of an imported cluster. */
function alreadyThere(cluster: ManagementClusterModel): readonly string[] {
  const names: string[] = [keyOf('Namespace', undefined, cluster.certManager.namespace)];
  if (cluster.origin === 'imported') {
    names.push(keyOf('PriorityClass', undefined, 'colonnade-control-plane'));
    names.push(keyOf('PriorityClass', undefined, 'colonnade-etcd'));
    names.push(keyOf('ClusterIssuer', undefined, 'colonnade-self-signed'));
  }
  const placements = cluster.tenants.flatMap((tenant) =>
    tenant.store.kind === 'dedicated' ? [tenant.scheduling, tenant.store.cluster.scheduling] : [tenant.scheduling],
  );
  for (const store of cluster.stores) {
    if (store.cluster) placements.push(store.cluster.scheduling);
    if (store.origin === 'external') names.push(keyOf('ClusterIssuer', undefined, store.clusterIssuer));
  }
  for (const { priorityClassName } of placements)
    names.push(keyOf('PriorityClass', undefined, priorityClassName ?? ''));
  const parts = [...cluster.tenants, ...cluster.stores].map((part) => ({
    namespace: 'namespace' in part ? part.namespace : (part.cluster?.namespace ?? ''),
    secrets: part.images.pullSecrets,
  }));
  for (const { namespace, secrets } of parts) names.push(...secrets.map((name) => keyOf('Secret', namespace, name)));
  // A tenant's Job in the namespace of its store has the store's or the tenant's pull Secrets.
  for (const { cluster: etcd } of cluster.stores) {
    for (const { secrets } of parts) names.push(...secrets.map((name) => keyOf('Secret', etcd?.namespace, name)));
  }
  return names;
}

function podReferences(from: string, owner: { metadata: { namespace?: string } }, template: object): Reference[] {
  const { namespace } = owner.metadata;
  const spec = at(template, 'spec') as Data;
  const references: Reference[] = [];
  const add = (kind: string, name: unknown, where: string, keys?: readonly string[]) => {
    if (name === undefined) return;
    const scope = kind === 'PriorityClass' ? undefined : namespace;
    references.push({ from: `${from} ${where}`, kind, namespace: scope, name: text(name), ...(keys ? { keys } : {}) });
  };
  add('ServiceAccount', spec['serviceAccountName'], 'serviceAccountName');
  add('PriorityClass', spec['priorityClassName'], 'priorityClassName');
  for (const secret of list(spec['imagePullSecrets'])) add('Secret', secret['name'], 'imagePullSecrets');
  for (const volume of list(spec['volumes'])) {
    for (const source of [volume, ...list(at(volume, 'projected.sources'))]) {
      const items = (path: string) => list(at(source, `${path}.items`)).map((item) => text(item['key']));
      if (at(source, 'secret.optional') !== true) {
        add('Secret', at(source, 'secret.secretName') ?? at(source, 'secret.name'), `volume ${text(volume['name'])}`);
      }
      const keys = items('configMap');
      const published = at(source, 'configMap.name') === ROOT_CA.name && keys.every((key) => key === ROOT_CA.key);
      if (!published) add('ConfigMap', at(source, 'configMap.name'), `volume ${text(volume['name'])}`, keys);
    }
  }
  for (const container of [...list(spec['containers']), ...list(spec['initContainers'])]) {
    for (const variable of list(container['env'])) {
      add('Secret', at(variable, 'valueFrom.secretKeyRef.name'), 'env');
      add('ConfigMap', at(variable, 'valueFrom.configMapKeyRef.name'), 'env');
    }
  }
  return references;
}

/** Kubernetes puts this into every namespace: https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#bound-service-account-token-volume */
const ROOT_CA = { name: 'kube-root-ca.crt', key: 'ca.crt' } as const;

function objectReferences(object: KubernetesObject, cluster: ManagementClusterModel): Reference[] {
  const from = identityOf(object);
  const { namespace } = object.metadata;
  const references: Reference[] = [];
  const add = (kind: string, scope: string | undefined, name: unknown) => {
    if (name !== undefined) references.push({ from, kind, namespace: scope, name: text(name) });
  };
  if (namespace !== undefined) add('Namespace', undefined, namespace);
  switch (object.kind) {
    case 'Certificate': {
      const kind = text(at(object, 'spec.issuerRef.kind') ?? 'Issuer');
      add(kind, kind === 'Issuer' ? namespace : undefined, at(object, 'spec.issuerRef.name'));
      break;
    }
    case 'Issuer':
      add('Secret', namespace, at(object, 'spec.ca.secretName'));
      break;
    case 'ClusterIssuer':
      add('Secret', cluster.certManager.namespace, at(object, 'spec.ca.secretName'));
      break;
    case 'RoleBinding':
    case 'ClusterRoleBinding': {
      const kind = text(at(object, 'roleRef.kind'));
      add(kind, kind === 'Role' ? namespace : undefined, at(object, 'roleRef.name'));
      for (const subject of list(object['subjects'])) {
        if (subject['kind'] === 'ServiceAccount') add('ServiceAccount', text(subject['namespace']), subject['name']);
      }
      break;
    }
    case 'StatefulSet':
      add('Service', namespace, at(object, 'spec.serviceName'));
      break;
    case 'ValidatingAdmissionPolicyBinding':
      add('ValidatingAdmissionPolicy', undefined, at(object, 'spec.policyName'));
      break;
    default:
  }
  return references;
}

/** A value deep inside of data, by a dotted path; `undefined` where there is none. */
export function at(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
      value,
    );
}

/** A list of objects, empty where there is none. */
export function list(value: unknown): readonly Data[] {
  return Array.isArray(value) ? (value as Data[]) : [];
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new Error(`Expected a name, got ${JSON.stringify(value)}.`);
  return value;
}

function asObject(owner: KubernetesObject | { kind: string; metadata: { name: string } }): KubernetesObject {
  return { apiVersion: '', ...owner };
}
