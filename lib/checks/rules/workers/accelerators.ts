import type { Rule } from '../../../model';
import { eachPool } from '../../walk';

const legacy = `const legacy = TenantControlPlane.fromTenantControlPlane(eu, 'legacy', {
  version: '1.35.4',
  endpoint: 'legacy.example.org:6443',
});`;
const PROGRAM = (architecture: string) => `${legacy}
new WorkerPool(legacy, 'gpu', {
  machines: Machines.existing({ architecture: '${architecture}', gpu: { vendor: 'nvidia', count: 1 } }),
  size: 1,
  bootstrap: { kind: 'k0s', version: '1.35.4+k0s.0' },
});`;

/** CLN1520 */
export const accelerators: Rule = {
  code: 'CLN1520',
  severity: 'error',
  title: 'accelerators of machines that have no drivers for them',
  explanation:
    'Drivers and container toolkits of NVIDIA, AMD and Intel exist for amd64, NVIDIA’s for arm64 too, and for no 32-bit system. A pool that promises accelerators would get nodes without any. See https://docs.nvidia.com/datacenter/cloud-native/container-toolkit/latest/supported-platforms.html.',
  wrong: PROGRAM('arm'),
  right: PROGRAM('arm64'),
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
