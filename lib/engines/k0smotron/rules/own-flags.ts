import type { Rule } from '../../../model';
import { k0smotronProgram } from './programs';
import { eachK0smotronTenant } from './walk';

/** CLN7214 */
export const ownFlags: Rule = {
  code: 'CLN7214',
  severity: 'error',
  title: "flags of k0s that are k0smotron's own",
  explanation:
    "k0smotron starts k0s with its configuration and lets it be changed while it runs. A flag --config or --enable-dynamic-config among one's own makes it leave out its own: the control plane then starts without certificates, storage and address. See https://docs.k0smotron.io/stable/configuration/.",
  wrong: k0smotronProgram("{ controlPlaneFlags: ['--config=/etc/own.yaml'] }"),
  right: k0smotronProgram('{ config: { telemetry: { enabled: false } } }'),
  check(fleet, report) {
    eachK0smotronTenant(fleet, ({ path }, { controlPlaneFlags = [] }) => {
      controlPlaneFlags.forEach((flag, index) => {
        if (!/^--(config|enable-dynamic-config)(=|$)/.test(flag)) return;
        report({
          path,
          property: `engine.controlPlaneFlags[${String(index)}]`,
          message: `${flag} takes the place of the flag by which k0smotron hands over its own configuration.`,
          fix: 'the option config, which is merged into that configuration.',
        });
      });
    });
  },
};
