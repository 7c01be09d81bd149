import { Construct } from 'constructs';
import { clusterSeenBy } from '../engines';
import type { Engine } from '../engines';
import type { Finding, FindingCode } from '../findings';
import type { AcknowledgementModel, EtcdStoreModel } from '../model';
import { guardId } from './construct-guard';
import { describing } from './describing';
import { ManagementCluster } from './management-cluster';
import { ObjectsChart } from './objects-chart';
import { acknowledgement } from './parts';
import type { StorePart } from './parts';
import { peek } from './peek';
import type { EtcdClusterProps, EtcdStoreProps, ExternalEtcdProps } from './props/etcd-props';
import { propsProblems } from './shapes/props-problems';
import type { DedicatedStore, IEtcdStore } from './store-reference';

const MARK = Symbol.for('colonnade.EtcdStore');

/**
 * An etcd cluster in the management cluster that several tenants share, each with a user and a prefix of its own.
 *
 * @example
 * const store = new EtcdStore(eu, 'shared', { members: 3, volume: '16Gi' });
 */
export class EtcdStore extends ObjectsChart implements IEtcdStore {
  /** Whether a value is a store that was made here, from whichever copy of the package. */
  public static isEtcdStore(value: unknown): value is EtcdStore {
    return typeof value === 'object' && value !== null && MARK in value;
  }

  /** An etcd cluster of a tenant's own, in the tenant's namespace. @example EtcdStore.dedicated({ members: 3, volume: '8Gi' }) */
  public static dedicated(props: EtcdClusterProps): DedicatedStore {
    return { ...props, kind: 'dedicated' };
  }

  /** An etcd that exists already. Nothing is rendered for it; tenants' users and roles there are yours to make. */
  public static fromEndpoints(scope: ManagementCluster, id: string, props: ExternalEtcdProps): IEtcdStore {
    return new ImportedEtcdStore(scope, id, props);
  }

  public readonly storeName: string;
  /** Namespace of the etcd cluster. */
  public readonly storeNamespace: string;
  /** @internal */
  public readonly problems: readonly Finding[];
  /** @internal */
  public readonly acknowledgements: AcknowledgementModel[] = [];

  private readonly cluster: ManagementCluster;

  /**
   * @param scope - the management cluster
   * @param id - name of the store: an RFC 1035 label of at most 40 characters
   * @throws CLN0004, CLN0005, CLN0006; other problems of the input are reported with everything else at synthesis
   */
  public constructor(
    scope: ManagementCluster,
    id: string,
    private readonly props: EtcdStoreProps,
  ) {
    const name = guardId('EtcdStore', scope, id, ManagementCluster.isManagementCluster, 'a ManagementCluster');
    super(scope, name, () =>
      this.engine.renderStore(scope.fleet.storeModel(this.node.path), {
        cluster: clusterSeenBy(this.engine.reference, scope.fleet.clusterModel(scope.node.path)),
      }),
    );
    Object.defineProperty(this, MARK, { value: true });
    this.cluster = scope;
    this.storeName = name;
    const namespace = peek(props, 'namespace');
    this.storeNamespace = typeof namespace === 'string' ? namespace : `etcd-${name}`;
    this.problems = propsProblems('etcdStore', props, this.node.path);
    scope.addStore(this);
  }

  /** Accepts a warning for this store. @throws CLN0001 for what is no code or no reason */
  public acknowledge(code: FindingCode, reason: string): void {
    this.acknowledgements.push(acknowledgement(this.node, code, reason));
    this.cluster.fleet.changed();
  }

  /** @internal */
  public get chart(): this {
    return this;
  }

  /** @internal */
  public get engine(): Engine {
    return this.props.engine ?? this.cluster.engine;
  }

  /** @internal */
  public describe(): EtcdStoreModel | undefined {
    // Without a usable management cluster there is no host to take defaults from.
    return this.problems.length > 0 || this.cluster.problems.length > 0
      ? undefined
      : describing().describeEtcdStore(this.storeName, this.node.path, this.props, this.cluster);
  }
}

class ImportedEtcdStore extends Construct implements IEtcdStore, StorePart {
  public readonly storeName: string;
  public readonly problems: readonly Finding[];
  public readonly acknowledgements: readonly AcknowledgementModel[] = [];
  public readonly chart = undefined;
  public readonly engine = undefined;

  public constructor(
    scope: ManagementCluster,
    id: string,
    private readonly props: ExternalEtcdProps,
  ) {
    super(scope, guardId('EtcdStore', scope, id, ManagementCluster.isManagementCluster, 'a ManagementCluster'));
    this.storeName = this.node.id;
    this.problems = propsProblems('externalEtcd', props, this.node.path);
    scope.addStore(this);
  }

  public describe(): EtcdStoreModel | undefined {
    if (this.problems.length > 0) return undefined;
    return describing().describeExternalEtcd(this.storeName, this.node.path, this.props);
  }
}
