import type { KubeletModel, Rule } from '../../../model';
import { poolProgram } from '../../programs';
import { eachPool } from '../../walk';

/** CLN1521 */
export const kubeletBounds: Rule = {
  code: 'CLN1521',
  severity: 'error',
  title: 'settings of the kubelet that contradict each other',
  explanation:
    'A kubelet compares some of its settings at start and exits when one is beyond another: the time for critical pods is part of the time for all, and images are removed from a higher share of the disk down to a lower one. See https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/.',
  wrong: poolProgram('node: { kubelet: { imageGc: { highPercent: 70 } } },'),
  right: poolProgram('node: { kubelet: { imageGc: { highPercent: 70, lowPercent: 60 } } },'),
  check(fleet, report) {
    eachPool(fleet, ({ path, node: { kubelet } }) => {
      for (const [property, message, fix] of problemsOf(kubelet)) {
        report({ path, property: `node.kubelet.${property}`, message, fix });
      }
    });
  },
};

function problemsOf({ imageGc, shutdown }: KubeletModel): readonly (readonly [string, string, string])[] {
  const { highPercent, lowPercent } = imageGc;
  const { graceSeconds, criticalSeconds } = shutdown;
  return [
    ...(lowPercent >= highPercent
      ? ([
          [
            'imageGc',
            `images are removed above ${highPercent} % down to ${lowPercent} %, which is not lower.`,
            `lowPercent: ${Math.max(0, highPercent - 5)} or lower.`,
          ],
        ] as const)
      : []),
    ...(criticalSeconds > graceSeconds
      ? ([
          [
            'shutdown',
            `critical pods have ${criticalSeconds} s of the ${graceSeconds} s that all pods have.`,
            `graceSeconds: ${criticalSeconds * 3}, or a lower criticalSeconds.`,
          ],
        ] as const)
      : []),
  ];
}
