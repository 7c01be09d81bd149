import type { Rule } from '../../../model';
import { KNOWN_ENDPOINT, eachTenant, program } from './each';

/** CLN7402 */
export const combination: Rule = {
  code: 'CLN7402',
  severity: 'error',
  title: 'a control plane and an infrastructure that nobody connects',
  explanation:
    "The object that stands for the infrastructure of a cluster has to be told where a hosted control plane answers. Kamaji's provider does that for a list of kinds, in which GCPCluster is missing, and the provider of Google Cloud cannot do without a load balancer of its own: the cluster would wait forever. See https://github.com/clastix/cluster-api-control-plane-provider-kamaji.",
  wrong: program('kamajiControlPlane()', "gcp({ project: 'acme', region: 'europe-west3' })", KNOWN_ENDPOINT),
  right: program(
    'k0smotronControlPlane()',
    "gcp({ project: 'acme', region: 'europe-west3' })",
    KNOWN_ENDPOINT,
    '',
    "'dedicated'",
  ),
  check(fleet, report) {
    eachTenant(fleet, ({ tenant, controlPlane, infrastructure }) => {
      if (controlPlane !== 'kamaji' || infrastructure !== 'gcp') return;
      report({
        path: tenant.path,
        property: 'engine',
        message: 'the provider of Kamaji does not fill in a GCPCluster, so the cluster never gets an endpoint.',
        fix: 'controlPlane: k0smotronControlPlane(), or another infrastructure.',
      });
    });
  },
};
