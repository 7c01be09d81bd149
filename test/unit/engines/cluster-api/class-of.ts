import type { KubernetesObject } from 'colonnade';
import { applyJsonPatch } from '../../../../lib/engines/native/objects/json-patch';
import type { JsonObject, JsonValue } from '../../../../lib/kubernetes';

/** What the topology controller makes of a Cluster and its class, as far as inline patches go. */
export interface Made {
  /** `spec` of the control plane, without what the controller fills in itself. */
  readonly controlPlane: JsonObject;
  readonly infrastructure: JsonObject;
  readonly annotations: JsonObject;
  /** `spec` of bootstrap configurations by the name of the worker pool in the topology. */
  readonly workers: Readonly<Record<string, JsonObject>>;
}

interface Variable {
  readonly name: string;
  readonly value: JsonValue;
}

/** A ClusterClass as far as it is looked into. */
interface Class {
  readonly infrastructure: { readonly templateRef: Named };
  readonly controlPlane: { readonly templateRef: Named };
  readonly workers?: {
    readonly machineDeployments: readonly { readonly bootstrap: { readonly templateRef: Named } }[];
  };
  readonly variables: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly schema: { readonly openAPIV3Schema: JsonObject };
  }[];
  readonly patches: readonly {
    readonly name: string;
    readonly enabledIf?: string;
    readonly definitions: readonly {
      readonly selector: { readonly kind: string };
      readonly jsonPatches: readonly {
        readonly op: 'add';
        readonly path: string;
        readonly valueFrom: { readonly variable: string };
      }[];
    }[];
  }[];
}

interface Named {
  readonly kind: string;
  readonly name: string;
}

/** `spec.topology` of a Cluster as far as it is looked into. */
export interface Topology {
  readonly classRef: { readonly name: string; readonly namespace: string };
  readonly version: string;
  readonly controlPlane: JsonObject;
  readonly variables?: readonly Variable[];
  readonly workers?: {
    readonly machineDeployments: readonly (JsonObject & {
      readonly name: string;
      readonly class: string;
      readonly variables?: { readonly overrides: readonly Variable[] };
    })[];
  };
}

/** The one ClusterClass among objects. */
export function classOf(objects: readonly KubernetesObject[]): Class {
  const found = objects.filter(({ kind }) => kind === 'ClusterClass');
  if (found.length !== 1) throw new Error(`There are ${found.length} classes.`);
  return (found[0] as KubernetesObject & { spec: Class }).spec;
}

/** Every variable that a Cluster sets, those of its worker pools included. */
export function variablesOf({ variables = [], workers }: Topology): readonly Variable[] {
  return [...variables, ...(workers?.machineDeployments ?? []).flatMap((pool) => pool.variables?.overrides ?? [])];
}

/** Applies the patches of a class to its templates, as https://cluster-api.sigs.k8s.io/tasks/experimental-features/cluster-class/write-clusterclass has it. */
export function made(objects: readonly KubernetesObject[], topology: Topology): Made {
  const { infrastructure, controlPlane, workers, patches } = classOf(objects);
  const content = ({ kind, name }: Named, variables: readonly Variable[]): JsonObject => {
    const template = objects.find((object) => object.kind === kind && object.metadata.name === name);
    if (template === undefined) throw new Error(`The class refers to ${kind} ${name}, which is not there.`);
    const operations = patches
      .filter(({ name: patch, enabledIf }) => {
        if (enabledIf === undefined) return true;
        expect(enabledIf).toBe(`{{ if .${patch} }}true{{ end }}`);
        return variables.some((variable) => variable.name === patch);
      })
      .flatMap(({ definitions }) => definitions)
      .filter(({ selector }) => selector.kind === kind)
      .flatMap(({ jsonPatches }) => jsonPatches)
      .map(({ op, path, valueFrom }) => {
        const found = variables.find(({ name: variable }) => variable === valueFrom.variable);
        if (found === undefined)
          throw new Error(`A patch wants ${valueFrom.variable}, which the cluster does not set.`);
        return { op, path, value: found.value };
      });
    return applyJsonPatch(template, operations) as JsonObject;
  };
  const { variables = [] } = topology;
  const cluster = at(content(infrastructure.templateRef, variables), 'spec', 'template');
  return {
    controlPlane: at(content(controlPlane.templateRef, variables), 'spec', 'template', 'spec'),
    infrastructure: at(cluster, 'spec'),
    annotations: 'metadata' in cluster ? at(cluster, 'metadata', 'annotations') : {},
    workers: Object.fromEntries(
      (topology.workers?.machineDeployments ?? []).map((pool) => {
        const [first] = workers?.machineDeployments ?? [];
        if (first === undefined) throw new Error('The class has no machines.');
        const set = [...variables, ...(pool.variables?.overrides ?? [])];
        return [pool.name, at(content(first.bootstrap.templateRef, set), 'spec', 'template', 'spec')];
      }),
    ),
  };
}

function at(object: JsonObject, ...path: readonly string[]): JsonObject {
  return path.reduce<JsonObject>((current, field) => {
    const value = current[field];
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`There is no ${field}.`);
    return value as JsonObject;
  }, object);
}
