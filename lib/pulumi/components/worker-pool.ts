import { ComponentResource, output } from '@pulumi/pulumi';
import type { ComponentResourceOptions, Input, Output } from '@pulumi/pulumi';
import { poolFactsOf, Values } from './facts';

/** Machines that somebody makes, by hand or with the SDK of a cloud. */
export interface WorkerPoolArgs {
  /** Number of machines. */
  size: Input<number>;
  /** `debian`, `ubuntu`, `rhel`, `flatcar`, `fedora-coreos` or `other`. @default 'ubuntu' */
  operatingSystem?: Input<string>;
  /** Form of the document: `script`, `cloud-init` or `ignition`. @default 'script'; 'ignition' for Flatcar and Fedora CoreOS */
  carrier?: Input<string>;
  /** Version of kubelets, for example `1.35.4`. @default - that of the tenant */
  version?: Input<string>;
  /** Zones of the machines. @default [] */
  zones?: Input<Input<string>[]>;
}

/**
 * Machines that join a tenant, as a component in the style of Pulumi. What a pool needs in the cluster is in objects of its tenant, which
 * is given {@link facts} and gives the document for its machines; so it makes no resources of its own.
 */
export class WorkerPool extends ComponentResource {
  /** For {@link TenantControlPlaneArgs}: what its tenant has to know of it. Not secret. */
  public readonly facts: Output<string>;

  public constructor(name: string, args: WorkerPoolArgs, options: ComponentResourceOptions = {}) {
    super('colonnade:index:WorkerPool', name, {}, options);
    const { size, operatingSystem = 'ubuntu', carrier, version, zones = [] } = args;
    const given = output({ name, size, operatingSystem, carrier, version, zones });
    this.facts = given.apply((values) => JSON.stringify(poolFactsOf(new Values(name, values))));
    this.registerOutputs({ facts: this.facts });
  }
}
