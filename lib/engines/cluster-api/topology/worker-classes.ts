import type { JsonObject } from '../../../kubernetes';
import { API } from '../api';
import type { ControlPlaneProvider, TopologyVariable } from '../provider';
import { K0S_WORKER_VARIABLES } from '../workers/k0s-variables';
import { KUBEADM_WORKER_FIXED, KUBEADM_WORKER_VARIABLES } from '../workers/kubeadm-variables';
import type { ClassTemplate } from './templates';

/** Template of what sets the workers of a control plane up: one for all pools, which differ in their variables. */
export function workerTemplate({ workers }: Pick<ControlPlaneProvider, 'workers'>): ClassTemplate {
  return workers.k0s.support === 'native'
    ? template('K0sWorkerConfigTemplate', {}, K0S_WORKER_VARIABLES)
    : template('KubeadmConfigTemplate', KUBEADM_WORKER_FIXED, KUBEADM_WORKER_VARIABLES);
}

function template(kind: string, spec: JsonObject, variables: readonly TopologyVariable[]): ClassTemplate {
  return { apiVersion: API.bootstrap, kind, spec, annotations: {}, variables };
}
