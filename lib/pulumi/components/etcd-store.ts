import type { App } from 'cdk8s';
import { all, ComponentResource, output } from '@pulumi/pulumi';
import type { ComponentResourceOptions, Input, Output } from '@pulumi/pulumi';
import { clusterFactsOf, storeFactsOf, Values } from './facts';
import { clusterOf, deployPart, storeOf, withProvider } from './part';

/** An etcd cluster that several tenants share. */
export interface EtcdStoreArgs {
  /** Content of the kubeconfig of the management cluster. */
  kubeconfig: Input<string>;
  /** `facts` of the management cluster. */
  managementCluster: Input<string>;
  /** Volume of each member, for example `16Gi`. */
  volume: Input<string>;
  /** 1, 3 or 5. @default 3 */
  members?: Input<number>;
  /** Refuse deletion of its data. @default true */
  deletionProtection?: Input<boolean>;
}

/** A datastore in a management cluster, as a component in the style of Pulumi. */
export class EtcdStore extends ComponentResource {
  /** For {@link TenantControlPlaneArgs}: what tenants have to know of this datastore. Not secret. */
  public readonly facts: Output<string>;

  public constructor(name: string, args: EtcdStoreArgs, options: ComponentResourceOptions = {}) {
    super('colonnade:index:EtcdStore', name, {}, withProvider(name, args.kubeconfig, options));
    const { managementCluster, volume, members = 3, deletionProtection = true } = args;
    const given = output({ name, managementCluster, volume, members, deletionProtection });
    const read = given.apply((values) => {
      const known = new Values(name, values);
      return {
        cluster: clusterFactsOf(known.facts('managementCluster', 'a ManagementCluster')),
        store: storeFactsOf(known),
      };
    });
    this.facts = all([
      read.apply(({ store }) => JSON.stringify(store)),
      read.apply(({ cluster, store }) => {
        const build = (app: App) => {
          const eu = clusterOf(app, cluster);
          storeOf(eu, store);
          return eu.fleet;
        };
        return deployPart({ parent: this, name, kind: 'store', waits: false, build }).urn;
      }),
    ]).apply(([text]) => text);
    this.registerOutputs({ facts: this.facts });
  }
}
