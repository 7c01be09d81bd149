import { MANAGED_FLAGS } from '../../../engines/native';
import type { Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { eachExtraArg } from '../../extra-args';

const MANAGED = {
  apiServer: new Set(MANAGED_FLAGS.apiServer),
  controllerManager: new Set(MANAGED_FLAGS.controllerManager),
  scheduler: new Set(MANAGED_FLAGS.scheduler),
} as const;

/** Properties to use instead of the flags that people reach for most often. */
const INSTEAD: Readonly<Record<string, string>> = {
  'admission-control-config-file': 'patch the ConfigMap kube-apiserver-config',
  'anonymous-auth': 'use authentication.anonymous',
  'audit-log-path': 'use audit',
  'audit-policy-file': 'use audit',
  'authentication-config': 'use authentication.jwt',
  'cluster-cidr': 'use network.podCidrs',
  'disable-admission-plugins': 'use admission.disable',
  'enable-admission-plugins': 'use admission.enable',
  'encryption-provider-config': 'use encryption',
  'etcd-prefix': 'use store',
  'etcd-servers': 'use store',
  'feature-gates': 'use featureGates',
  'node-cidr-mask-size': 'use network.nodeCidrMaskSizes',
  'node-cidr-mask-size-ipv4': 'use network.nodeCidrMaskSizes',
  'node-cidr-mask-size-ipv6': 'use network.nodeCidrMaskSizes',
  'secure-port': 'use endpoint.port',
  'service-cluster-ip-range': 'use network.serviceCidrs',
};

/** CLN3010 */
export const managedFlag: Rule = {
  code: 'CLN3010',
  severity: 'error',
  title: 'an extra argument that Colonnade sets itself',
  explanation:
    'Extra arguments are for flags that nothing else covers. A flag that the engine writes, or one that contradicts what it writes, would be given twice or make the component exit at start. Most of them have a property of their own. See https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/.',
  wrong: tenantProgram(`extraArgs: { apiServer: { 'oidc-issuer-url': 'https://login.example.org' } },`),
  right: tenantProgram(`authentication: { oidc: { issuerUrl: 'https://login.example.org', clientId: 'kubernetes' } },`),
  check(fleet, report) {
    eachExtraArg(fleet, ({ tenant, component, flag, property }) => {
      if (tenant.engine.name !== 'native' || !MANAGED[component].has(flag)) return;
      const instead = flag.startsWith('oidc-') ? 'use authentication.oidc' : INSTEAD[flag];
      report({
        path: tenant.path,
        property,
        message: `--${flag} is set by the engine ${tenant.engine.name}.`,
        fix: instead === undefined ? 'remove it.' : `${instead}.`,
      });
    });
  },
};
