import { featureGate, parseVersion } from '../../../kubernetes';
import type { Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { eachTenant } from '../../walk';

/** CLN1321 */
export const featureGateLocked: Rule = {
  code: 'CLN1321',
  severity: 'error',
  title: 'a feature gate that cannot be changed any more',
  explanation:
    'When a feature is generally available its gate is locked, and components exit at start when it is set to the other value. It disappears some minors later. See https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/.',
  wrong: tenantProgram('featureGates: { AnonymousAuthConfigurableEndpoints: false },'),
  right: tenantProgram('featureGates: { AnonymousAuthConfigurableEndpoints: true },'),
  check(fleet, report) {
    eachTenant(fleet, ({ path, version, featureGates }) => {
      const read = parseVersion(version);
      if (!read.ok) return;
      for (const [name, value] of Object.entries(featureGates)) {
        const gate = featureGate(name, read.value);
        if (gate?.state !== 'locked' || gate.to === value) continue;
        report({
          path,
          property: `featureGates.${name}`,
          message: `Kubernetes ${version} locks the feature gate ${name} to ${gate.to} (got ${value}).`,
          fix: 'remove it.',
        });
      }
    });
  },
};
