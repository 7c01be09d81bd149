import type { Expectation, KindHealth } from '../shared/health';

/** Health of a kind as Flux reads it. https://fluxcd.io/flux/components/kustomize/kustomizations/#health-check-expressions */
export interface HealthCheckExpression {
  readonly apiVersion: string;
  readonly kind: string;
  readonly current: string;
  readonly failed?: string;
}

/**
 * Expressions in CEL over the fields of an object. What is neither failed nor current is in progress; what somebody stopped on purpose
 * is neither.
 */
export function healthCheckExpression({ apiVersion, kind, healthy, degraded }: KindHealth): HealthCheckExpression {
  return {
    apiVersion,
    kind,
    failed: degraded.map(expressionOf).join(' || '),
    current: healthy.map(expressionOf).join(' && '),
  };
}

function expressionOf(entry: Expectation): string {
  if ('field' in entry) {
    const segments = entry.field.split('.');
    const guards = segments.slice(1).map((_, index) => `has(${segments.slice(0, index + 2).join('.')})`);
    return `(${[...guards, `string(${entry.field}) in [${entry.values.map(quoted).join(', ')}]`].join(' && ')})`;
  }
  const tests = [
    `c.type == ${quoted(entry.condition)}`,
    `c.status == ${quoted(entry.status)}`,
    ...(entry.reason === undefined ? [] : [`c.reason == ${quoted(entry.reason)}`]),
  ];
  return `(has(status.conditions) && status.conditions.exists(c, ${tests.join(' && ')}))`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
