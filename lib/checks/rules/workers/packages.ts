import type { Rule } from '../../../model';
import { poolProgram } from '../../programs';
import { eachPool } from '../../walk';

const OTHER = "Machines.existing({ operatingSystem: 'other' })";

/** CLN1523 */
export const packages: Rule = {
  code: 'CLN1523',
  severity: 'error',
  title: 'packages for a system that is not known',
  explanation:
    'On a system that is not named nothing can be installed: neither the package manager nor the names of packages are known. Such machines have containerd, kubelet and kubeadm on their image already.',
  wrong: poolProgram("bootstrap: { kind: 'kubeadm', installPackages: true },", OTHER),
  right: poolProgram("bootstrap: { kind: 'kubeadm', installPackages: false },", OTHER),
  check(fleet, report) {
    eachPool(fleet, ({ path, machines: { operatingSystem }, bootstrap }) => {
      if (operatingSystem !== 'other' || bootstrap.kind !== 'kubeadm' || !bootstrap.installPackages) return;
      report({
        path,
        property: 'bootstrap.installPackages',
        message: "packages cannot be brought to machines whose operatingSystem is 'other'.",
        fix: 'leave it out, or name the operating system of the machines.',
      });
    });
  },
};
