import { parseQuantity, wholeUnits } from '../../../kubernetes';
import type { Rule } from '../../../model';
import { poolProgram } from '../../programs';
import { eachPool } from '../../walk';

/** What kubeadm asks of control-plane machines, in bytes; its documentation asks 2 GB of all. `ControlPlaneMem` in `cmd/kubeadm/app/constants`. */
const LITTLE_BYTES = 1_700_000_000n;
/** Below this another finding says that it does not work at all. */
const TOO_LITTLE_BYTES = 700n * 1024n ** 2n;

/** CLN1503 */
export const littleMemory: Rule = {
  code: 'CLN1503',
  severity: 'warning',
  title: 'machines that leave little memory for pods',
  explanation:
    'kubeadm asks for 2 GB of memory: less leaves hardly any room for pods beside kubelet, container runtime, network plugin and the tunnel’s agent. Unlike on control planes its preflight checks do not look at joining machines, so nothing says so there. See https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/install-kubeadm/#before-you-begin.',
  wrong: poolProgram('', "Machines.existing({ capacity: { cpu: '1', memory: '1Gi' } })"),
  right: poolProgram('', "Machines.existing({ capacity: { cpu: '2', memory: '2Gi' } })"),
  check(fleet, report) {
    eachPool(fleet, ({ path, machines: { capacity }, bootstrap: { kind } }) => {
      const memory = parseQuantity(capacity?.memory);
      if (kind === 'k0s' || !memory.ok) return;
      const bytes = wholeUnits(memory.value);
      if (bytes >= LITTLE_BYTES || bytes < TOO_LITTLE_BYTES) return;
      report({
        path,
        property: 'machines.capacity.memory',
        message: `${memory.value.text} of memory leave little for pods.`,
        fix: 'machines with 2Gi or more.',
      });
    });
  },
};
