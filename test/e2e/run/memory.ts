import { parseQuantity, wholeUnits } from '../../../lib/kubernetes';
import type { Kubectl } from '../testbed/kubectl';
import { NODE } from '../testbed/plan';
import { list } from './objects';
import type { Pod } from './objects';

/** A container of the management cluster. */
export interface ContainerMemory {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** Bytes that cannot be given back, as the kubelet sees it: what it evicts by, and what the limit is about. */
  readonly workingSet: number;
  /** Bytes. Undefined where the container has none. */
  readonly limit: number | undefined;
}

interface LimitedPod extends Pod {
  readonly spec: {
    readonly containers: readonly {
      readonly name: string;
      readonly resources?: { readonly limits?: { readonly memory?: string } };
    }[];
  };
}

const SAMPLE = /^container_memory_working_set_bytes\{container="([^"]+)",namespace="([^"]+)",pod="([^"]+)"\} (\S+)/gm;

/** What containers of some namespaces hold in memory now, give or take the ten seconds in which the kubelet looks. */
export async function memoryOf(kubectl: Kubectl, namespaces: readonly string[]): Promise<readonly ContainerMemory[]> {
  const limits = new Map<string, number | undefined>();
  for (const namespace of namespaces) {
    for (const { metadata, spec } of await list<LimitedPod>(kubectl, 'pods', ['-n', namespace])) {
      for (const { name, resources } of spec.containers) {
        limits.set(`${namespace}/${metadata.name}/${name}`, bytesOf(resources?.limits?.memory));
      }
    }
  }
  const text = await kubectl(['get', '--raw', `/api/v1/nodes/${NODE.name}/proxy/metrics/resource`]);
  return readSamples(text)
    .filter(({ namespace, pod, container }) => limits.has(`${namespace}/${pod}/${container}`))
    .map((sample) => ({ ...sample, limit: limits.get(`${sample.namespace}/${sample.pod}/${sample.container}`) }));
}

/** Reads the kubelet's `/metrics/resource`. */
export function readSamples(text: string): readonly Omit<ContainerMemory, 'limit'>[] {
  return [...text.matchAll(SAMPLE)].map(([, container = '', namespace = '', pod = '', value = '']) => ({
    namespace,
    pod,
    container,
    workingSet: Number(value),
  }));
}

/** Bytes as mebibytes, rounded. */
export function inMebibytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}

function bytesOf(quantity: string | undefined): number | undefined {
  if (quantity === undefined) return undefined;
  const read = parseQuantity(quantity);
  return read.ok ? Number(wholeUnits(read.value)) : undefined;
}
