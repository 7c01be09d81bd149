import { compareQuantities, parseQuantity } from '../../../kubernetes';
import type { Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { eachResources, onceForShared } from '../../resources';

/** CLN2102 */
export const requestsLimits: Rule = {
  code: 'CLN2102',
  severity: 'error',
  title: 'a request above its limit',
  explanation:
    'Kubernetes refuses a pod whose request is larger than its limit. It happens most easily when one of the two is set and the other stays at the default of the size class. See https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#requests-and-limits.',
  wrong: tenantProgram(`resources: { apiServer: { requests: { memory: '2Gi' } } },`),
  right: tenantProgram(`resources: { apiServer: { requests: { memory: '2Gi' }, limits: { memory: '4Gi' } } },`),
  check(fleet, report) {
    eachResources(
      fleet,
      onceForShared(
        ({ requests, limits }, found) => {
          for (const name of ['cpu', 'memory'] as const) {
            const request = parseQuantity(requests[name]);
            const limit = parseQuantity(limits[name]);
            if (!request.ok || !limit.ok || compareQuantities(request.value, limit.value) <= 0) continue;
            found(
              `requests.${name}`,
              `the request ${request.value.text} is above the limit ${limit.value.text}.`,
              `limits: { ${name}: '${request.value.text}' } or more, or a smaller request.`,
            );
          }
        },
        (path, property, message, fix) => report({ path, property, message, fix }),
      ),
    );
  },
};
