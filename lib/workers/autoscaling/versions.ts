import { SUPPORTED_MINORS, parseVersion } from '../../kubernetes';
import type { SupportedMinor } from '../../kubernetes';

/**
 * Releases of cluster-autoscaler by minor of Kubernetes: it simulates the scheduler of that very minor, so they have to be the same.
 * https://github.com/kubernetes/autoscaler/tree/master/cluster-autoscaler#releases
 */
const RELEASES: Readonly<Record<SupportedMinor, string>> = Object.freeze({
  33: '1.33.5',
  34: '1.34.4',
  35: '1.35.1',
  36: '1.36.1',
});

/**
 * Version of cluster-autoscaler for a control plane, without a leading `v`.
 *
 * @param version - of the control plane, for example `1.36.3`; of a minor that is not known here the nearest known one is taken
 */
export function clusterAutoscalerVersion(version: string): string {
  const read = parseVersion(version);
  const wanted = read.ok ? read.value.minor : Infinity;
  const fitting = SUPPORTED_MINORS.filter((minor) => minor <= wanted).at(-1);
  return RELEASES[fitting ?? SUPPORTED_MINORS[0]];
}
