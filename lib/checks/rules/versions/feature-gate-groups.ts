import type { Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { eachTenant } from '../../walk';

/** CLN1322 */
export const featureGateGroups: Rule = {
  code: 'CLN1322',
  severity: 'warning',
  title: 'all alpha or beta features at once',
  explanation:
    'AllAlpha turns on everything that is unfinished, including what loses data or is removed in the next minor; AllBeta everything that upstream chose to leave off. Objects that use such features may not be readable after an upgrade. Name the gates you need. See https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/#feature-stages.',
  wrong: tenantProgram('featureGates: { AllAlpha: true },'),
  right: tenantProgram('featureGates: { ContextualLogging: true },'),
  check(fleet, report) {
    eachTenant(fleet, ({ path, featureGates }) => {
      for (const name of ['AllAlpha', 'AllBeta']) {
        if (featureGates[name] !== true) continue;
        report({
          path,
          property: `featureGates.${name}`,
          message: `${name} turns on features that are not ready.`,
          fix: "name the gates you need, or acknowledge('CLN1322', 'test cluster').",
        });
      }
    });
  },
};
