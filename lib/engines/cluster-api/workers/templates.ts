import type { JsonObject } from '../../../kubernetes';
import type { MachinesModel } from '../../../model';
import { isJsonObject } from '../api';
import type { Kind } from '../api';
import { templateOf } from '../names';
import type { InfrastructureProvider, MachineTemplate } from '../provider';

/** A machine template, and its `spec` where it is rendered; otherwise it exists already. */
export interface RenderedTemplate {
  readonly template: MachineTemplate;
  readonly spec: JsonObject | null;
}

/** What a pool of `Machines.clusterApi({ infrastructure })` names; `undefined`: its machines come from elsewhere. */
export function infrastructureOf({ source, options }: MachinesModel): MachineTemplate | undefined {
  const reference = source === 'cluster-api' ? options['infrastructure'] : undefined;
  if (!isJsonObject(reference)) return undefined;
  const { apiVersion, kind, name } = reference;
  return typeof apiVersion === 'string' && typeof kind === 'string' && typeof name === 'string'
    ? { apiVersion, kind, name }
    : undefined;
}

/** Whether machines are a group that the cloud itself holds. */
export function isMachinePool({ kind }: Kind): boolean {
  return kind.endsWith('MachinePool');
}

/** Whether the machines that a pool names are described by the infrastructure, so that their template is rendered. */
export function isDeclared(
  named: MachineTemplate,
  { machineTemplate: kind, machines }: InfrastructureProvider,
): boolean {
  return named.kind === kind.kind && machines[named.name] !== undefined;
}

/** The template that is named: one of the machines of the infrastructure, else one that exists. */
export function machineTemplate(
  named: MachineTemplate,
  names: string,
  infrastructure: InfrastructureProvider,
): RenderedTemplate {
  const machine = infrastructure.machines[named.name];
  if (machine === undefined || !isDeclared(named, infrastructure)) return { template: named, spec: null };
  const { name, content } = templateOf(names, machine);
  return { template: { ...infrastructure.machineTemplate, name }, spec: content };
}
