import type { Rule } from '../../../model';
import { poolProgram } from '../../programs';
import { eachPool } from '../../walk';

/** CLN1510 */
export const mirrorsOnly: Rule = {
  code: 'CLN1510',
  severity: 'error',
  title: 'machines that may use mirrors only and have none',
  explanation:
    'A machine without a way out pulls every image from a mirror, the sandbox image of its first pod among them. Without a mirror of the registry that is on, no pod starts. See https://github.com/containerd/containerd/blob/main/docs/hosts.md.',
  wrong: poolProgram('node: { containerd: { mirrorsOnly: true } },'),
  right: poolProgram(`node: {
  containerd: {
    mirrorsOnly: true,
    mirrors: { 'registry.k8s.io': [{ url: 'https://mirror.example.org/k8s', overridePath: true }] },
  },
},`),
  check(fleet, report) {
    eachPool(fleet, ({ path, node: { containerd } }) => {
      if (!containerd.mirrorsOnly) return;
      const registry = containerd.sandboxImage.split('/')[0] ?? '';
      const mirrored = Object.entries(containerd.mirrors).some(
        ([host, mirrors]) => mirrors.length > 0 && (host === registry || host === '_default'),
      );
      if (mirrored) return;
      report({
        path,
        property: 'node.containerd.mirrors',
        message: `there is no mirror of ${registry}, which ${containerd.sandboxImage} is on, and mirrorsOnly lets nothing else be used.`,
        fix: `mirrors: { '${registry}': [{ url: 'https://...' }] }.`,
      });
    });
  },
};
