import type { FindingCode } from './finding';
import type { InputProblem } from './input-codes';

/** A place that people look for and that is no host, with what to use instead. */
export interface RefusedHost {
  readonly code: FindingCode;
  /** For example `Equinix Metal`. */
  readonly title: string;
  /** Day on which it ended, as in `2026-06-30`; `null`: it has not ended, and is no host all the same. */
  readonly ended: string | null;
  readonly reason: string;
  readonly successor: string;
  /** Page that says so. */
  readonly source: string;
}

/** By the name of the function that refuses it. */
export const REFUSED_HOSTS = Object.freeze({
  equinixMetal: {
    code: 'CLN3311',
    title: 'Equinix Metal (Packet)',
    ended: '2026-06-30',
    reason:
      'Equinix Metal, which was Packet, was shut down on 2026-06-30: its API makes no machines any more, and the provider of Cluster API for it was given up before.',
    successor:
      'bare metal of your own with Metal3 or Tinkerbell (metal3, bareMetal), dedicated or cloud servers of Hetzner (hetzner), or another provider of machines (bareMetal)',
    source: 'https://www.datacenterdynamics.com/en/news/equinix-to-kill-off-metal-by-june-2026/',
  },
  cloudRun: {
    code: 'CLN3312',
    title: 'Google Cloud Run',
    ended: null,
    reason:
      'Cloud Run ends TLS in front of a container and passes it HTTP: an API server never sees the certificates that its clients prove themselves with, konnectivity has no port of its own, and watches end with the longest time that a request may take. There are no volumes for etcd either, and no Kubernetes API that the manifests could be given to.',
    successor: 'GKE, with nodes or Autopilot (gcp), or pods without nodes elsewhere (onFargate, onVirtualNodes)',
    source: 'https://cloud.google.com/run/docs/container-contract',
  },
} as const satisfies Readonly<Record<string, RefusedHost>>);

/** The same places, as what can be found. */
export const REFUSED_HOST_PROBLEMS: readonly InputProblem[] = Object.values<RefusedHost>(REFUSED_HOSTS).map(
  ({ code, title, ended, reason, successor, source }) => ({
    code,
    title: ended === null ? `${title} as a host` : `${title}, which has ended`,
    explanation: `${reason} Use ${successor}. See ${source}.`,
  }),
);
