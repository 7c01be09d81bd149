import { nearest } from '../../../findings';
import { admissionPlugins, parseVersion } from '../../../kubernetes';
import type { Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { eachTenant } from '../../walk';

/** CLN4004 */
export const unknownPlugin: Rule = {
  code: 'CLN4004',
  severity: 'error',
  title: 'an admission plugin that the version does not have',
  explanation:
    'kube-apiserver exits at start when it is told to enable or disable an admission plugin it does not know. Names are case-sensitive, and plugins come and go between minors. See https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/.',
  wrong: tenantProgram(`admission: { enable: ['PodSecurityPolicy'] },`),
  right: tenantProgram(`admission: { enable: ['AlwaysPullImages'] },`),
  check(fleet, report) {
    eachTenant(fleet, ({ path, version, admission }) => {
      if (admission.enable.length + admission.disable.length === 0) return;
      const read = parseVersion(version);
      const known = read.ok ? admissionPlugins(read.value) : undefined;
      if (!known) return;
      for (const list of ['enable', 'disable'] as const) {
        for (const [index, plugin] of admission[list].entries()) {
          if (known.includes(plugin)) continue;
          const meant = nearest(plugin, known);
          report({
            path,
            property: `admission.${list}[${index}]`,
            message: `Kubernetes ${version} has no admission plugin '${plugin.slice(0, 60)}'.`,
            fix: meant === undefined ? 'remove it.' : `did you mean '${meant}'?`,
          });
        }
      }
    });
  },
};
