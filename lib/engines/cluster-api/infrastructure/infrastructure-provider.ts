import { shared } from '../../../kubernetes';
import type { JsonObject } from '../../../kubernetes';
import type { ImmutableField } from '../../immutable';
import type { Operator } from '../../operator';
import { jsonOf, withoutEmpty } from '../api';
import { provider } from '../operators';
import { CLUSTER_TEMPLATES } from './cluster-templates';
import type { InfrastructureKind, InfrastructureProvider } from '../provider';

/** The annotation that keeps a provider's hands off the cluster object. https://cluster-api.sigs.k8s.io/developer/providers/contracts/infra-cluster */
export const MANAGED_BY = 'cluster.x-k8s.io/managed-by';

const GROUP = 'infrastructure.cluster.x-k8s.io';

/** Fields of a provider's kinds that have no typed option: they stand as they are, over the typed ones. */
export interface FurtherFields {
  /** Further fields, as upstream has them. @default {} */
  readonly spec?: JsonObject;
}

interface Description<K extends InfrastructureKind> extends Pick<InfrastructureProvider<K>, 'name' | 'infraCluster'> {
  /** Version of the provider, for example `2.11.1`. */
  readonly version: string;
  readonly link: string;
  /** Version of the API, for example `v1beta2`. */
  readonly api: string;
  readonly clusterKind: string;
  readonly machineKind: string;
  readonly options: object;
  readonly machines: Readonly<Record<string, JsonObject>>;
  /** What its definitions refuse of a new version of its clusters. @default [] */
  readonly immutable?: readonly Pick<ImmutableField, 'pointer' | 'refuses' | 'reason'>[];
}

/** A provider from what is different about it. */
export function infrastructureProvider<K extends InfrastructureKind>(
  description: Description<K>,
): InfrastructureProvider<K> {
  const { name, api, clusterKind, machineKind } = description;
  const apiVersion = `${GROUP}/${api}`;
  const cluster = { apiVersion, kind: clusterKind };
  return Object.freeze({
    name,
    cluster,
    machineTemplate: { apiVersion, kind: machineKind },
    clusterTemplate: CLUSTER_TEMPLATES[name],
    options: jsonOf(description.options),
    operator: operatorOf(description),
    immutable: (description.immutable ?? []).map((field) => ({ ...cluster, ...field })),
    machines: description.machines,
    infraCluster: description.infraCluster,
  });
}

function operatorOf({ name, version, clusterKind, machineKind, link }: Description<InfrastructureKind>): Operator {
  const definitions = [clusterKind, machineKind].map((kind) => `${kind.toLowerCase()}s.${GROUP}`);
  return provider(`infrastructure-${name}`, version, `${NAMESPACES[name]}-system`, definitions, { link });
}

/** Namespaces as the providers' own manifests have them. */
const NAMESPACES: Readonly<Record<InfrastructureKind, string>> = {
  aws: 'capa',
  azure: 'capz',
  gcp: 'capg',
  hetzner: 'caph',
  kubevirt: 'capk',
  metal3: 'capm3',
  openstack: 'capo',
  vsphere: 'capv',
};

/** Machine templates from typed machines. */
export function machineSpecs<M extends FurtherFields>(
  machines: Readonly<Record<string, M>> | undefined,
  specOf: (machine: Omit<M, 'spec'>) => JsonObject,
): Readonly<Record<string, JsonObject>> {
  return Object.fromEntries(
    Object.entries(machines ?? {}).map(([name, { spec, ...typed }]) => [
      name,
      // A copy: what the program holds is not ours to freeze.
      shared(jsonOf({ ...withoutEmpty(specOf(typed)), ...spec })),
    ]),
  );
}
