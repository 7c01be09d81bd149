import type { Rule } from '../../../model';
import { addTo, eachPools, othersOf } from '../../walk';

const PROGRAM = (name: string) => `new WorkerPool(team, 'general', {
  machines: Machines.ssh({ hosts: [{ name: 'rack-1', address: '192.0.2.11' }] }),
});
new WorkerPool(team, 'batch', {
  machines: Machines.ssh({ hosts: [{ name: '${name}', address: '192.0.2.12' }] }),
});`;

/** CLN1515 */
export const nodeNames: Rule = {
  code: 'CLN1515',
  severity: 'error',
  title: 'two nodes of a tenant with one name',
  explanation:
    'A node is its name: the second machine of a name takes over the node object of the first, and both report their pods to it. kubeadm refuses a name that exists and is Ready. See https://kubernetes.io/docs/concepts/architecture/nodes/#node-name-uniqueness.',
  wrong: PROGRAM('rack-1'),
  right: PROGRAM('rack-2'),
  check(fleet, report) {
    eachPools(fleet, (pools) => {
      const owners = new Map<string, { readonly path: string; readonly property: string }[]>();
      for (const { path, machines } of pools) {
        for (const [index, { name }] of machines.hosts.entries()) {
          addTo(owners, name, { path, property: `machines.hosts[${index}].name` });
        }
      }
      for (const [name, group] of owners) {
        for (const host of group.slice(1)) {
          const others = othersOf(group, host);
          report({
            ...host,
            message: `the node ${name} is also ${others === '' ? 'another machine of this pool' : `in ${others}`}.`,
            fix: 'give each machine of a tenant a name of its own.',
          });
        }
      }
    });
  },
};
