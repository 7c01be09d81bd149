import type { Rule, WorkerPoolModel } from '../../../model';
import { isKubeadmPool } from '../../../workers';
import { configInput, filesOf, kubeletArguments } from '../workers/kubeadm-config';
import { eachPool, poolProgram } from './each';

/** Most characters and entries of a KubeadmConfig. https://doc.crds.dev/github.com/kubernetes-sigs/cluster-api */
const MOST = { content: 10_240, argument: 1024, command: 10_240, files: 200, taints: 100 } as const;

const PROGRAM = (characters: number) =>
  poolProgram({ pool: [`node: { files: [{ path: '/etc/motd', content: '.'.repeat(${characters}) }] },`] });

/** CLN7407 */
export const limits: Rule = {
  code: 'CLN7407',
  severity: 'error',
  title: 'more than a KubeadmConfig holds',
  explanation:
    'A file of a KubeadmConfig has at most 10,240 characters, a command as many, an argument of the kubelet 1,024 (all labels of a pool are one), and there are at most 200 files and 100 taints; API servers refuse more. See https://cluster-api.sigs.k8s.io/tasks/bootstrap/kubeadm-bootstrap/.',
  wrong: PROGRAM(10_241),
  right: PROGRAM(10_240),
  check(fleet, report) {
    eachPool(fleet, (pool, template) => {
      if (template === undefined) return;
      for (const { property, is, most } of sizes(pool)) {
        if (is <= most) continue;
        report({
          path: pool.path,
          property,
          message: `Cluster API takes at most ${most} here (got ${is}).`,
          fix: 'make it smaller, or make it part of the image of the machines.',
        });
      }
    });
  },
};

interface Size {
  readonly property: string;
  readonly is: number;
  readonly most: number;
}

function sizes(pool: WorkerPoolModel): readonly Size[] {
  if (!isKubeadmPool(pool)) return [];
  const files = filesOf(pool);
  return [
    ...files.map(({ path, content }) => ({ property: `node.files ${path}`, is: content.length, most: MOST.content })),
    ...kubeletArguments(configInput(pool)).map(([name, value]) => ({
      property: name === 'node-labels' ? 'labels' : `node.kubelet.extraArgs.${name}`,
      is: value.length,
      most: MOST.argument,
    })),
    ...(['before', 'after'] as const).flatMap((when) =>
      pool.node.commands[when].map((command, index) => ({
        property: `node.commands.${when}[${index}]`,
        is: command.length,
        most: MOST.command,
      })),
    ),
    { property: 'node.files', is: files.length, most: MOST.files },
    { property: 'taints', is: pool.taints.length, most: MOST.taints },
  ];
}
