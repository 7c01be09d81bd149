import type { InputProblem } from '../../findings';

/** What cannot be installed with kubeadm, by code. */
export const KUBEADM_PROBLEMS = {
  etcd: {
    code: 'CLN8010',
    title: 'an external etcd that kubeadm cannot use',
    explanation:
      'API servers reach an external etcd at URLs with https, with a client certificate: whoever reaches etcd without one can read and write everything in the cluster. See https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/high-availability/#external-etcd-nodes.',
  },
  encryption: {
    code: 'CLN8011',
    title: 'a key management service at no socket',
    explanation:
      'Plug-ins of a key management service are reached at a UNIX socket, an absolute path that stands in a folder of its own, which is mounted into the API server. See https://kubernetes.io/docs/tasks/administer-cluster/kms-provider/.',
  },
} as const satisfies Readonly<Record<string, InputProblem>>;
