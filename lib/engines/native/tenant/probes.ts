import type { Probe } from 'kubernetes-types/core/v1';

/** Where a probe asks. */
export interface ProbeTarget {
  readonly path: string;
  /** Name of a container port. */
  readonly port: string;
  readonly scheme: 'HTTP' | 'HTTPS';
}

/**
 * Asked every second, because the time to the first success is time that a tenant waits. Five minutes of failures: on a node
 * where ten tenants start at once, a start that takes a minute is slow and not broken.
 */
export function startupProbe(target: ProbeTarget): Probe {
  return { httpGet: target, periodSeconds: 1, timeoutSeconds: 5, failureThreshold: 300 };
}

/** Out of the Service's endpoints after about ten seconds, back in at the first success. */
export function readinessProbe(target: ProbeTarget): Probe {
  return { httpGet: target, periodSeconds: 3, timeoutSeconds: 5, failureThreshold: 3 };
}

/** Restarted after 80 seconds without an answer, as kubeadm has it. */
export function livenessProbe(target: ProbeTarget): Probe {
  return { httpGet: target, periodSeconds: 10, timeoutSeconds: 15, failureThreshold: 8 };
}
