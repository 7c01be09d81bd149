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

const CONTROLLERS = [TENANT.controllerManager, TENANT.scheduler] as const;

/** A control plane without its certificates, in the parts that are rendered one after the other. */
export interface ControlPlaneObjects {
  /** What limits the namespace. */
  readonly guards: readonly KubernetesObject[];
  /** The API servers and what they read; the Deployment is last. */
  readonly apiServer: readonly KubernetesObject[];
  /** What waits for the API servers. */
  readonly controllers: readonly KubernetesObject[];
}

/** API servers, controller managers and schedulers of a tenant, with all that they need besides certificates. */
export function renderControlPlane(tenant: TenantModel, context: RenderContext): ControlPlaneObjects {
  const owner = tenantOwner(tenant, context.cluster);
  const configuration = apiServerConfiguration(tenant);
  const kubeconfigs = kubeconfigDocuments(tenant, context);
  return {
    guards: [resourceQuota(tenant, owner), ...networkPolicies(tenant, owner, context)],
    apiServer: [
      serviceAccount(owner, TENANT.apiServer),
      apiServerConfigMap(owner, configuration.documents),
      kubeconfigConfigMap(owner, kubeconfigs),
      apiServerService(tenant, owner, context),
      disruptionBudget(owner, TENANT.apiServer),
      apiServerDeployment(tenant, owner, context, configuration),
    ],
    controllers: [
      ...CONTROLLERS.map((name) => serviceAccount(owner, name)),
      ...CONTROLLERS.map((name) => disruptionBudget(owner, name)),
      controllerManagerDeployment(tenant, owner, kubeconfigs),
      schedulerDeployment(tenant, owner, kubeconfigs),
    ],
  };
}

export { kubernetesServiceEndpoints } from './kubernetes-service';
