import type { JsonObject, JsonValue } from '../../../kubernetes';
import { isJsonObject } from '../api';
import type { TopologyVariable } from '../provider';

/** Whose fields variables fill: of the control plane, of the infrastructure's cluster, of what sets workers up. */
export type VariablePart = 'controlPlane' | 'infrastructure' | 'worker';

/** Name of a variable: those of a part begin with it, because variables of a ClusterClass are in one list. */
export function variableName(part: VariablePart, { field }: Pick<TopologyVariable, 'field'>): string {
  return `${part}${field.charAt(0).toUpperCase()}${field.slice(1)}`;
}

/** Variables as `spec.variables` of a ClusterClass has them. */
export function variableDefinitions(part: VariablePart, variables: readonly TopologyVariable[]): readonly JsonObject[] {
  return variables.map((variable) => ({
    name: variableName(part, variable),
    // Those of workers are set for each pool, and never for the cluster.
    required: variable.required && part !== 'worker',
    schema: { openAPIV3Schema: { ...variable.schema, description: variable.description } },
  }));
}

/**
 * Patches that put variables into a template. One that may be absent has a patch of its own, which is off without it: a patch with an
 * unset variable would stop the whole cluster.
 *
 * https://cluster-api.sigs.k8s.io/tasks/experimental-features/cluster-class/write-clusterclass#optional-patches
 */
export function variablePatches(
  part: VariablePart,
  variables: readonly TopologyVariable[],
  selector: JsonObject,
): readonly JsonObject[] {
  return variables.map((variable) => {
    const name = variableName(part, variable);
    const jsonPatches = [{ op: 'add', path: `/spec/template/spec/${variable.field}`, valueFrom: { variable: name } }];
    return {
      name,
      ...((!variable.required || part === 'worker') && { enabledIf: `{{ if .${name} }}true{{ end }}` }),
      definitions: [{ selector, jsonPatches }],
    };
  });
}

/** Values of variables that a `spec` has, as Cluster and worker pools write them. */
export function variableValues(
  part: VariablePart,
  variables: readonly TopologyVariable[],
  spec: JsonObject,
): readonly JsonObject[] {
  return variables.flatMap((variable) => {
    const value = spec[variable.field];
    return value === undefined || isNothing(value) ? [] : [{ name: variableName(part, variable), value }];
  });
}

/** What the condition of a patch takes for absent. */
function isNothing(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === null || value === '' || (isJsonObject(value) && Object.keys(value).length === 0);
}

/** The variables of a template whose fields are not constant in it. */
export function variablesBesides(
  constant: JsonObject | undefined,
  variables: readonly TopologyVariable[],
): readonly TopologyVariable[] {
  return variables.filter(({ field }) => constant?.[field] === undefined);
}

/** Fields of a `spec` without these. */
export function without(spec: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(spec).filter(([name]) => !names.includes(name)));
}
