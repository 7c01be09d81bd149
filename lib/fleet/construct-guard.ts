import { Construct } from 'constructs';
import { ColonnadeError, INPUT_PROBLEMS } from '../findings';
import { describe } from '../kubernetes';

const ID = /^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/;

/**
 * Refuses a scope or an id that cannot work before the constructs library sees it.
 * Returns the id, so that it can stand inside a call of `super`.
 *
 * @throws CLN0004 unusable id, CLN0005 id taken, CLN0006 wrong scope
 */
export function guardId(
  kind: string,
  scope: unknown,
  id: unknown,
  fits: (scope: object) => boolean,
  scopeName: string,
): string {
  if (!Construct.isConstruct(scope) || !fits(scope)) {
    throw ColonnadeError.of({
      code: INPUT_PROBLEMS.wrongScope.code,
      path: Construct.isConstruct(scope) ? scope.node.path : '',
      property: '',
      message: `a ${kind} needs ${scopeName} as its scope (got ${describe(scope)}).`,
      fix: `new ${kind}(<${scopeName}>, ${typeof id === 'string' ? JSON.stringify(id) : "'name'"}, {...}).`,
    });
  }
  if (typeof id !== 'string' || !ID.test(id)) {
    throw ColonnadeError.of({
      code: INPUT_PROBLEMS.badId.code,
      path: scope.node.path,
      property: 'id',
      message: `the id of a ${kind} must be lower-case letters, digits and dashes, start with a letter, end without a dash and have at most 40 characters (got ${describe(id)}).`,
      fix: `use an id such as ${JSON.stringify(suggestId(id))}.`,
    });
  }
  if (scope.node.tryFindChild(id) !== undefined) {
    throw ColonnadeError.of({
      code: INPUT_PROBLEMS.duplicateId.code,
      path: scope.node.path === '' ? id : `${scope.node.path}/${id}`,
      property: 'id',
      message: `there is already something with the id ${JSON.stringify(id)} in ${scope.node.path === '' ? 'the app' : scope.node.path}.`,
      fix: 'give one of the two another id.',
    });
  }
  return id;
}

function suggestId(id: unknown): string {
  if (typeof id !== 'string') return 'team-a';
  const cleaned = id
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  return cleaned === '' ? 'team-a' : cleaned;
}
