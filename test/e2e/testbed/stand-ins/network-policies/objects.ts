import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { NetworkPolicy } from 'kubernetes-types/networking/v1';

/** As much of a namespace as the stand-in reads. */
export interface NamespaceObject {
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
}

/** As much of a pod as the stand-in reads. */
export interface PodObject {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly spec: {
    readonly hostNetwork?: boolean;
    readonly containers: readonly { readonly ports?: readonly ContainerPort[] }[];
    readonly initContainers?: readonly {
      readonly restartPolicy?: string;
      readonly ports?: readonly ContainerPort[];
    }[];
  };
  readonly status?: { readonly phase?: string; readonly podIPs?: readonly { readonly ip: string }[] };
}

/** A port that a container names. */
export interface ContainerPort {
  readonly name?: string;
  readonly containerPort: number;
  readonly protocol?: string;
}

/** What the rules follow from. */
export interface ClusterState {
  readonly namespaces: readonly NamespaceObject[];
  readonly pods: readonly PodObject[];
  readonly policies: readonly NetworkPolicy[];
}

/** An address that a pod got before the API says so. */
export interface Announcement {
  readonly address: string;
  readonly namespace: string;
  readonly name: string;
}

/** A pod with addresses of its own. */
export interface Workload {
  readonly namespace: string;
  readonly name: string;
  readonly addresses: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly ContainerPort[];
}

/**
 * The pods that policies are about: those on the node's network share its address, and those that ended have lost theirs,
 * which another may have by now. An announced address belongs to the pod it was announced for, whatever the API still says.
 */
export function workloadsOf(pods: readonly PodObject[], announced: readonly Announcement[]): readonly Workload[] {
  const owners = new Map(announced.map(({ address, namespace, name }) => [address, `${namespace}/${name}`]));
  return pods.filter(hasOwnAddress).flatMap(({ metadata, spec, status }) => {
    const { namespace, name } = metadata;
    const id = `${namespace}/${name}`;
    const reported = (status?.podIPs ?? []).map(({ ip }) => ip).filter((ip) => (owners.get(ip) ?? id) === id);
    const early = announced.filter((one) => one.namespace === namespace && one.name === name);
    const addresses = [...new Set([...reported, ...early.map(({ address }) => address)])].sort();
    if (addresses.length === 0) return [];
    const running = [...spec.containers, ...(spec.initContainers ?? []).filter(isSidecar)];
    return [
      { namespace, name, addresses, labels: metadata.labels ?? {}, ports: running.flatMap(({ ports }) => ports ?? []) },
    ];
  });
}

/** Whether labels satisfy a selector; an empty selector is satisfied by all. */
export function satisfies(labels: Readonly<Record<string, string>>, selector: LabelSelector): boolean {
  const equal = Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
  return equal && (selector.matchExpressions ?? []).every((one) => holds(labels, one));
}

type Requirement = NonNullable<LabelSelector['matchExpressions']>[number];

function holds(labels: Readonly<Record<string, string>>, { key, operator, values = [] }: Requirement): boolean {
  const value = labels[key];
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      throw new RangeError(`a label selector has the operator ${operator}`);
  }
}

function hasOwnAddress({ spec, status }: PodObject): boolean {
  return spec.hostNetwork !== true && status?.phase !== 'Succeeded' && status?.phase !== 'Failed';
}

function isSidecar({ restartPolicy }: { readonly restartPolicy?: string }): boolean {
  return restartPolicy === 'Always';
}
