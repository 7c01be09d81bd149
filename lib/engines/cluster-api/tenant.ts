import type { JsonObject, KubernetesObject } from '../../kubernetes';
import type { TenantModel } from '../../model';
import type { RenderContext } from '../engine';
import { metadataFor, tenantOwner } from '../native/objects';
import type { Owner } from '../native/objects';
import { API, referenceTo, withoutEmpty } from './api';
import { apiPort } from './endpoint';
import { guards, tenantNamespace } from './guards';
import { MANAGED_BY } from './infrastructure';
import { CLUSTER_LABEL, clusterName } from './names';
import type { ClusterApiOptions } from './options';
import { clusterResourceSet } from './resource-sets';
import { clusterClass, clusterTopology, placeOfClass } from './topology';
import type { TopologyOptions } from './topology';
import { renderPools } from './workers/pools';
import { machineTemplate } from './workers/templates';
import type { RenderedTemplate } from './workers/templates';

/** `app.kubernetes.io/name` of a Cluster and what there is once for it. */
const COMPONENT = 'cluster';

/** The objects of a tenant, in the order in which they wait for each other. */
export function clusterObjects(
  tenant: TenantModel,
  context: RenderContext,
  options: ClusterApiOptions,
): readonly KubernetesObject[] {
  const owner = tenantOwner(tenant, context.cluster);
  const { controlPlane, resources } = options;
  return [
    tenantNamespace(owner),
    ...guards(tenant, owner, controlPlane),
    ...controlPlane.beside(tenant, context),
    ...(options.topology === undefined
      ? ownObjects(tenant, owner, options)
      : topologyObjects(tenant, context, options, options.topology)),
    ...(resources === undefined ? [] : [clusterResourceSet(tenant, owner, resources)]),
  ];
}

function ownObjects(tenant: TenantModel, owner: Owner, options: ClusterApiOptions): readonly KubernetesObject[] {
  const { controlPlane, infrastructure } = options;
  const name = clusterName(tenant);
  const machines = controlPlaneMachines(tenant, options);
  const { spec, managedBy, annotations } = infrastructure.infraCluster(tenant, controlPlane);
  return [
    {
      ...infrastructure.cluster,
      metadata: metadataFor(owner, name, COMPONENT, {
        annotations: { ...annotations, ...(managedBy !== null && { [MANAGED_BY]: managedBy }) },
      }),
      spec,
    },
    ...templateObjects(owner, machines),
    {
      ...controlPlane.object,
      metadata: metadataFor(controlPlane.labelsAreFrozen ? { ...owner, labels: {} } : owner, name, COMPONENT, {
        labels: { [CLUSTER_LABEL]: name },
      }),
      spec: controlPlane.spec(tenant, machines?.template ?? null),
    },
    cluster(tenant, owner, {
      controlPlaneRef: referenceTo(controlPlane.object, name),
      infrastructureRef: referenceTo(infrastructure.cluster, name),
    }),
    ...renderPools(tenant, owner, infrastructure),
  ];
}

/** A Cluster whose class the topology controller makes the other objects from. */
function topologyObjects(
  tenant: TenantModel,
  context: RenderContext,
  options: ClusterApiOptions,
  topology: TopologyOptions,
): readonly KubernetesObject[] {
  const owner = tenantOwner(tenant, context.cluster);
  const { reference, isShared } = placeOfClass(tenant, context.cluster, topology);
  return [
    ...(isShared ? [] : clusterClass(owner, options, reference)),
    cluster(tenant, owner, { topology: clusterTopology(tenant, owner, options, reference) }),
  ];
}

function cluster(tenant: TenantModel, owner: Owner, how: JsonObject): KubernetesObject {
  const { network } = tenant;
  const name = clusterName(tenant);
  return {
    apiVersion: API.core,
    kind: 'Cluster',
    metadata: metadataFor(owner, name, COMPONENT, { labels: { [CLUSTER_LABEL]: name } }),
    spec: withoutEmpty({
      clusterNetwork: {
        apiServerPort: apiPort(tenant),
        pods: { cidrBlocks: [...network.podCidrs] },
        services: { cidrBlocks: [...network.serviceCidrs] },
        serviceDomain: network.clusterDomain,
      },
      ...how,
    }),
  };
}

function controlPlaneMachines(
  tenant: TenantModel,
  { controlPlane, infrastructure }: ClusterApiOptions,
): RenderedTemplate | null {
  const name = controlPlane.options['machines'];
  if (controlPlane.hosted || typeof name !== 'string') return null;
  return machineTemplate(
    { ...infrastructure.machineTemplate, name },
    `${clusterName(tenant)}-control-plane`,
    infrastructure,
  );
}

function templateObjects(owner: Owner, rendered: RenderedTemplate | null): readonly KubernetesObject[] {
  if (rendered === null || rendered.spec === null) return [];
  const { apiVersion, kind, name } = rendered.template;
  return [{ apiVersion, kind, metadata: metadataFor(owner, name, COMPONENT), spec: rendered.spec }];
}
