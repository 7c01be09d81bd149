import { PLUGINS_WITH_CONFIGURATION } from '../../../kubernetes';
import type { Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { eachTenant } from '../../walk';

/** CLN4006 */
export const unconfiguredPlugin: Rule = {
  code: 'CLN4006',
  severity: 'error',
  title: 'an admission plugin without the configuration it needs',
  explanation:
    'EventRateLimit and ImagePolicyWebhook read a configuration, and kube-apiserver exits at start without it. Enable them together with a patch of the ConfigMap kube-apiserver-config, key admission.yaml. See https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#eventratelimit.',
  wrong: tenantProgram(`admission: { enable: ['EventRateLimit'] },`),
  right: tenantProgram(`admission: { enable: ['AlwaysPullImages'] },`),
  check(fleet, report) {
    eachTenant(fleet, ({ path, admission, patches }) => {
      for (const [index, plugin] of admission.enable.entries()) {
        if (!PLUGINS_WITH_CONFIGURATION.includes(plugin)) continue;
        const configured = patches.some(
          ({ target }) => target.kind === 'ConfigMap' && target.name === 'kube-apiserver-config',
        );
        if (configured) continue;
        report({
          path,
          property: `admission.enable[${index}]`,
          message: `${plugin} needs a configuration, and none is given.`,
          fix: "remove it, or patch admission.yaml of ConfigMap 'kube-apiserver-config'.",
        });
      }
    });
  },
};
