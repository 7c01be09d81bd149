import type { Rule } from '../../../model';
import { dns1123SubdomainProblem } from '../../../kubernetes';
import { k0smotronProgram } from './programs';
import { eachK0smotronTenant } from './walk';

/** CLN7203 */
export const dataSource: Rule = {
  code: 'CLN7203',
  severity: 'error',
  title: 'kine without a database',
  explanation:
    'Without a data source kine writes into a file beside k0s: every replica has data of its own, and with an emptyDir they are gone with the pod. The address of a database holds its password, so it comes from a Secret, never from the Cluster. See https://docs.k0smotron.io/stable/configuration/.',
  wrong: k0smotronProgram("{ storage: { kind: 'kine', secretName: '' } }"),
  right: k0smotronProgram("{ storage: { kind: 'kine', secretName: 'team-b-database' } }"),
  check(fleet, report) {
    eachK0smotronTenant(fleet, ({ path }, { storage }) => {
      if (storage?.kind !== 'kine' || isName(storage.secretName)) return;
      report({
        path,
        property: 'engine.storage.secretName',
        message: `${JSON.stringify(storage.secretName)} is no name of a Secret, and without a database kine keeps the data in a file of the pod.`,
        fix: 'the name of a Secret with the key K0SMOTRON_KINE_DATASOURCE_URL in the namespace of the tenant.',
      });
    });
  },
};

/** Programs in JavaScript can leave it out. */
function isName(value: unknown): boolean {
  return typeof value === 'string' && dns1123SubdomainProblem(value) === undefined;
}
