import type { InputProblem } from './input-codes';

/** What can be wrong where a program makes the machines of a worker pool. */
export const WORKER_GROUP_PROBLEMS = {
  otherSource: {
    code: 'CLN3300',
    title: 'a group of machines for a pool of another source',
    explanation:
      'A pool says where its machines come from, and everything that is rendered for it follows from that: the form and the size of the document, the place that its credential is read from, the provider id of its nodes. A group of another cloud, or of another kind, would make machines that cannot join.',
  },
  noImage: {
    code: 'CLN3301',
    title: 'machines without an image',
    explanation:
      'Neither the pool nor the group says which image its machines start from, and the cloud has no name for the latest image of this operating system that could be written in its place.',
  },
  noWriter: {
    code: 'CLN3302',
    title: 'a credential that nobody could write',
    explanation:
      'Machines of the pool read their credential from the secret store of their cloud, and a CronJob in the management cluster writes it there. It needs an identity in that cloud. On EKS that is an association of its service account with a role, for which the name of the cluster has to be known; anywhere else the pool names an identity of its own. See https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html.',
  },
  noMachineType: {
    code: 'CLN3304',
    title: 'machines without a type',
    explanation: 'Neither the pool nor the group says which type of machine to make.',
  },
  spotShare: {
    code: 'CLN3305',
    title: 'a share of spare capacity that a group cannot have',
    explanation:
      'On AWS a group can have some of its machines on spare capacity. A group of Google Cloud or Azure has all of them there, or none: two pools make a share, one on spare capacity and one not.',
  },
  noAutoscaler: {
    code: 'CLN3306',
    title: 'an identity for an autoscaler that is not there',
    explanation:
      'The cluster-autoscaler of a tenant runs in the namespace of the tenant when one of its pools asks for it, under a name that has the provider in it. Rights in a cloud are given to that service account, so nothing would ever use them. See https://github.com/kubernetes/autoscaler/tree/master/cluster-autoscaler#deployment.',
  },
} as const satisfies Record<string, InputProblem>;
