/** Text that stands where a value should be. */
export interface Leftover {
  readonly form: RegExp;
  /** What it is, as it stands behind “it holds”. */
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

/** Whether a text may hold something that {@link leftoverIn} tells. */
export function maybeLeftover(text: string): boolean {
  return WORTH_A_LOOK.test(text);
}

/** What a text holds instead of a value, or `undefined`. */
export function leftoverIn(text: string): Leftover | undefined {
  return LEFTOVERS.find(({ form }) => form.test(text));
}
