import type { ResourceValidationArgs } from '@pulumi/policy';
import { FLEET_TYPE } from '../reported';
import type { ReportedFinding } from '../reported';

/** What the program told of its fleet; nothing for other resources, and for programs whose library is older than that. */
export function findingsOf({ type, props }: ResourceValidationArgs): readonly ReportedFinding[] {
  const told: unknown = type === FLEET_TYPE ? props['findings'] : undefined;
  return Array.isArray(told) ? told.filter(isReported) : [];
}

function isReported(value: unknown): value is ReportedFinding {
  if (typeof value !== 'object' || value === null) return false;
  const texts = ['code', 'severity', 'path', 'property', 'message', 'fix'];
  return texts.every((key) => typeof Reflect.get(value, key) === 'string');
}
