import { ComponentResource, log } from '@pulumi/pulumi';
import type { ComponentResourceOptions, ProviderResource } from '@pulumi/pulumi';
import { ObjectsProvider } from './coarse/objects-provider';
import { ColonnadeError, PULUMI_PROBLEMS, formatFinding, nearest } from '../findings';
import type { Fleet } from '../fleet';
import type { FleetModel } from '../model';
import { planFleetOf } from './fleet-plan';
import type { FleetBuilder, FleetPlan } from './fleet-plan';
import { GroupResources } from './group-resources';
import type { Registry } from './group-resources';
import type { PlannedCluster } from './plan';
import type { FleetPart } from './plan-cluster';
import { FLEET_TYPE } from './reported';
import { TenantResources } from './tenant-resources';

/** How a fleet becomes resources. */
export interface PulumiFleetArgs {
  /**
   * The Kubernetes provider of the management cluster, for fleets with one. {@link managementProvider} makes one with fitting settings.
   *
   * @default - the provider that the program has by default, which takes the kubeconfig of whoever runs it
   */
  readonly provider?: ProviderResource;
  /** The Kubernetes provider of each management cluster, by its name. @default - `provider` */
  readonly providers?: Readonly<Record<string, ProviderResource>>;
  /** Names of the management clusters that this program deploys to. @default - all of the fleet */
  readonly clusters?: readonly string[];
  /**
   * What of these management clusters this program deploys: `shared`, what they need once and their datastores, or tenants by name. The
   * rest of the fleet is checked, and belongs to other stacks; tenants need what is shared to be there. See {@link deployStacks}.
   *
   * @default - everything
   */
  readonly only?: FleetPart;
  /** Whether `up` waits until tenants are ready, as their engine defines it. @default true */
  readonly waits?: boolean;
  /** Longest wait for one object to become ready, in seconds. @default 900 */
  readonly timeoutSeconds?: number;
  /**
   * What is one resource: each rendered object, or all objects of a tenant (of a datastore, of what a management cluster needs once), for
   * fleets with more objects than the engine likes to have. `tenant` takes providers that {@link objectsProvider} makes (CLN9080).
   *
   * @default 'object'
   */
  readonly grain?: 'object' | 'tenant';
  /**
   * What Pulumi does with objects whose tenant or datastore has `deletionProtection`: `protect` refuses to delete them, `retain` leaves
   * them in the cluster and forgets them, `none` leaves it to the cluster, which refuses as well.
   *
   * @default 'protect'
   */
  readonly protection?: 'protect' | 'retain' | 'none';
}

/**
 * A fleet inside of a Pulumi program: one resource for each rendered object, below a component for each management cluster, datastore
 * and tenant. Names of resources do not change with the content of objects, nor with the order of the program.
 *
 * @example
 * const fleet = new PulumiFleet('acme', { provider }, (app, later) => {
 *   const acme = new Fleet(app, 'acme');
 *   // ... as in any other program; `later.address(eip.publicIp)` where a value comes from a resource
 *   return acme;
 * });
 * export const teamA = fleet.tenant('team-a').kubeconfig;
 */
export class PulumiFleet extends ComponentResource {
  /** The fleet as data. Values that are known later are not in it; something stands for each of them. */
  public readonly model: FleetModel;
  /** Components of the datastores and of what management clusters need once, by construct path, for example `acme/eu-1/shared`. */
  public readonly groups: ReadonlyMap<string, GroupResources>;

  private readonly tenants: ReadonlyMap<string, TenantResources>;

  /**
   * @param name - of the component; names of all resources begin with it
   * @param build - makes the fleet. It is called several times where values are known later, so it makes constructs and nothing else
   * @throws ColonnadeError with all errors of the fleet; CLN9071 where a management cluster has no provider of its own; CLN9072 where
   * `only` names a tenant that is not there
   */
  public constructor(name: string, args: PulumiFleetArgs, build: FleetBuilder, options: ComponentResourceOptions = {}) {
    const plan = planFleetOf(build, { waits: args.waits ?? true, clusters: args.clusters, only: args.only });
    super(FLEET_TYPE, name, { findings: plan.reported }, options);
    for (const warning of plan.warnings) void log.warn(formatFinding(warning), this);
    refuseUnknownTenants(plan, args);
    refuseSharedProvider(plan, args);
    refuseOtherProvider(plan, args);
    this.model = plan.model;
    const clusters = plan.clusters.map((cluster) => clusterResources(this, name, cluster, plan, args));
    this.groups = new Map(clusters.flatMap(({ groups }) => groups));
    this.tenants = new Map(clusters.flatMap(({ tenants }) => tenants));
    this.registerOutputs({});
  }

  /**
   * A tenant, by its name, or by `<management cluster>/<name>` where several management clusters have one of that name.
   *
   * @throws CLN9072
   */
  public tenant(name: string): TenantResources {
    const found = [...this.tenants].filter(([path]) => path === name || path.endsWith(`/${name}`));
    const [only] = found;
    if (only !== undefined && found.length === 1) return only[1];
    const names = [...this.tenants.keys()];
    if (found.length === 0) throw noSuchTenant(this.model, '', name, names);
    throw ColonnadeError.of({
      code: PULUMI_PROBLEMS.noSuchTenant.code,
      path: this.model.path,
      property: '',
      message: `several tenants are called ${JSON.stringify(name)}.`,
      fix: `choose one of ${names.join(', ')}.`,
    });
  }
}

/** A fleet that has been built already, in which no value is known later. */
export function deploy(fleet: Fleet, args: PulumiFleetArgs = {}, options: ComponentResourceOptions = {}): PulumiFleet {
  return new PulumiFleet(fleet.node.id, args, () => fleet, options);
}

interface ClusterResources {
  readonly groups: readonly (readonly [path: string, group: GroupResources])[];
  readonly tenants: readonly (readonly [name: string, tenant: TenantResources])[];
}

function clusterResources(
  parent: PulumiFleet,
  name: string,
  cluster: PlannedCluster,
  plan: FleetPlan,
  args: PulumiFleetArgs,
): ClusterResources {
  const provider = args.providers?.[cluster.name] ?? args.provider;
  const component = new ComponentResource(
    'colonnade:index:ManagementCluster',
    `${name}/${cluster.name}`,
    {},
    { parent, ...(provider && { providers: [provider] }) },
  );
  const registry: Registry = {
    plan,
    resources: new Map(),
    grain: args.grain ?? 'object',
    provider,
    timeoutSeconds: args.timeoutSeconds ?? 900,
    protection: args.protection ?? 'protect',
  };
  const groups: ClusterResources['groups'][number][] = [];
  const tenants: ClusterResources['tenants'][number][] = [];
  for (const group of cluster.groups) {
    const groupName = `${name}/${cluster.name}/${group.name}`;
    if (group.tenant === undefined) {
      groups.push([group.path, new GroupResources(TYPES[group.kind], groupName, group, registry, component)]);
    } else {
      const { model, outputs } = group.tenant;
      tenants.push([
        `${cluster.name}/${group.name}`,
        new TenantResources(groupName, group, { model, outputs, registry, parent: component }),
      ]);
    }
  }
  return { groups, tenants };
}

const TYPES = {
  'management-cluster': 'colonnade:index:ClusterObjects',
  store: 'colonnade:index:EtcdStore',
  tenant: 'colonnade:index:TenantControlPlane',
} as const;

/** @param names - what there is: `<management cluster>/<tenant>` */
function noSuchTenant(model: FleetModel, property: string, name: string, names: readonly string[]): ColonnadeError {
  const guess = nearest(name, [...names, ...names.map((path) => path.slice(path.indexOf('/') + 1))]);
  return ColonnadeError.of({
    code: PULUMI_PROBLEMS.noSuchTenant.code,
    path: model.path,
    property,
    message: `no tenant is called ${JSON.stringify(name)}.`,
    fix: guess === undefined ? `choose one of ${names.join(', ')}.` : `write '${guess}'.`,
  });
}

function refuseUnknownTenants({ model, clusters }: FleetPlan, { only }: PulumiFleetArgs): void {
  if (only === undefined || only === 'shared') return;
  const planned = new Set(clusters.flatMap(({ groups }) => groups.map(({ name }) => name)));
  const unknown = only.find((name) => !planned.has(name));
  if (unknown === undefined) return;
  const deployed = model.managementClusters.filter(({ name }) => clusters.some((cluster) => cluster.name === name));
  const names = deployed.flatMap((cluster) => cluster.tenants.map((tenant) => `${cluster.name}/${tenant.name}`));
  throw noSuchTenant(model, 'only', unknown, names);
}

function refuseSharedProvider({ model, clusters }: FleetPlan, { provider, providers }: PulumiFleetArgs): void {
  const lacking = clusters.filter(({ name }) => providers?.[name] === undefined).map(({ name }) => name);
  const isClear =
    providers === undefined
      ? clusters.length <= 1
      : lacking.length === 0 || (clusters.length === 1 && provider !== undefined);
  if (isClear) return;
  throw ColonnadeError.of({
    code: PULUMI_PROBLEMS.providers.code,
    path: model.path,
    property: 'providers',
    message: `${lacking.join(', ')}: no provider of its own.`,
    fix: `providers: { ${lacking.map((name) => `${JSON.stringify(name)}: ...`).join(', ')} }.`,
  });
}

/** Each grain has resources of another package, whose providers say nothing to those of the other one. */
function refuseOtherProvider(
  { model, clusters }: FleetPlan,
  { grain = 'object', provider, providers }: PulumiFleetArgs,
): void {
  for (const { name } of clusters) {
    const own = providers?.[name] ?? provider;
    if (own === undefined || ObjectsProvider.isObjectsProvider(own) === (grain === 'tenant')) continue;
    throw ColonnadeError.of({
      code: PULUMI_PROBLEMS.providerOfGrain.code,
      path: model.path,
      property: providers?.[name] === undefined ? 'provider' : `providers.${name}`,
      message: `it is not one of grain: '${grain}'.`,
      fix:
        grain === 'tenant'
          ? 'make it with objectsProvider().'
          : "make it with managementProvider(); or grain: 'tenant'.",
    });
  }
}
