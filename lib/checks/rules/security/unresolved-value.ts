import type { Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { leftoverIn } from '../../leftovers';
import { suspectsOf } from '../../suspects';

/** CLN4002 */
export const unresolvedValue: Rule = {
  code: 'CLN4002',
  severity: 'error',
  title: 'text of a value that was not known yet',
  explanation:
    'Programs that mix infrastructure and manifests handle values that are known later: Pulumi Outputs, tokens of construct libraries, promises. Joined with a text they give a sentence or a mark instead of the value, and Kubernetes stores it without a word. See https://www.pulumi.com/docs/iac/concepts/inputs-outputs/apply/.',
  wrong: tenantProgram("annotations: { 'example.org/vpc': `vpc-${String({ id: 'later' })}` },"),
  right: tenantProgram("annotations: { 'example.org/vpc': `vpc-${{ id: '0a1b2c' }.id}` },"),
  check(fleet, report) {
    for (const { path, property, text } of suspectsOf(fleet)) {
      const leftover = leftoverIn(text);
      if (!leftover) continue;
      report({
        path,
        property,
        message: `it holds ${leftover.what} (got '${text.length > 80 ? `${text.slice(0, 77)}...` : text}').`,
        fix: leftover.fix,
      });
    }
  },
};
