import type { OperatingSystem, Rule, WorkerKind } from '../../../model';
import { poolProgram } from '../../programs';
import { eachPool } from '../../walk';

/** Systems that take nothing but their own configuration, and kinds that are the configuration of one system. */
const OWN: Readonly<Partial<Record<OperatingSystem, WorkerKind>>> = { talos: 'talos', bottlerocket: 'bottlerocket' };

/** CLN1504 */
export const systemKind: Rule = {
  code: 'CLN1504',
  severity: 'error',
  title: 'a bootstrap that the operating system does not know',
  explanation:
    'Talos and Bottlerocket have no shell and no package manager: they read a configuration of their own and nothing else, and no other system reads it. A machine that is given another document boots and waits for ever. See https://www.talos.dev/ and https://bottlerocket.dev/.',
  wrong: poolProgram('', "Machines.existing({ operatingSystem: 'talos' })"),
  right: poolProgram(
    "bootstrap: { kind: 'talos', version: '1.13.2', installDisk: '/dev/sda' },",
    "Machines.existing({ operatingSystem: 'talos' })",
  ),
  check(fleet, report) {
    eachPool(fleet, ({ path, machines: { operatingSystem }, bootstrap: { kind } }) => {
      const needed = OWN[operatingSystem];
      if (needed === kind || (needed === undefined && kind !== 'talos' && kind !== 'bottlerocket')) return;
      report({
        path,
        property: 'bootstrap.kind',
        message: `machines with ${operatingSystem} do not read a bootstrap of kind ${kind}.`,
        fix:
          needed === undefined
            ? `operatingSystem: '${kind}' of the machines, or bootstrap: { kind: 'kubeadm' }.`
            : `bootstrap: { kind: '${needed}' }.`,
      });
    });
  },
};
