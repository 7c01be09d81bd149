import type { Rule } from '../../../model';
import { k0smotronProgram } from './programs';
import { eachK0smotronTenant } from './walk';

const REMOTE = "{ remoteHost: { secretName: 'hosting', namespace: 'k0smotron' } }";

/** CLN7209 */
export const remoteFiles: Rule = {
  code: 'CLN7209',
  severity: 'error',
  title: 'files that do not reach pods in another cluster',
  explanation:
    'Audit policy, admission configuration, issuers of JWTs and the encryption key are ConfigMaps and Secrets of the management cluster, and a pod mounts what is in its own. With remoteHost they do not get there, so API servers would wait for them for ever. NetworkPolicies and budgets for disruption are missing there too. See https://docs.k0smotron.io/stable/remote-hosting/.',
  wrong: k0smotronProgram(REMOTE),
  right: k0smotronProgram(REMOTE, {
    props: 'audit: false,\nencryption: false,',
    acknowledged: ['CLN4007', 'CLN4008'],
  }),
  check(fleet, report) {
    eachK0smotronTenant(fleet, ({ path, audit, encryption, authentication }, { remoteHost }) => {
      if (remoteHost === undefined) return;
      const wanted = [
        ...(audit.enabled ? ['audit'] : []),
        ...(encryption.provider === 'identity' ? [] : ['encryption']),
        ...(authentication.jwt.length > 0 ? ['authentication'] : []),
      ];
      for (const property of wanted) {
        report({
          path,
          property,
          message: `the file that ${property} needs is in the management cluster, and the pods are in another one.`,
          fix: property === 'authentication' ? 'no jwt and no oidc here.' : `${property}: false, or no remoteHost.`,
        });
      }
    });
  },
};
