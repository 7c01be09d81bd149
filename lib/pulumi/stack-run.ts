import { LocalWorkspace } from '@pulumi/pulumi/automation';
import type { EngineEvent, LocalWorkspaceOptions, Stack } from '@pulumi/pulumi/automation';
import { getStackResource } from '@pulumi/pulumi/runtime/stack';
import { ColonnadeError, PULUMI_PROBLEMS } from '../findings';
import { toleratingEndedEngines } from './ended-engines';

/** What can be done with a stack. */
export type StackOperation = 'preview' | 'up' | 'refresh' | 'destroy';

/** How many resources were (or would be) created, updated, deleted and so on, by Pulumi's names for these. */
export type StackChanges = Readonly<Record<string, number>>;

/** One stack whose program is a function of this process. */
export interface StackRun {
  readonly stackName: string;
  readonly projectName: string;
  readonly workspace: LocalWorkspaceOptions;
  readonly operation: StackOperation;
  /** Registers the resources. */
  readonly program: () => void;
}

/**
 * Runs one stack to its end.
 *
 * Pulumi tells all programs that run in one process of an error of one of them. A stack that fails of nothing else has done its work,
 * and is run again.
 *
 * @throws what the program threw; CLN9073 with what the engine said
 * @see https://www.pulumi.com/docs/iac/automation-api/
 */
export function runStack(run: StackRun): Promise<StackChanges> {
  return toleratingEndedEngines(() => untilDone(run));
}

async function untilDone(run: StackRun): Promise<StackChanges> {
  let earlier: StackChanges | undefined;
  for (let tries = 1; ; tries += 1) {
    const attempt = await attempted(run);
    if ('changes' in attempt) return together(earlier, attempt.changes);
    if (!attempt.isBystander || tries === MAX_TRIES) throw attempt.error;
    earlier = together(earlier, attempt.done);
  }
}

const MAX_TRIES = 5;

type Attempt =
  | { readonly changes: StackChanges }
  | {
      readonly error: unknown;
      /** Whether another stack failed. */ readonly isBystander: boolean;
      readonly done: StackChanges;
    };

async function attempted(run: StackRun): Promise<Attempt> {
  const { stackName, projectName, workspace } = run;
  const thrown: unknown[] = [];
  const diagnostics: string[] = [];
  let done: StackChanges = {};
  const onEvent = ({ diagnosticEvent: said, summaryEvent: summary }: EngineEvent): void => {
    if (said?.severity === 'error') diagnostics.push(`${nameOf(said.urn)}${said.message.trim()}`);
    if (summary !== undefined) done = summary.resourceChanges;
  };
  const program = (): Promise<void> => {
    try {
      run.program();
      return Promise.resolve();
    } catch (error) {
      thrown.push(error);
      silenceStackOutputs();
      // The engine has to hear of it: it deletes what a program that succeeds has not registered.
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
  };
  try {
    const stack = await LocalWorkspace.createOrSelectStack({ stackName, projectName, program }, workspace);
    return { changes: await changesOf(stack, run.operation, { color: 'never', onEvent }) };
  } catch (error) {
    if (thrown.length > 0) return { error: thrown[0], isBystander: false, done };
    const telling = diagnostics.filter((message) => !LAST_WORD.test(message));
    const isBystander = telling.length > 0 && telling.every((message) => OF_ANOTHER.test(message));
    return { error: failureOf(run, telling.length > 0 ? telling : diagnostics, error), isBystander, done };
  }
}

/** The engine ends with a word on the whole, which says nothing where there is more. */
const LAST_WORD = /(update|preview|refresh|destroy) (failed|canceled)$/;

/** All that is said where the error was not in this program: its own ones are told of when they happen as well. */
const OF_ANOTHER = /One or more errors occurred: /;

/** What two runs of a stack did: what the second one found as it should be is what the first one has done. */
function together(earlier: StackChanges | undefined, later: StackChanges): StackChanges {
  if (earlier === undefined) return later;
  const more = Object.entries(later).filter(([change]) => change !== 'same');
  return { ...earlier, ...Object.fromEntries(more.map(([change, count]) => [change, count + (earlier[change] ?? 0)])) };
}

async function changesOf(
  stack: Stack,
  operation: StackOperation,
  options: { readonly color: 'never'; readonly onEvent: (event: EngineEvent) => void },
): Promise<StackChanges> {
  if (operation === 'preview') return (await stack.preview(options)).changeSummary;
  return (await stack[operation](options)).summary.resourceChanges ?? {};
}

function failureOf(
  { stackName, projectName, operation }: StackRun,
  diagnostics: readonly string[],
  cause: unknown,
): ColonnadeError {
  const said = diagnostics.length > 0 ? [...new Set(diagnostics)] : [String(cause)];
  return new ColonnadeError(
    [
      {
        code: PULUMI_PROBLEMS.stackFailed.code,
        severity: 'error',
        path: `${projectName}/${stackName}`,
        property: operation,
        message: said.join(' '),
        fix: 'mend that, and do it again: it goes on from there.',
      },
    ],
    { cause },
  );
}

/** The last part of a URN, which is what a program called the resource. */
function nameOf(urn: string | undefined): string {
  return urn === undefined || urn === '' ? '' : `${urn.slice(urn.lastIndexOf('::') + 2)}: `;
}

/**
 * The outputs of a program that throws are rejected, and nobody reads them; Pulumi sees to the program itself. Left alone, they count as
 * an error of every other program that runs in the process, which would be run again.
 */
function silenceStackOutputs(): void {
  const outputs = getStackResource()?.outputs;
  if (outputs === undefined) return;
  for (const part of ['isKnown', 'isSecret']) {
    const promise: unknown = Reflect.get(outputs, part);
    if (promise instanceof Promise) promise.catch(() => undefined);
  }
}
