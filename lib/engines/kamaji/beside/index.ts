import type { KubernetesObject } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import type { RenderContext } from '../../engine';
import { TENANT } from '../../native/names';
import { metadataFor, tenantOwner } from '../../native/objects';
import type { Owner } from '../../native/objects';
import { disruptionBudget } from '../../native/tenant/workload';
import { KAMAJI_API } from '../names';
import { optionsOf } from '../options';
import type { KamajiOptions } from '../options';
import { alertRules } from './alerts';
import { controlPlanePolicies } from './network-policies';

/** What Kamaji does not make for a control plane and this engine puts beside it; all of it can exist before the pods do. */
export function guards(tenant: TenantModel, context: RenderContext): KubernetesObject[] {
  const owner = tenantOwner(tenant, context.cluster);
  return [...controlPlanePolicies(tenant, owner, context), disruptionBudget(owner, TENANT.apiServer)];
}

/** The autoscaler and the alerts that were asked for. */
export function companions(tenant: TenantModel, context: RenderContext): KubernetesObject[] {
  const owner = tenantOwner(tenant, context.cluster);
  const { autoscaling, alerts } = optionsOf(tenant.engine);
  return [
    ...(autoscaling ? [autoscaler(tenant.name, owner, autoscaling)] : []),
    ...(alerts === true ? [alertRules(tenant, owner)] : []),
  ];
}

/** The CRD has a scale subresource, so an autoscaler can be pointed at it. */
function autoscaler(
  name: string,
  owner: Owner,
  { minReplicas, maxReplicas, cpuUtilizationPercent = 80 }: NonNullable<KamajiOptions['autoscaling']>,
): KubernetesObject {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: metadataFor(owner, TENANT.apiServer, TENANT.apiServer),
    spec: {
      scaleTargetRef: { apiVersion: KAMAJI_API, kind: 'TenantControlPlane', name },
      minReplicas,
      maxReplicas,
      metrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: cpuUtilizationPercent } },
        },
      ],
    },
  };
}
