import { nearest } from '../../../findings';
import { featureGate, featureGateNames, parseVersion } from '../../../kubernetes';
import type { Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { eachTenant } from '../../walk';

/** CLN1320 */
export const featureGateUnknown: Rule = {
  code: 'CLN1320',
  severity: 'error',
  title: 'a feature gate that the version does not have',
  explanation:
    'Components exit at start when a feature gate is set that they do not know: it was mistyped, it comes with a later minor, or its feature is part of Kubernetes for good and the gate was removed. See https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/ and feature-gates-removed beside it.',
  wrong: tenantProgram('featureGates: { InPlacePodVerticalScalling: true },'),
  right: tenantProgram('featureGates: { ContextualLogging: true },'),
  check(fleet, report) {
    eachTenant(fleet, ({ path, version, featureGates }) => {
      const read = parseVersion(version);
      if (!read.ok) return;
      for (const name of Object.keys(featureGates)) {
        const gate = featureGate(name, read.value);
        if (gate?.state !== 'unknown') continue;
        const meant = gate.hint === 'never' ? nearest(name, featureGateNames()) : undefined;
        report({
          path,
          property: `featureGates.${name.slice(0, 60)}`,
          message: `Kubernetes ${version} ${gate.hint === 'removed' ? 'no longer has' : gate.hint === 'later' ? 'does not have yet' : 'has no'} ${gate.hint === 'never' ? `feature gate '${name.slice(0, 60)}'` : `the feature gate ${name}`}.`,
          fix: meant === undefined ? 'remove it.' : `did you mean ${meant}?`,
        });
      }
    });
  },
};
