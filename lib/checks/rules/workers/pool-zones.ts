import type { Rule } from '../../../model';
import { poolProgram } from '../../programs';
import { eachPool } from '../../walk';

const GROUP = "Machines.awsAutoScalingGroup({ region: 'eu-central-1', zones: ['eu-central-1a', 'eu-central-1b'] })";

/** CLN1513 */
export const poolZones: Rule = {
  code: 'CLN1513',
  severity: 'error',
  title: 'zones that the machines cannot be in',
  explanation:
    'The machines of a pool are where their source has them. A zone that the source does not know gets no machine, and a pod that wants it stays pending.',
  wrong: poolProgram("zones: ['eu-central-1c'],", GROUP),
  right: poolProgram("zones: ['eu-central-1a'],", GROUP),
  check(fleet, report) {
    eachPool(fleet, ({ path, zones, machines }) => {
      if (machines.zones.length === 0) return;
      const unknown = zones.filter((zone) => !machines.zones.includes(zone));
      if (unknown.length === 0) return;
      report({
        path,
        property: 'zones',
        message: `machines of ${machines.source} are in ${machines.zones.join(', ')}, not in ${unknown.join(', ')}.`,
        fix: `choose among ${machines.zones.join(', ')}, or name more zones where the machines are made.`,
      });
    });
  },
};
