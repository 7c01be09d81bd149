import type { Rule } from '../../../model';
import { poolProgram } from '../../programs';
import { eachPool } from '../../walk';

const PROGRAM = (vendor: string) =>
  poolProgram('', `Machines.existing({ architecture: 'arm64', gpu: { vendor: '${vendor}', count: 1 } })`);

/** CLN1520 */
export const accelerators: Rule = {
  code: 'CLN1520',
  severity: 'error',
  title: 'accelerators of machines that have no drivers for them',
  explanation:
    'Drivers and container toolkits of NVIDIA, AMD and Intel exist for amd64, NVIDIA’s for arm64 too, and for no 32-bit system. A pool that promises accelerators would get nodes without any. See https://docs.nvidia.com/datacenter/cloud-native/container-toolkit/latest/supported-platforms.html.',
  wrong: PROGRAM('amd'),
  right: PROGRAM('nvidia'),
  check(fleet, report) {
    eachPool(fleet, ({ path, machines: { gpu, architecture } }) => {
      if (gpu === null || architecture === 'amd64' || (architecture === 'arm64' && gpu.vendor === 'nvidia')) return;
      report({
        path,
        property: 'machines.gpu',
        message: `there are no drivers of ${gpu.vendor} for ${architecture}.`,
        fix: "architecture: 'amd64' of the machines, or no gpu.",
      });
    });
  },
};
