import { compareQuantities, parseQuantity } from '../../../kubernetes';
import type { Quantity } from '../../../kubernetes';
import type { Rule, SizeClass } from '../../../model';
import { tenantProgram } from '../../programs';
import { eachTenant } from '../../walk';

/** Least memory request of an API server by size class: half of the default request, rounded to what it holds at idle. */
const FLOORS: Readonly<Record<SizeClass, string>> = { small: '128Mi', medium: '512Mi', large: '2Gi' };

/** CLN2103 */
export const smallMemory: Rule = {
  code: 'CLN2103',
  severity: 'warning',
  title: 'an API server with too little memory for its size',
  explanation:
    'An API server keeps what its clients watch in memory, so it grows with the tenant: about 130 to 200 MiB at idle, and more than 2 GiB with hundreds of nodes. With a request far below what it uses, it is evicted when its node runs out of memory, at the moment of the highest load. See docs/performance.md.',
  wrong: tenantProgram(`resources: { apiServer: { requests: { memory: '64Mi' } } },`),
  right: tenantProgram(`resources: { apiServer: { requests: { memory: '256Mi' } } },`),
  check(fleet, report) {
    eachTenant(fleet, ({ path, resources, size }) => {
      const floor = quantity(FLOORS[size]);
      const request = quantity(resources.apiServer.requests.memory);
      if (!floor || !request || request.nanos === 0n || compareQuantities(request, floor) >= 0) return;
      report({
        path,
        property: 'resources.apiServer.requests.memory',
        message: `${request.text} is too little for an API server of size ${size}; expected ${floor.text} or more.`,
        fix: `leave it out for the default of the size, or requests: { memory: '${floor.text}' }.`,
      });
    });
  },
};

function quantity(text: string | null): Quantity | undefined {
  const read = parseQuantity(text);
  return read.ok ? read.value : undefined;
}
