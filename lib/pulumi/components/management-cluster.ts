import type { App } from 'cdk8s';
import { all, ComponentResource, output } from '@pulumi/pulumi';
import type { ComponentResourceOptions, Input, Output } from '@pulumi/pulumi';
import { clusterFactsOf, Values } from './facts';
import { clusterOf, deployPart, withProvider } from './part';

/** A management cluster that exists already. */
export interface ManagementClusterArgs {
  /** Content of its kubeconfig. */
  kubeconfig: Input<string>;
  /** Its Kubernetes version, for example `1.36.3`. */
  version: Input<string>;
  /** Zones of its nodes. @default [] */
  zones?: Input<Input<string>[]>;
  /** StorageClass for etcd. @default - that of the cluster */
  storageClass?: Input<string>;
  /** What its load balancers have: `static-ip`, `dynamic-ip`, `hostname` or `none`. @default 'static-ip' */
  loadBalancer?: Input<string>;
  /** Name of the fleet, which labels its objects. @default 'fleet' */
  fleet?: Input<string>;
}

/** What the native engine needs once per management cluster, as a component in the style of Pulumi. */
export class ManagementCluster extends ComponentResource {
  /** For {@link EtcdStoreArgs} and {@link TenantControlPlaneArgs}: what they have to know of this cluster. Not secret. */
  public readonly facts: Output<string>;

  public constructor(name: string, args: ManagementClusterArgs, options: ComponentResourceOptions = {}) {
    super('colonnade:index:ManagementCluster', name, {}, withProvider(name, args.kubeconfig, options));
    const { version, zones = [], storageClass, loadBalancer = 'static-ip', fleet = 'fleet' } = args;
    const given = output({ fleet, name, version, zones, storageClass, loadBalancer });
    const facts = given.apply((values) => clusterFactsOf(new Values(name, values)));
    this.facts = all([
      facts.apply((known) => JSON.stringify(known)),
      facts.apply((known) => {
        const build = (app: App) => clusterOf(app, known).fleet;
        return deployPart({ parent: this, name, kind: 'management-cluster', waits: false, build }).urn;
      }),
    ]).apply(([text]) => text);
    this.registerOutputs({ facts: this.facts });
  }
}
