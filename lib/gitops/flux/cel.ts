import { celExpression } from '../shared/cel';
import type { KindHealth } from '../shared/health';

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
    failed: degraded.map((entry) => celExpression(entry)).join(' || '),
    current: healthy.map((entry) => celExpression(entry)).join(' && '),
  };
}
