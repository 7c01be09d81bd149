import type { Rule } from '../../rule';
import { tenantProgram } from '../../programs';
import { eachText } from '../../texts';

interface Leftover {
  readonly form: RegExp;
  readonly what: string;
  readonly fix: string;
}

const LEFTOVERS: readonly Leftover[] = [
  {
    form: /Calling \[to(?:String|JSON)\] on an \[Output<T>\]/,
    what: 'the text that a Pulumi Output gives before its value is known',
    fix: 'use pulumi.interpolate or output.apply(...), and build the fleet inside of it.',
  },
  {
    form: /04da6b54-80e4-46f7-96ec-b56ff0331ba9/,
    what: 'the mark that Pulumi puts in the place of a value that is not known yet',
    fix: 'build the fleet inside output.apply(...), so that it sees the value.',
  },
  {
    form: /[$#]\{[A-Za-z]*Token\[/,
    what: 'a token that stands for a value that is not known yet',
    fix: 'resolve the token first, or use a value that is known when the program runs.',
  },
  {
    form: /\[object (?:Object|Promise|Function)\]|\[Function[: ]/,
    what: 'the text of an object that was joined with a text',
    fix: 'join its property instead, or await the promise first.',
  },
  {
    form: /^(?:undefined|NaN)$|[-./:=@]undefined$|^undefined[-./:=@]|:\/\/undefined/,
    what: 'the text of a value that was not there',
    fix: 'make sure that the value is set before it is joined with a text.',
  },
];

const WORTH_A_LOOK = /Calling \[|04da6b54-|Token\[|\[object |\[Function|undefined|^NaN$/;

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
    eachText(fleet, (text, place) => {
      if (!WORTH_A_LOOK.test(text)) return false;
      const leftover = LEFTOVERS.find(({ form }) => form.test(text));
      if (!leftover) return false;
      report({
        path: place.path,
        property: place.property(),
        message: `it holds ${leftover.what} (got '${text.length > 80 ? `${text.slice(0, 77)}...` : text}').`,
        fix: leftover.fix,
      });
      return true;
    });
  },
};
