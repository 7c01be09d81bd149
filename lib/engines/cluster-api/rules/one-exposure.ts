import type { Rule } from '../../../model';
import { isJsonObject } from '../api';
import { KNOWN_ENDPOINT, eachTenant, program } from './each';

const GATEWAY = "gateway: { hostname: 'api.example.com', name: 'tenants', namespace: 'gateways' }";
const INGRESS = "ingress: { hostname: 'api.example.com', className: 'nginx' }";

const PROGRAM = (options: string) =>
  program(`kamajiControlPlane({ ${options} })`, "aws({ region: 'eu-central-1' })", KNOWN_ENDPOINT);

/** CLN7414 */
export const oneExposure: Rule = {
  code: 'CLN7414',
  severity: 'error',
  title: 'a control plane of Kamaji behind an Ingress and a Gateway',
  explanation:
    'The definition of a KamajiControlPlane takes both. The provider makes a TenantControlPlane of it, whose definition takes one of them alone: it is refused again and again, and the cluster never gets a control plane. See https://kamaji.clastix.io/reference/api/.',
  wrong: PROGRAM(`${INGRESS}, ${GATEWAY}`),
  right: PROGRAM(INGRESS),
  check(fleet, report) {
    eachTenant(fleet, ({ tenant, controlPlane }) => {
      const options = tenant.engine.options['controlPlane'];
      if (controlPlane !== 'kamaji' || !isJsonObject(options)) return;
      if (options['ingress'] === undefined || options['gateway'] === undefined) return;
      report({
        path: tenant.path,
        property: 'engine',
        message: 'a control plane of Kamaji is behind an Ingress or a Gateway, and not behind both.',
        fix: 'leave ingress or gateway out of kamajiControlPlane({ … }).',
      });
    });
  },
};
