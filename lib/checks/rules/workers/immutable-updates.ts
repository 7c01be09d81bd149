import type { OperatingSystem, Rule } from '../../../model';
import { poolProgram } from '../../programs';
import { eachPool } from '../../walk';

const IMMUTABLE: readonly OperatingSystem[] = ['flatcar', 'fedora-coreos', 'talos', 'bottlerocket'];
const FLATCAR = "Machines.existing({ operatingSystem: 'flatcar' })";

/** CLN1509 */
export const immutableUpdates: Rule = {
  code: 'CLN1509',
  severity: 'error',
  title: 'updates of packages on a system that has none',
  explanation:
    'Flatcar, Fedora CoreOS, Talos and Bottlerocket are updated as a whole, by means of their own that coordinate reboots across a cluster. There is nothing that could update single packages in a window. See https://www.flatcar.org/docs/latest/setup/releases/update-strategies/ and https://coreos.github.io/zincati/usage/updates-strategy/.',
  wrong: poolProgram("node: { updates: { reboot: 'window', window: { start: '03:00' } } },", FLATCAR),
  right: poolProgram('', FLATCAR),
  check(fleet, report) {
    eachPool(fleet, ({ path, machines: { operatingSystem }, node: { updates } }) => {
      if (updates === null || !IMMUTABLE.includes(operatingSystem)) return;
      report({
        path,
        property: 'node.updates',
        message: `${operatingSystem} has no packages that could be updated one by one.`,
        fix: 'leave it out, and use the update service of the system.',
      });
    });
  },
};
