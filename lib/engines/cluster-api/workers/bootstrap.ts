import { shared } from '../../../kubernetes';
import type { JsonObject } from '../../../kubernetes';
import type { WorkerPoolModel } from '../../../model';
import { isK0sPool, isKubeadmPool } from '../../../workers';
import { onceForEach } from '../../native/objects';
import { API, jsonOf } from '../api';
import type { Kind } from '../api';
import { k0sWorkerConfig } from './k0s-config';
import { configInput, kubeadmConfig } from './kubeadm-config';
import type { KubeadmConfigInput } from './kubeadm-config';

/** How the machines of a pool are set up. */
export interface Bootstrap {
  /** For machines of a MachineDeployment. */
  readonly template: Kind;
  /** For a MachinePool, whose machines share one. */
  readonly config: Kind;
  readonly spec: JsonObject;
}

/** `undefined`: machines of a kind that no provider here sets up. */
export function bootstrapOf(pool: WorkerPoolModel): Bootstrap | undefined {
  if (isKubeadmPool(pool)) return { ...KUBEADM_KINDS, spec: KUBEADM(configInput(pool)) };
  if (isK0sPool(pool)) return { ...K0S_KINDS, spec: k0sWorkerConfig(pool) };
  return undefined;
}

function kinds(kind: string): Pick<Bootstrap, 'template' | 'config'> {
  return {
    template: { apiVersion: API.bootstrap, kind: `${kind}Template` },
    config: { apiVersion: API.bootstrap, kind },
  };
}

const KUBEADM_KINDS = kinds('KubeadmConfig');
const K0S_KINDS = kinds('K0sWorkerConfig');

/** Pools of many tenants are set up alike. */
const KUBEADM = onceForEach((input: KubeadmConfigInput): JsonObject => shared(jsonOf(kubeadmConfig(input))));
