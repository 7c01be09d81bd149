import { ROLE_LABEL, roleTaint } from '../../hosts';
import type { MachineRole, SiteMachine } from '../../hosts/bare-metal';
import type { WorkerMachine } from '../../installers/kubeadm';

/** A machine of a role as installers take it: labelled, tainted and in its zone. */
export function workerMachine({ name, address, role = 'general', zone }: SiteMachine): WorkerMachine {
  return {
    name,
    address,
    labels: {
      ...(zone !== undefined && { 'topology.kubernetes.io/zone': zone }),
      ...(isWorker(role) && { [ROLE_LABEL]: role }),
    },
    taints: isWorker(role) && role !== 'general' ? [roleTaint(role)] : [],
  };
}

function isWorker(role: MachineRole): role is Exclude<MachineRole, 'controller'> {
  return role !== 'controller';
}
