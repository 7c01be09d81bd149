import * as v from 'valibot';
import { INPUT_PROBLEMS, nearest } from '../../findings';
import type { Finding } from '../../findings';
import { describe } from '../../kubernetes';
import { REFUSED, UNKNOWN_PROPERTY, UNREADABLE } from './shape';
import type { Shape } from './shape';

/**
 * Compares props with their shape and returns one finding for each problem; never throws, whatever the value is.
 * Schemas carry what they expect as their message; this turns it into the words of a finding.
 */
export function checkShape(shape: Shape, props: unknown, path: string): Finding[] {
  try {
    const result = v.safeParse(shape, props);
    return result.success ? [] : result.issues.map((issue) => toFinding(issue, path));
  } catch (error) {
    // A getter or proxy of the caller's threw while it was read.
    const reason = error instanceof Error ? error.message : String(error);
    return [wrongValue(path, '', `the props cannot be read: ${reason}.`, 'pass a plain object.')];
  }
}

function toFinding(issue: v.BaseIssue<unknown>, path: string): Finding {
  const property = propertyPath(issue.path ?? []);
  if (issue.message.startsWith(UNKNOWN_PROPERTY)) return unknownProperty(issue, property, path);
  if (issue.message.startsWith(UNREADABLE)) {
    const [problem = '', suggestion = ''] = issue.message.slice(UNREADABLE.length).split('\n');
    return wrongValue(
      path,
      property,
      `${problem}.`,
      suggestion === '' ? `give ${property} in that form.` : `${property}: '${suggestion}'.`,
    );
  }
  if (issue.message.startsWith(REFUSED)) {
    const [reason = '', fix = ''] = issue.message.slice(REFUSED.length).split('\n');
    return wrongValue(path, property, `${reason}.`, `${fix}.`);
  }
  // A missing key is reported by the object's schema with the key quoted; a key that holds undefined by its own schema.
  const missing = issue.input === undefined && property !== '';
  if (missing) {
    const expected =
      issue.kind === 'schema' && issue.type === 'loose_object' && issue.path?.at(-1)?.origin === 'key'
        ? ''
        : issue.message;
    return {
      code: INPUT_PROBLEMS.missingProperty.code,
      severity: 'error',
      path,
      property,
      message: `it is required${expected === '' ? '' : `: expected ${expected}`} (got undefined).`,
      fix: expected === '' ? `set ${property}.` : `set ${property} to ${expected}.`,
    };
  }
  const subject = property === '' ? 'the props' : property;
  return wrongValue(
    path,
    property,
    `expected ${issue.message} (got ${describe(issue.input)}).`,
    `give ${subject} as ${issue.message}.`,
  );
}

function unknownProperty(issue: v.BaseIssue<unknown>, property: string, path: string): Finding {
  const key = String(issue.path?.at(-1)?.key);
  const guess = nearest(key, issue.message.slice(UNKNOWN_PROPERTY.length).split(','));
  return {
    code: INPUT_PROBLEMS.unknownProperty.code,
    severity: 'error',
    path,
    property,
    message: `${JSON.stringify(key)} is not a property here.`,
    fix: guess === undefined ? 'remove it.' : `did you mean ${guess}?`,
  };
}

function propertyPath(items: readonly v.IssuePathItem[]): string {
  let text = '';
  for (const { key } of items) {
    if (typeof key === 'number') text += `[${key}]`;
    else text += text === '' ? String(key) : `.${String(key)}`;
  }
  return text;
}

function wrongValue(path: string, property: string, message: string, fix: string): Finding {
  return { code: INPUT_PROBLEMS.wrongValue.code, severity: 'error', path, property, message, fix };
}
