import type { Rule } from '../../../model';
import { isK0sPool } from '../../../workers';
import { k0smotronProgram } from './programs';
import { eachK0smotronTenant } from './walk';

const REMOTE = "{ remoteHost: { secretName: 'hosting', namespace: 'k0smotron' } }";

const OFF = 'audit: false,\nencryption: false,';

const POOL = `new WorkerPool(hosted, 'edge', {
  machines: Machines.existing(),
  size: 3,
  bootstrap: { kind: 'k0s', version: '1.36.3+k0s.0' },
});`;

/** CLN7208 */
export const remoteTokens: Rule = {
  code: 'CLN7208',
  severity: 'error',
  title: 'join tokens for pods in another cluster',
  explanation:
    'A JoinTokenRequest is answered by running a command in a pod of the control plane, and k0smotron looks for that pod in the management cluster alone. With pods in another cluster the request is never answered and no worker joins. See https://docs.k0smotron.io/stable/join-nodes/.',
  wrong: k0smotronProgram(REMOTE, { props: OFF, pool: POOL, acknowledged: ['CLN4007', 'CLN4008'] }),
  right: k0smotronProgram('', { pool: POOL }),
  check(fleet, report) {
    eachK0smotronTenant(fleet, ({ workerPools }, { remoteHost }) => {
      if (remoteHost === undefined) return;
      for (const { path } of workerPools.filter(isK0sPool)) {
        report({
          path,
          property: 'bootstrap',
          message: 'the pods of its control plane are in another cluster, where k0smotron makes no join tokens.',
          fix: 'run the control plane in the management cluster, or make tokens by hand and declare the pool elsewhere.',
        });
      }
    });
  },
};
