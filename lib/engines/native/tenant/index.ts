import type { KubernetesObject } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import type { RenderContext } from '../../engine';
import { TENANT } from '../names';
import { tenantOwner } from '../objects';
import { apiServerDeployment } from './api-server';
import { apiServerConfigMap, apiServerConfiguration } from './api-server-config';
import { controllerManagerDeployment, schedulerDeployment } from './controllers';
import { kubeconfigConfigMap, kubeconfigDocuments } from './kubeconfigs';
import { networkPolicies } from './network-policies';
import { resourceQuota } from './quota';
import { apiServerService } from './service';
import { disruptionBudget, serviceAccount } from './workload';

/** Components of a control plane, in the order in which they are rendered. */
const COMPONENTS = [TENANT.apiServer, TENANT.controllerManager, TENANT.scheduler] as const;

/**
 * API servers, controller managers and schedulers of a tenant, with all that they need besides certificates. What others wait for
 * comes first, the Deployments last: a pod that starts before its Secrets exist waits longer than they take.
 */
export function renderControlPlane(tenant: TenantModel, context: RenderContext): KubernetesObject[] {
  const owner = tenantOwner(tenant, context.cluster);
  const configuration = apiServerConfiguration(tenant);
  const kubeconfigs = kubeconfigDocuments(tenant, context);
  return [
    resourceQuota(tenant, owner),
    ...networkPolicies(tenant, owner, context),
    ...COMPONENTS.map((name) => serviceAccount(owner, name)),
    apiServerConfigMap(owner, configuration.documents),
    kubeconfigConfigMap(owner, kubeconfigs),
    apiServerService(tenant, owner, context),
    ...COMPONENTS.map((name) => disruptionBudget(owner, name)),
    apiServerDeployment(tenant, owner, context, configuration),
    controllerManagerDeployment(tenant, owner, kubeconfigs),
    schedulerDeployment(tenant, owner, kubeconfigs),
  ];
}

export { kubernetesServiceEndpoints } from './kubernetes-service';
