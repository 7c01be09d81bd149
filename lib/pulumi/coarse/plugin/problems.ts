import { ColonnadeError, PULUMI_PROBLEMS } from '../../../findings';

/** What can go wrong where a set of objects meets its cluster. */
type Problem = 'kubeconfig' | 'refusedObject' | 'notReady' | 'guarded' | 'unreachable';

/** An error of a set. @param path - the set, or where in a kubeconfig; @param property - the object, or nothing */
export function setProblem(
  problem: Problem,
  found: { readonly path: string; readonly property?: string; readonly message: string; readonly fix: string },
): ColonnadeError {
  return ColonnadeError.of({ code: PULUMI_PROBLEMS[problem].code, property: '', ...found });
}

/** Whether an error says that no API server answered. */
export function isUnreachable(error: unknown): boolean {
  return ColonnadeError.is(error) && error.code === PULUMI_PROBLEMS.unreachable.code;
}

/** What an error says, in one text. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
