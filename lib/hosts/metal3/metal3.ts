import type { KubernetesObject } from '../../kubernetes';
import type { ManagementClusterModel } from '../../model';
import { bareMetal } from '../bare-metal';
import type { BareMetalHost, BareMetalProps } from '../bare-metal';
import type { Host } from '../host';
import { bareMetalHosts } from './bare-metal-host';
import type { BareMetalHostProps } from './bare-metal-host';

/** What a program says of machines that Metal3 provisions. */
export interface Metal3Props extends BareMetalProps {
  /** Machines that Metal3 of this management cluster may provision, for tenants or for clusters of Cluster API. @default [] */
  readonly inventory?: readonly BareMetalHostProps[];
}

/** A management cluster on bare metal that provisions further machines. */
export interface Metal3Host extends Host<'static-ip'> {
  readonly settings: BareMetalHost['settings'] & { readonly inventory: readonly BareMetalHostProps[] };
}

/**
 * Machines in racks as with `bareMetal`, with Metal3 in the management cluster: the inventory is rendered as BareMetalHosts. The Baremetal
 * Operator and Ironic are installed apart.
 *
 * @throws ColonnadeError CLN0002, CLN3250, CLN3252, all at once
 */
export function metal3(props: Metal3Props): Metal3Host {
  const { inventory = [], ...rest } = props;
  const base = bareMetal(rest);
  const hosts: readonly KubernetesObject[] = bareMetalHosts(inventory);
  return Object.freeze({
    facts: Object.freeze({ ...base.facts, name: 'metal3' }),
    settings: Object.freeze({ ...base.settings, inventory }),
    renderCluster: (cluster: ManagementClusterModel) => [...(base.renderCluster?.(cluster) ?? []), ...hosts],
  });
}
