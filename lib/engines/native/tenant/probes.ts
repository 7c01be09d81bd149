import type { Probe } from 'kubernetes-types/core/v1';
import { shared } from '../../../kubernetes';
import { onceForEach } from '../objects';

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
export const startupProbe = onceForEach((target: ProbeTarget): Probe =>
  shared({ httpGet: target, periodSeconds: 1, timeoutSeconds: 5, failureThreshold: 300 }),
);

/** Out of the Service's endpoints after about ten seconds, back in at the first success. */
export const readinessProbe = onceForEach((target: ProbeTarget): Probe =>
  shared({ httpGet: target, periodSeconds: 3, timeoutSeconds: 5, failureThreshold: 3 }),
);

/** Restarted after 80 seconds without an answer, as kubeadm has it. */
export const livenessProbe = onceForEach((target: ProbeTarget): Probe =>
  shared({ httpGet: target, periodSeconds: 10, timeoutSeconds: 15, failureThreshold: 8 }),
);
