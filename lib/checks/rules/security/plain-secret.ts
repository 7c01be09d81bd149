import { tenantProgram } from '../../programs';
import { secretIn } from '../../secrets';
import { suspectsOf } from '../../suspects';
import { eachStore, eachTenant } from '../../walk';
import type { PatchModel, Rule } from '../../../model';

/** CLN4001 */
export const plainSecret: Rule = {
  code: 'CLN4001',
  severity: 'error',
  title: 'a secret in plain sight',
  explanation:
    'What a program says ends in manifests, in fleet.json and in the history of a repository, readable for everybody who can read those. Keys, tokens and passwords belong into a Secret of the management cluster that is made by other means, and objects refer to it by name. A credential that was in a program once has to be replaced. See https://kubernetes.io/docs/concepts/security/secrets-good-practices/.',
  wrong: tenantProgram(`annotations: { 'example.org/webhook': 'https://admin:hunter22@hooks.example.org' },`),
  right: tenantProgram(`annotations: { 'example.org/webhook-secret-name': 'webhook-credentials' },`),
  check(fleet, report) {
    for (const { path, property, text, name } of suspectsOf(fleet)) {
      const kind = secretIn(text, name);
      if (kind === undefined) continue;
      report({
        path,
        property,
        message: `it holds ${kind} (${text.length} characters, not shown).`,
        fix: 'keep it in a Secret, refer to that by name, and replace the credential: it was in a program.',
      });
    }
    const look = (path: string, patches: readonly PatchModel[]) => {
      for (const [index, patch] of patches.entries()) {
        if (patch.target.kind !== 'Secret' || !writesData(patch)) continue;
        report({
          path,
          property: `patches[${index}]`,
          message: `the patch writes the content of Secret ${patch.target.name}.`,
          fix: 'make the Secret in the cluster by other means, and leave its content out of the program.',
        });
      }
    };
    eachTenant(fleet, ({ path, patches }) => look(path, patches));
    eachStore(fleet, ({ path, patches }) => look(path, patches));
  },
};

function writesData({ merge, operations }: PatchModel): boolean {
  if (merge !== null && ('data' in merge || 'stringData' in merge)) return true;
  return (operations ?? []).some(
    ({ op, path }) => op !== 'test' && op !== 'remove' && /^\/(?:data|stringData)(?:\/|$)/.test(path),
  );
}
