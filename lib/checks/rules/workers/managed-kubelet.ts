import type { Rule } from '../../../model';
import { poolProgram } from '../../programs';
import { MANAGED_KUBELET_FIELDS, MANAGED_KUBELET_FLAGS } from '../../managed-kubelet';
import { eachPool } from '../../walk';

/** CLN1518 */
export const managedKubelet: Rule = {
  code: 'CLN1518',
  severity: 'error',
  title: 'a setting of the kubelet that has a property of its own',
  explanation:
    'Further fields and arguments are for what nothing else covers. One that is written already would win over what the pool says elsewhere, so that checks and the model speak of another value than machines have; one that decides whom the kubelet believes would open it to everybody. See https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/.',
  wrong: poolProgram("node: { kubelet: { extraArgs: { 'max-pods': '50' } } },"),
  right: poolProgram('node: { kubelet: { maxPods: 50 } },'),
  check(fleet, report) {
    eachPool(fleet, ({ path, node: { kubelet } }) => {
      const look = (names: readonly string[], property: string, managed: Readonly<Record<string, string>>) => {
        for (const name of names) {
          const instead = Object.hasOwn(managed, name) ? managed[name] : undefined;
          if (instead === undefined) continue;
          report({
            path,
            property: `node.kubelet.${property}.${name}`,
            message: `${name} is set by Colonnade.`,
            fix: instead === '' ? 'remove it.' : `use ${instead}.`,
          });
        }
      };
      look(Object.keys(kubelet.config), 'config', MANAGED_KUBELET_FIELDS);
      look(Object.keys(kubelet.extraArgs), 'extraArgs', MANAGED_KUBELET_FLAGS);
    });
  },
};
