import { ComponentResource, output, secret } from '@pulumi/pulumi';
import type { ComponentResourceOptions, Input, Output } from '@pulumi/pulumi';
import { Endpoint, TenantControlPlane as Tenant } from '../../fleet';
import { TenantResources } from '../tenant-resources';
import { clusterFactsOf, poolFactsOf, storeFactsOf, Values } from './facts';
import { clusterOf, deployPart, poolOf, storeOf, withProvider } from './part';

/** A hosted control plane of the native engine, behind a load balancer. */
export interface TenantControlPlaneArgs {
  /** Content of the kubeconfig of the management cluster. */
  kubeconfig: Input<string>;
  /** `facts` of the management cluster. */
  managementCluster: Input<string>;
  /** Kubernetes version, for example `1.35.4`. */
  version: Input<string>;
  /** Address of its API server, which the load balancer has. */
  address: Input<string>;
  /** `facts` of an EtcdStore. @default - an etcd of its own, with three members */
  store?: Input<string>;
  /** Volume of each member of an etcd of its own. @default '8Gi' */
  volume?: Input<string>;
  /** `facts` of its WorkerPools. @default [] */
  workerPools?: Input<Input<string>[]>;
  /** Number of API servers. @default 2 */
  replicas?: Input<number>;
  /** Refuse deletion of what holds data. @default true */
  deletionProtection?: Input<boolean>;
}

/** A tenant control plane as a component in the style of Pulumi. */
export class TenantControlPlane extends ComponentResource {
  /** Kubeconfig of an administrator. A secret. */
  public readonly kubeconfig: Output<string>;
  /** Certificate of the CA that signs the API server's serving certificate, in PEM. */
  public readonly certificateAuthority: Output<string>;
  /**
   * What machines of each pool run, or read at their first boot, to become nodes, by the pool's name. Holds no secret: a machine needs a
   * join credential besides, which `colonnade join-token` makes.
   */
  public readonly workerDocuments: Output<Readonly<Record<string, string>>>;
  /** URL of the API server. */
  public readonly endpoint: Output<string>;

  public constructor(name: string, args: TenantControlPlaneArgs, options: ComponentResourceOptions = {}) {
    super('colonnade:index:TenantControlPlane', name, {}, withProvider(name, args.kubeconfig, options));
    const { managementCluster, version, address, store, volume = '8Gi', replicas = 2 } = args;
    const { deletionProtection = true, workerPools = [] } = args;
    // All but the address decides which objects there are, and has to be known in a preview.
    const given = output({ managementCluster, version, store, volume, replicas, deletionProtection, workerPools });
    const made = given.apply((values) => {
      const known = new Values(name, values);
      const pools = known.factsOfAll('workerPools', 'a WorkerPool').map(poolFactsOf);
      const cluster = clusterFactsOf(known.facts('managementCluster', 'a ManagementCluster'));
      const shared = known.has('store') ? storeFactsOf(known.facts('store', 'an EtcdStore')) : undefined;
      const part = deployPart({
        parent: this,
        name,
        kind: 'tenant',
        waits: true,
        build: (app, later) => {
          const eu = clusterOf(app, cluster);
          const tenant = new Tenant(eu, name, {
            version: known.version('version'),
            store:
              shared === undefined
                ? { kind: 'dedicated', members: 3, volume: known.volume('volume') }
                : storeOf(eu, shared),
            endpoint: Endpoint.loadBalancer({ address: later.address(address) }),
            replicas: known.count('replicas'),
            deletionProtection: known.flag('deletionProtection'),
          });
          for (const pool of pools) poolOf(tenant, pool);
          return eu.fleet;
        },
      });
      if (!(part instanceof TenantResources)) throw new Error(`${name} is no tenant.`);
      return { part, pools };
    });
    const tenant = made.apply(({ part }) => part);
    this.workerDocuments = made.apply(({ part, pools }) =>
      output(Object.fromEntries(pools.map((pool) => [pool.name, part.pool(pool.name).userDataText]))),
    );
    this.kubeconfig = secret(tenant.apply(({ kubeconfig }) => kubeconfig));
    this.certificateAuthority = secret(tenant.apply(({ certificateAuthority }) => certificateAuthority));
    this.endpoint = tenant.apply(({ endpoint }) => endpoint);
    const { kubeconfig, certificateAuthority, endpoint, workerDocuments } = this;
    this.registerOutputs({ kubeconfig, certificateAuthority, endpoint, workerDocuments });
  }
}
