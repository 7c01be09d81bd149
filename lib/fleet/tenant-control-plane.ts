import { Construct } from 'constructs';
import { clusterSeenBy } from '../engines';
import type { CapabilityTable, Engine, RenderContext } from '../engines';
import { INPUT_PROBLEMS } from '../findings';
import type { Finding, FindingCode } from '../findings';
import type {
  AcknowledgementModel,
  ImportedTenantModel,
  LoadBalancerKind,
  TenantModel,
  WorkerPoolModel,
} from '../model';
import { guardId } from './construct-guard';
import { REGISTRY } from './defaults';
import type { PoolTenant } from './describe/pool-tenant';
import { describing } from './describing';
import type { Fleet } from './fleet';
import { ManagementCluster } from './management-cluster';
import { ObjectsChart } from './objects-chart';
import { acknowledgement } from './parts';
import type { PoolPart } from './parts';
import { peek } from './peek';
import type { TenantControlPlaneProps, TenantPropsFor } from './props/tenant-props';
import { propsProblems } from './shapes/props-problems';
import { HOLDS_POOLS } from './tenant-reference';
import type { ITenantControlPlane, TenantControlPlaneAttributes } from './tenant-reference';

const MARK = Symbol.for('colonnade.TenantControlPlane');

/**
 * A hosted control plane: API servers, controller manager and scheduler as pods in the management cluster.
 *
 * @example
 * const team = new TenantControlPlane(eu, 'team-a', {
 *   version: '1.35.4',
 *   store,
 *   endpoint: Endpoint.loadBalancer({ address: '203.0.113.10' }),
 * });
 */
export class TenantControlPlane<
  L extends LoadBalancerKind = LoadBalancerKind,
  T extends CapabilityTable = CapabilityTable,
  Own extends CapabilityTable = T,
>
  extends ObjectsChart
  implements ITenantControlPlane
{
  /** Whether a value is a tenant control plane that was made here, from whichever copy of the package. */
  public static isTenantControlPlane(value: unknown): value is TenantControlPlane {
    return typeof value === 'object' && value !== null && MARK in value;
  }

  /** A tenant control plane that exists already, so that worker pools can be declared for it. Nothing is rendered for it. */
  public static fromTenantControlPlane(
    scope: ManagementCluster,
    id: string,
    attributes: TenantControlPlaneAttributes,
  ): ITenantControlPlane {
    return new ImportedTenantControlPlane(scope, id, attributes);
  }

  public readonly tenantName: string;
  public readonly version: string;
  /** Namespace in the management cluster. */
  public readonly tenantNamespace: string;
  /** @internal */
  public readonly kind = 'tenant';
  /** @internal */
  public readonly problems: readonly Finding[];
  /** @internal */
  public readonly acknowledgements: AcknowledgementModel[] = [];
  /** @internal */
  public readonly pools: PoolPart[] = [];
  /** @internal */
  public readonly fleet: Fleet;
  private readonly props: TenantControlPlaneProps;

  /**
   * @param cluster - the management cluster
   * @param id - name of the tenant: an RFC 1035 label of at most 40 characters
   * @throws CLN0004, CLN0005, CLN0006; other problems of the input are reported with everything else at synthesis
   */
  public constructor(
    private readonly cluster: ManagementCluster<L, T>,
    id: string,
    props: TenantPropsFor<NoInfer<L>, Own>,
  ) {
    const name = guardId(
      'TenantControlPlane',
      cluster,
      id,
      ManagementCluster.isManagementCluster,
      'a ManagementCluster',
    );
    super(cluster, name, () => this.engine.renderTenant(cluster.fleet.tenantModel(this.node.path), this.context));
    Object.defineProperty(this, MARK, { value: true });
    Object.defineProperty(this, HOLDS_POOLS, { value: true });
    this.props = props as TenantControlPlaneProps;
    this.fleet = cluster.fleet;
    this.tenantName = name;
    this.version = peek(this.props, 'version');
    const namespace = peek(this.props, 'namespace');
    this.tenantNamespace = typeof namespace === 'string' ? namespace : `tenant-${name}`;
    this.problems = [
      ...propsProblems('tenantControlPlane', props, this.node.path),
      ...foreignStore(peek(this.props, 'store'), cluster, this.node.path),
    ];
    cluster.addTenant(this);
  }

  /** Accepts a warning for this tenant and its worker pools. @throws CLN0001 for what is no code or no reason */
  public acknowledge(code: FindingCode, reason: string): void {
    this.acknowledgements.push(acknowledgement(this.node, code, reason));
    this.fleet.changed();
  }

  /** @internal */
  public get chart(): this {
    return this;
  }

  /** @internal */
  public get engine(): Engine {
    return engineOf(this.props, this.cluster);
  }

  /** What the engine of this tenant sees besides the tenant. @internal */
  public get context(): RenderContext {
    const cluster = this.fleet.clusterModel(this.cluster.node.path);
    return { cluster: clusterSeenBy(this.engine.reference, cluster) };
  }

  /** @internal */
  public addPool(pool: PoolPart): void {
    this.pools.push(pool);
    this.fleet.changed();
  }

  /** @internal */
  public describe(): TenantModel | undefined {
    // Without a usable management cluster there is no host to take defaults from.
    if (this.problems.length > 0 || this.cluster.problems.length > 0) return undefined;
    const tenant = describing().describeTenant(this.props, {
      name: this.tenantName,
      path: this.node.path,
      host: this.cluster.host,
      engine: this.cluster.engine.reference,
    });
    if (this.pools.length === 0) return tenant;
    const { name, version, network, addons, images } = tenant;
    const workerPools = describePools(this.pools, {
      name,
      version,
      network,
      kubeProxy: addons.kubeProxy?.mode ?? null,
      imagesRegistry: images.registry,
      workers: this.engine.workers,
    });
    return { ...tenant, workerPools };
  }
}

class ImportedTenantControlPlane extends Construct implements ITenantControlPlane {
  public readonly tenantName: string;
  public readonly version: string;
  public readonly kind = 'imported';
  public readonly problems: readonly Finding[];
  public readonly acknowledgements: readonly AcknowledgementModel[] = [];
  public readonly pools: PoolPart[] = [];
  public readonly fleet: Fleet;

  public constructor(
    scope: ManagementCluster,
    id: string,
    private readonly attributes: TenantControlPlaneAttributes,
  ) {
    super(
      scope,
      guardId('TenantControlPlane', scope, id, ManagementCluster.isManagementCluster, 'a ManagementCluster'),
    );
    Object.defineProperty(this, HOLDS_POOLS, { value: true });
    this.fleet = scope.fleet;
    this.tenantName = this.node.id;
    this.version = peek(attributes, 'version');
    this.problems = propsProblems('importedTenant', attributes, this.node.path);
    scope.addTenant(this);
  }

  public addPool(pool: PoolPart): void {
    this.pools.push(pool);
    this.fleet.changed();
  }

  public describe(): ImportedTenantModel | undefined {
    if (this.problems.length > 0) return undefined;
    const { version, endpoint } = this.attributes;
    const name = this.tenantName;
    const unknown = { network: null, kubeProxy: null, imagesRegistry: REGISTRY, workers: null };
    return {
      name,
      path: this.node.path,
      version,
      endpoint,
      workerPools: describePools(this.pools, { name, version, ...unknown }),
    };
  }
}

function describePools(pools: readonly PoolPart[], tenant: PoolTenant): readonly WorkerPoolModel[] {
  const models = pools.map((pool) => pool.describe(tenant)).filter((model) => model !== undefined);
  return models.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function engineOf(props: TenantControlPlaneProps, cluster: { readonly engine: Engine }): Engine {
  return props.engine ?? cluster.engine;
}

/** A store of another management cluster is out of reach. */
function foreignStore(store: unknown, cluster: Construct, path: string): Finding[] {
  if (!Construct.isConstruct(store) || store.node.scope === cluster) return [];
  return [
    {
      code: INPUT_PROBLEMS.foreignReference.code,
      severity: 'error',
      path,
      property: 'store',
      message: `the store ${store.node.path} is not in the management cluster ${cluster.node.path}.`,
      fix: `make an EtcdStore in ${cluster.node.path} and use that.`,
    },
  ];
}
