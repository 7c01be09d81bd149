import type { SizeClass } from '../../model';

/** What a size class sets besides resources. Every value can be overridden with `extraArgs`, except `garbageCollection`. */
export interface SizeSettings {
  /**
   * `GOGC` of every process: how much the heap may grow over what is live, in percent, before it is collected.
   * `GOMEMLIMIT` is never set: below the live heap it burns a core in collection.
   */
  readonly garbageCollection: number;
  /** `--max-requests-inflight` and `--max-mutating-requests-inflight`; priority and fairness divides their sum. */
  readonly requestsInFlight: { readonly reading: number; readonly mutating: number };
  /** `--kube-api-qps` and `--kube-api-burst` of the controller manager. */
  readonly controllerQueries: { readonly perSecond: number; readonly burst: number };
  /** `--kubeconfig-qps` and `--kubeconfig-burst` of a konnectivity server, which asks its API server about each agent's token. */
  readonly tokenReviews: { readonly perSecond: number; readonly burst: number };
}

/**
 * Settings by size class.
 *
 * - Garbage collection, measured on an idle tenant (v1.36.3, anonymous memory of API server, controller manager and scheduler):
 *   100: 187 to 202 + 39 + 16 MB; 50: 153 + 36 + 14 MB; 30: 131 + 35 + 12 MB; 25: 130 + 34 + 12 MB; 20: 124 + 33 + 11 MB. The
 *   konnectivity server adds 6 MB. Larger tenants have more live data and spend memory to save processor time.
 * - Requests in flight: upstream's defaults are 400 and 200; its scripts for large clusters use 1500 and 500 from 500 nodes on
 *   (https://github.com/kubernetes/kubernetes/blob/master/cluster/gce/gci/configure-helper.sh).
 * - Controller queries: upstream's defaults are 20 and 30; 100 and 150 are common for hundreds of nodes.
 * - Token reviews: all agents of the largest tenant of the class come back at once when a server starts, with one to spare for
 *   those that try twice; client-go's own limits, 5 a second and 10 at once, would let 500 agents wait for 100 s.
 * - Watch caches have no setting: API servers size them by what changes, and every size but zero means the same
 *   (`kube-apiserver --help`, `--watch-cache-sizes`).
 */
export const SIZES: Readonly<Record<SizeClass, SizeSettings>> = Object.freeze({
  small: Object.freeze({
    garbageCollection: 25,
    requestsInFlight: Object.freeze({ reading: 200, mutating: 100 }),
    controllerQueries: Object.freeze({ perSecond: 20, burst: 30 }),
    tokenReviews: Object.freeze({ perSecond: 20, burst: 40 }),
  }),
  medium: Object.freeze({
    garbageCollection: 50,
    requestsInFlight: Object.freeze({ reading: 400, mutating: 200 }),
    controllerQueries: Object.freeze({ perSecond: 50, burst: 100 }),
    tokenReviews: Object.freeze({ perSecond: 100, burst: 200 }),
  }),
  large: Object.freeze({
    garbageCollection: 100,
    requestsInFlight: Object.freeze({ reading: 1500, mutating: 500 }),
    controllerQueries: Object.freeze({ perSecond: 100, burst: 150 }),
    tokenReviews: Object.freeze({ perSecond: 500, burst: 1000 }),
  }),
});
