import { parseQuantity, wholeUnits } from '../../../kubernetes';
import type { Rule } from '../../../model';
import { poolProgram } from '../../programs';
import { eachPool } from '../../walk';

/** What a machine needs beside what pods need; a k0s worker needs 0.5 GB. https://docs.k0sproject.io/stable/system-requirements/ */
const LEAST_BYTES = 700n * 1024n ** 2n;

/** CLN1502 */
export const smallMachine: Rule = {
  code: 'CLN1502',
  severity: 'error',
  title: 'machines that only k0s workers run on',
  explanation:
    'Kubernetes publishes no kubelet packages for 32-bit ARM, and kubelet and containerd of a distribution with their system do not fit into half a gigabyte of memory. k0s is one binary that is built for ARMv7 and runs in 512 MB. See https://docs.k0sproject.io/stable/system-requirements/.',
  wrong: poolProgram('', "Machines.existing({ architecture: 'arm' })"),
  right: poolProgram('', "Machines.existing({ architecture: 'arm64' })"),
  check(fleet, report) {
    eachPool(fleet, ({ path, machines: { architecture, capacity }, bootstrap: { kind } }) => {
      if (kind === 'k0s') return;
      if (architecture === 'arm') {
        report({
          path,
          property: 'machines.architecture',
          message: `there are no ${kind} workers for ARMv7.`,
          fix: "bootstrap: { kind: 'k0s', ... } with an engine that runs k0s control planes, or machines of arm64.",
        });
      }
      const memory = parseQuantity(capacity?.memory);
      if (!memory.ok || wholeUnits(memory.value) >= LEAST_BYTES) return;
      report({
        path,
        property: 'machines.capacity.memory',
        message: `${memory.value.text} of memory are too little for ${kind} workers.`,
        fix: "bootstrap: { kind: 'k0s', ... } with an engine that runs k0s control planes, or machines with 2Gi or more.",
      });
    });
  },
};
