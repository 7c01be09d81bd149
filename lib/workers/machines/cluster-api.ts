import type { CloudModel } from '../../model';
import { commonFacts } from './facts';
import type { MachineProps } from './machine-props';
import { propsOf } from './props-of';
import { sourceOf } from './machine-source';
import type { MachineSource } from './machine-source';

/** Machines that Cluster API makes. */
export interface ClusterApiMachinesProps extends MachineProps {
  /** Template of the infrastructure provider, in the namespace of the Cluster. */
  readonly infrastructure: InfrastructureReference;
  /** Failure domains that machines may be in. @default [] */
  readonly zones?: readonly string[];
  /** The cloud behind the provider, where nodes have a provider id of it. @default - none */
  readonly cloud?: CloudModel;
}

/** Names an infrastructure template, for example of kind `AWSMachineTemplate`. */
export interface InfrastructureReference {
  /** Group and version, for example `infrastructure.cluster.x-k8s.io/v1beta2`. */
  readonly apiVersion: string;
  /** For example `Metal3MachineTemplate`. */
  readonly kind: string;
  readonly name: string;
}

/**
 * Machines that Cluster API makes from a template; it also makes a credential for each of them.
 *
 * @example
 * Machines.clusterApi({
 *   infrastructure: { apiVersion: 'infrastructure.cluster.x-k8s.io/v1beta1', kind: 'OpenStackMachineTemplate', name: 'workers' },
 * })
 */
export function clusterApi(machines: ClusterApiMachinesProps): MachineSource<'group'> {
  const { infrastructure, zones, cloud, ...props } = propsOf(machines);
  const facts = commonFacts(props);
  return sourceOf({
    facts: {
      ...facts,
      source: 'cluster-api',
      zones: zones ?? facts.zones,
      cloud: cloud ?? null,
      firstBoot: { carrier: 'cluster-api', limitBytes: null },
      scaling: { kind: 'group', autoscaler: 'clusterapi' },
      options: infrastructure === undefined ? {} : { infrastructure: { ...infrastructure } },
    },
    delivery: { kind: 'cluster-api' },
  });
}
