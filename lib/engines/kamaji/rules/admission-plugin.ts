import type { Rule } from '../../../model';
import { KAMAJI_ADMISSION_PLUGINS } from '../control-plane/admission';
import { eachKamajiTenant, kamajiProgram } from './tenants';

/** CLN7011 */
export const admissionPlugin: Rule = {
  code: 'CLN7011',
  severity: 'error',
  title: 'an admission plugin that Kamaji cannot switch on',
  explanation:
    'The field for admission plugins takes a fixed list of names, and an argument of the API server with others is dropped. What upstream has on by default is on all the same and need not be named. See https://kamaji.clastix.io/reference/api/.',
  wrong: kamajiProgram({ props: "admission: { enable: ['PodTopologyLabels'] }," }),
  right: kamajiProgram({ props: "admission: { enable: ['AlwaysPullImages'] }," }),
  check(fleet, report) {
    eachKamajiTenant(fleet, ({ path, admission }) => {
      admission.enable.forEach((plugin, index) => {
        if (KAMAJI_ADMISSION_PLUGINS.includes(plugin)) return;
        report({
          path,
          property: `admission.enable[${index}]`,
          message: `'${plugin}' is not among the plugins that a TenantControlPlane can name.`,
          fix: 'leave it out: if it is on by default upstream, it is on here; otherwise use engine: native().',
        });
      });
    });
  },
};
