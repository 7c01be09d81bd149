import type { Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { eachExtraArg } from '../../extra-args';
import { eachEtcd } from '../../walk';

const FLAG = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** CLN3011 */
export const malformedFlag: Rule = {
  code: 'CLN3011',
  severity: 'error',
  title: 'an extra argument that is no flag',
  explanation:
    'Extra arguments are written by flag name without dashes and rendered as --name=value. A name with leading dashes, an equals sign or capitals gives a flag that the component does not know, and it exits at start.',
  wrong: tenantProgram(`extraArgs: { apiServer: { '--v': '4' } },`),
  right: tenantProgram(`extraArgs: { apiServer: { v: '4' } },`),
  check(fleet, report) {
    const look = (path: string, property: string, flag: string, value: string) => {
      const meant = flag.trim().replace(/^-+/, '').split('=')[0] ?? '';
      if (!FLAG.test(flag)) {
        report({
          path,
          property,
          message: `expected a flag name such as 'v' (got '${flag.slice(0, 60)}').`,
          fix: FLAG.test(meant) ? `'${meant}': '…'.` : 'write the name of the flag without dashes.',
        });
      } else if (/[\r\n\0]/.test(value)) {
        report({ path, property, message: 'the value holds a line break.', fix: 'write the value on one line.' });
      }
    };
    eachExtraArg(fleet, ({ tenant, flag, property, value }) => look(tenant.path, property, flag, value));
    eachEtcd(fleet, ({ extraArgs }, place) => {
      for (const [flag, value] of Object.entries(extraArgs)) {
        look(place.path, place.property(`extraArgs.${flag}`), flag, value);
      }
    });
  },
};
