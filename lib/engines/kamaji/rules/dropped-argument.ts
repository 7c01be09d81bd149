import type { ControlPlaneComponent, Rule } from '../../../model';
import { KAMAJI_API_SERVER_FLAGS, KAMAJI_CONTROLLER_FLAGS } from '../control-plane/arguments';
import { eachKamajiTenant, kamajiProgram } from './tenants';

const WRITTEN: Readonly<Record<ControlPlaneComponent, readonly string[]>> = {
  apiServer: KAMAJI_API_SERVER_FLAGS,
  controllerManager: KAMAJI_CONTROLLER_FLAGS,
  scheduler: KAMAJI_CONTROLLER_FLAGS,
};

/** CLN7010 */
export const droppedArgument: Rule = {
  code: 'CLN7010',
  severity: 'error',
  title: 'an argument that Kamaji drops',
  explanation:
    'Kamaji writes some arguments from other fields and drops the same ones among extra arguments without a word, so that the process runs with another value than the program says. See https://github.com/clastix/kamaji/issues/414.',
  wrong: kamajiProgram({ props: "extraArgs: { apiServer: { 'kubelet-preferred-address-types': 'Hostname' } }," }),
  right: kamajiProgram({ tenant: "{ kubelet: { preferredAddressTypes: ['Hostname'] } }" }),
  check(fleet, report) {
    eachKamajiTenant(fleet, ({ path, extraArgs }) => {
      for (const component of ['apiServer', 'controllerManager', 'scheduler'] as const) {
        for (const flag of Object.keys(extraArgs[component])) {
          if (!WRITTEN[component].includes(flag)) continue;
          report({
            path,
            property: `extraArgs.${component}['${flag}']`,
            message: `Kamaji writes --${flag} itself and drops this one.`,
            fix:
              flag === 'kubelet-preferred-address-types'
                ? 'kamaji({ kubelet: { preferredAddressTypes } }).'
                : 'leave it out; what it says comes from other props.',
          });
        }
      }
    });
  },
};
