import type { Rule, WorkerPoolModel } from '../../../model';
import { addTo, eachPool, othersOf } from '../../walk';

const PROGRAM = (address: string) => `new WorkerPool(team, 'general', {
  machines: Machines.ssh({ hosts: [{ name: 'rack-1', address: '192.0.2.11' }] }),
});
new WorkerPool(team, 'batch', {
  machines: Machines.ssh({ hosts: [{ name: 'rack-2', address: '${address}' }] }),
});`;

/** CLN1514 */
export const hostAddress: Rule = {
  code: 'CLN1514',
  severity: 'error',
  title: 'a machine that is in two places',
  explanation:
    'A machine is a node of one tenant, under one name. One that is listed twice would join the first and be refused by the second, or leave the first when somebody resets it for the second.',
  wrong: PROGRAM('192.0.2.11'),
  right: PROGRAM('192.0.2.12'),
  check(fleet, report) {
    const owners = new Map<string, { readonly path: string; readonly property: string }[]>();
    eachPool(fleet, ({ path, machines }: WorkerPoolModel) => {
      for (const [index, { address, port }] of machines.hosts.entries()) {
        addTo(owners, `${address.toLowerCase()} port ${port}`, { path, property: `machines.hosts[${index}].address` });
      }
    });
    for (const [address, group] of owners) {
      for (const host of group.slice(1)) {
        const others = othersOf(group, host);
        report({
          ...host,
          message: `${address} is also ${others === '' ? 'another machine of this pool' : `a machine of ${others}`}.`,
          fix: 'list every machine once.',
        });
      }
    }
  },
};
