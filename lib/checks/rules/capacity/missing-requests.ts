import { parseQuantity } from '../../../kubernetes';
import type { Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { eachResources, onceForShared } from '../../resources';

/** CLN2101 */
export const missingRequests: Rule = {
  code: 'CLN2101',
  severity: 'warning',
  title: 'a container without a request',
  explanation:
    'The scheduler places pods by their requests. A container that asks for nothing is packed onto full nodes, gets the least CPU there and is the first to be evicted, with it the control plane of a tenant. See https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/.',
  wrong: tenantProgram(`resources: { apiServer: { requests: { cpu: '0' } } },`),
  right: tenantProgram(`resources: { apiServer: { requests: { cpu: '250m' } } },`),
  check(fleet, report) {
    eachResources(
      fleet,
      onceForShared(
        ({ requests }, found) => {
          for (const name of ['cpu', 'memory'] as const) {
            const text = requests[name];
            const read = parseQuantity(text);
            if (text !== null && (!read.ok || read.value.nanos > 0n)) continue;
            found(
              `requests.${name}`,
              `the container requests no ${name} (got ${text ?? 'nothing'}).`,
              `requests: { ${name}: '${name === 'cpu' ? '100m' : '256Mi'}' }, or leave it out for the default of the size.`,
            );
          }
        },
        (path, property, message, fix) => report({ path, property, message, fix }),
      ),
    );
  },
};
