import type { Rule } from '../../../model';
import { address, atLeast, filled, named, quantity, reportOutOfBounds } from '../../option-bounds';
import { isKamaji } from '../options';
import { kamajiProgram } from './tenants';

const PROBES = ['', 'apiServer.', 'controllerManager.', 'scheduler.'].flatMap((component) =>
  ['liveness', 'readiness', 'startup'].map((probe) => `deployment.probes.${component}${probe}`),
);
const SECRETS = [
  'basicAuth.username',
  'basicAuth.password',
  'tls.certificateAuthority.certificate',
  'tls.certificateAuthority.privateKey',
  'tls.clientCertificate.certificate',
  'tls.clientCertificate.privateKey',
];

/** What Kamaji's definitions ask of values besides their type. Source: https://kamaji.clastix.io/reference/api/ */
const BOUNDS = [
  ...PROBES.flatMap((probe) => [
    atLeast(0, `${probe}.initialDelaySeconds`),
    ...['timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'].map((name) =>
      atLeast(1, `${probe}.${name}`),
    ),
  ]),
  filled('dataStores.*.endpoints'),
  ...SECRETS.flatMap((secret) => [named(`dataStores.*.${secret}.key`), named(`dataStores.*.${secret}.name`)]),
  ...['namespace', 'chartVersion', 'installerNamespace'].map((name) => named(`operator.${name}`)),
  filled('kubelet.preferredAddressTypes'),
  address('network.address'),
  address('network.advertiseAddress'),
  ...['name', 'namespace', 'sectionName'].map((name) => named(`exposure.gateway.parentRefs.*.${name}`)),
  ...['requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'].map((name) =>
    quantity(`deployment.kine.resources.${name}`),
  ),
  atLeast(1, 'autoscaling.minReplicas'),
  atLeast(1, 'autoscaling.maxReplicas'),
  atLeast(1, 'autoscaling.cpuUtilizationPercent'),
];

/** CLN7019 */
export const optionBounds: Rule = {
  code: 'CLN7019',
  severity: 'error',
  title: 'a value that the definitions of Kamaji do not take',
  explanation:
    'Types say that something is a number or a text, and not how small it may be. The definitions of Kamaji do, and the API server of the management cluster refuses what they do not take, when the rest of the fleet has been applied already. See https://kamaji.clastix.io/reference/api/.',
  wrong: kamajiProgram({ tenant: '{ deployment: { probes: { startup: { periodSeconds: 0 } } } }' }),
  right: kamajiProgram({ tenant: '{ deployment: { probes: { startup: { periodSeconds: 10 } } } }' }),
  check(fleet, report) {
    reportOutOfBounds(fleet, isKamaji, BOUNDS, report);
  },
};
