import type { Rule } from '../../../model';
import { KNOWN_ENDPOINT, eachTenant, program } from './each';

const PROGRAM = (replicas: number) =>
  program(
    "kubeadmControlPlane({ machines: 'large' })",
    "aws({ region: 'eu-central-1', machines: { large: { instanceType: 'm7i.large' } } })",
    `${KNOWN_ENDPOINT}\n  replicas: ${replicas},`,
    '',
    "'dedicated'",
  );

/** CLN7405 */
export const oddReplicas: Rule = {
  code: 'CLN7405',
  severity: 'error',
  title: 'an even number of machines with etcd members',
  explanation:
    'Each machine of a control plane of kubeadm or k0s is a member of etcd. An even number of members survives no more failures than one less, and Cluster API refuses it. See https://cluster-api.sigs.k8s.io/tasks/control-plane/kubeadm-control-plane.',
  wrong: PROGRAM(2),
  right: PROGRAM(3),
  check(fleet, report) {
    eachTenant(fleet, ({ tenant, controlPlane }) => {
      if ((controlPlane !== 'kubeadm' && controlPlane !== 'k0s') || tenant.replicas % 2 === 1) return;
      report({
        path: tenant.path,
        property: 'replicas',
        message: `${tenant.replicas} machines of a control plane would be an even number of etcd members.`,
        fix: `replicas: ${tenant.replicas + 1}.`,
      });
    });
  },
};
