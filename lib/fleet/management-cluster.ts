import { Construct } from 'constructs';
import { clusterObjectsOf, enginesOnce, operatorsOf } from '../engines';
import type { CapabilityTable, Engine, EngineClash, Operator } from '../engines';
import { INPUT_PROBLEMS } from '../findings';
import type { Finding, FindingCode } from '../findings';
import type { KubernetesObject } from '../kubernetes';
import type { AcknowledgementModel, HostFacts, LoadBalancerKind, ManagementClusterModel } from '../model';
import { ObjectsChart } from './objects-chart';
import { guardId } from './construct-guard';
import { EMPTY } from './defaults';
import { copyOf, deepFreeze } from './describe/freeze';
import { describing } from './describing';
import { Fleet } from './fleet';
import { acknowledgement } from './parts';
import type { Part, RenderedChart, StorePart, TenantPart } from './parts';
import { peek } from './peek';
import type { ManagementClusterProps } from './props/management-cluster-props';
import { propsProblems } from './shapes/props-problems';

const MARK = Symbol.for('colonnade.ManagementCluster');

/**
 * A cluster that runs control planes as pods. `L` is what its host's balancers can do, `T` what its engine honours; both are inferred.
 *
 * @example
 * const eu = new ManagementCluster(fleet, 'eu-1', {
 *   version: '1.36.3',
 *   host: existing({ zones: ['a', 'b', 'c'], storageClass: 'fast-ssd', loadBalancer: 'static-ip' }),
 *   engine: native(),
 * });
 */
export class ManagementCluster<
  L extends LoadBalancerKind = LoadBalancerKind,
  T extends CapabilityTable = CapabilityTable,
> extends Construct {
  /** Whether a value is a management cluster, from whichever copy of the package. */
  public static isManagementCluster(value: unknown): value is ManagementCluster {
    return typeof value === 'object' && value !== null && MARK in value;
  }

  /**
   * A management cluster whose cluster-wide objects (priority classes, deletion protection) another program renders;
   * datastores and tenants can be added to it here as usual.
   */
  public static fromManagementCluster<L extends LoadBalancerKind, T extends CapabilityTable>(
    fleet: Fleet,
    id: string,
    props: ManagementClusterProps<L, T>,
  ): ManagementCluster<L, T> {
    const cluster = new ManagementCluster<L, T>(fleet, id, props);
    cluster.origin = 'imported';
    return cluster;
  }

  /** The engine that its tenants use unless they name their own. */
  public readonly engine: Engine<T>;
  /** Facts about the host it runs on. */
  public readonly host: HostFacts & { readonly loadBalancer: L };
  /** @internal */
  public readonly fleet: Fleet;
  /** @internal */
  public readonly problems: readonly Finding[];
  /** @internal */
  public readonly acknowledgements: AcknowledgementModel[] = [];

  private origin: 'managed' | 'imported' = 'managed';
  private readonly stores: StorePart[] = [];
  private readonly tenants: TenantPart[] = [];
  private readonly objects: ObjectsChart;

  /**
   * @param scope - the fleet
   * @param id - name of the cluster and of its output folder: an RFC 1035 label of at most 40 characters
   * @throws CLN0004, CLN0005, CLN0006; other problems of the input are reported with everything else at synthesis
   */
  public constructor(
    scope: Fleet,
    id: string,
    private readonly props: ManagementClusterProps<L, T>,
  ) {
    super(scope, guardId('ManagementCluster', scope, id, Fleet.isFleet, 'a Fleet'));
    Object.defineProperty(this, MARK, { value: true });
    this.fleet = scope;
    this.problems = problemsOf(props, this.node.path);
    this.engine = peek(props, 'engine');
    const facts = peek(peek(props, 'host'), 'facts');
    // A host of somebody else's may change its mind; facts are copied once, and their identity says that zones were defaulted.
    this.host = this.problems.length > 0 ? facts : deepFreeze(copyOf(facts));
    this.objects = new ObjectsChart(this, 'management-cluster', () =>
      this.origin === 'managed' ? this.objectsOnce : EMPTY,
    );
    scope.addCluster(this);
  }

  /** DNS suffix of the management cluster's Services. */
  public get clusterDomain(): string {
    return peek(this.props, 'network')?.clusterDomain ?? 'cluster.local';
  }

  /** Accepts a warning for this cluster and everything in it. @throws CLN0001 for what is no code or no reason */
  public acknowledge(code: FindingCode, reason: string): void {
    this.acknowledgements.push(acknowledgement(this.node, code, reason));
    this.fleet.changed();
  }

  /** @internal */
  public addStore(store: StorePart): void {
    this.stores.push(store);
    this.fleet.changed();
  }

  /** @internal */
  public addTenant(tenant: TenantPart): void {
    this.tenants.push(tenant);
    this.fleet.changed();
  }

  /** What has to run in this cluster for all the engines that it is used with, in the order of installation. */
  public get operators(): readonly Operator[] {
    return operatorsOf(this.enginesOnce, this.engines).items;
  }

  /** @internal */
  public get engines(): readonly Engine[] {
    const usable = ({ problems }: Part) => problems.length === 0;
    const tenants = this.tenants.filter((tenant) => tenant.kind === 'tenant').filter(usable);
    const stores = this.stores.filter(usable).flatMap(({ engine }) => (engine === undefined ? [] : [engine]));
    return [this.engine, ...stores, ...tenants.map(({ engine }) => engine)];
  }

  /** @internal */
  public get clashes(): readonly EngineClash[] {
    const engines = this.enginesOnce;
    if (engines.length < 2) return EMPTY;
    const { clashes } = operatorsOf(engines, EMPTY);
    if (this.origin === 'imported') return clashes;
    return [...clashes, ...clusterObjectsOf(engines, this.fleet.clusterModel(this.node.path)).clashes];
  }

  private get objectsOnce(): readonly KubernetesObject[] {
    const model = this.fleet.clusterModel(this.node.path);
    return [...(this.props.host.renderCluster?.(model) ?? EMPTY), ...clusterObjectsOf(this.enginesOnce, model).items];
  }

  private get enginesOnce(): readonly Engine[] {
    const [own = this.engine, ...others] = this.engines;
    return enginesOnce(own, others);
  }

  /** @internal */
  public get parts(): readonly Part[] {
    return [...this.stores, ...this.tenants.flatMap((tenant) => [tenant, ...tenant.pools])];
  }

  /** @internal */
  public get charts(): readonly RenderedChart[] {
    const own = this.origin === 'managed' ? [this.objects] : [];
    const stores = this.stores.flatMap(({ chart }) => (chart === undefined ? [] : [chart]));
    return [...own, ...stores, ...this.tenants.flatMap((tenant) => (tenant.kind === 'tenant' ? [tenant.chart] : []))];
  }

  /** @internal */
  public describe(): ManagementClusterModel | undefined {
    if (this.problems.length > 0) return undefined;
    const { version, engine, network, certManager, labels, annotations } = this.props;
    const { describeMap } = describing();
    return {
      name: this.node.id,
      path: this.node.path,
      version,
      origin: this.origin,
      host: this.host,
      engine: engine.reference,
      network: {
        podCidrs: [...(network?.podCidrs ?? EMPTY)],
        serviceCidrs: [...(network?.serviceCidrs ?? EMPTY)],
        nodeCidrs: [...(network?.nodeCidrs ?? EMPTY)],
        clusterDomain: this.clusterDomain,
        apiServerCidrs: [...(network?.apiServerCidrs ?? EMPTY)],
      },
      certManager: { namespace: certManager?.namespace ?? 'cert-manager' },
      labels: describeMap(labels),
      annotations: describeMap(annotations),
      stores: described(this.stores),
      tenants: described(this.tenants.filter((tenant) => tenant.kind === 'tenant')),
      importedTenants: described(this.tenants.filter((tenant) => tenant.kind === 'imported')),
    };
  }
}

/** Models of the parts whose input is usable, in the order of their names. */
function described<M extends { readonly name: string }>(parts: readonly { describe(): M | undefined }[]): readonly M[] {
  const models = parts.map((part) => part.describe()).filter((model) => model !== undefined);
  return models.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function problemsOf(props: unknown, path: string): Finding[] {
  const problems = propsProblems('managementCluster', props, path);
  if (problems.length > 0) return problems;
  const { host } = props as ManagementClusterProps;
  return propsProblems('hostFacts', host.facts, path).map((finding) => ({
    ...finding,
    code: finding.code === INPUT_PROBLEMS.missingProperty.code ? INPUT_PROBLEMS.wrongValue.code : finding.code,
    property: `host.${finding.property}`,
  }));
}
