import type { Rule } from '../../../model';
import { atLeast, named, quantity, reportOutOfBounds } from '../../option-bounds';
import { ENGINE_NAME } from '../options';
import { k0smotronProgram } from './programs';

/** What k0smotron's definitions ask of values besides their type. Source: https://docs.k0smotron.io/stable/configuration/ */
const BOUNDS = [
  named('operator.installerNamespace'),
  ...['image', 'serviceAccount', 'storage.image', 'storage.storageClass'].map(named),
  quantity('storage.size'),
  named('persistence.storageClass'),
  ...['schedule', 'rule', 'image'].map((name) => named(`defragmentation.${name}`)),
  ...['apiHost', 'konnectivityHost', 'className'].map((name) => named(`ingress.${name}`)),
  atLeast(1, 'ingress.port'),
  ...['prometheusImage', 'proxyImage'].map((name) => named(`monitoring.${name}`)),
  ...['secretName', 'namespace', 'key'].map((name) => named(`remoteHost.${name}`)),
  named('certificates.*.name'),
  named('mounts.*.path'),
  atLeast(1, 'certificateAlarms.daysBefore'),
];

/** CLN7216 */
export const optionBounds: Rule = {
  code: 'CLN7216',
  severity: 'error',
  title: 'a value that k0smotron cannot do anything with',
  explanation:
    'Types say that something is a number or a text, and not how small it may be, nor that a name has to be one. An empty name of a Secret or an image leaves a control plane that never starts. See https://docs.k0smotron.io/stable/configuration/.',
  wrong: k0smotronProgram("{ monitoring: { prometheusImage: '' } }"),
  right: k0smotronProgram("{ monitoring: { prometheusImage: 'quay.io/k0sproject/prometheus:v2.44.0' } }"),
  check(fleet, report) {
    reportOutOfBounds(fleet, ({ name }) => name === ENGINE_NAME, BOUNDS, report);
  },
};
