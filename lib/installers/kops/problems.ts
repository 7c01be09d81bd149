import type { InputProblem } from '../../findings';

/** What cannot be installed with kOps, by code. */
export const KOPS_PROBLEMS = {
  bucket: {
    code: 'CLN8020',
    title: 'a state store that is no bucket',
    explanation:
      'kOps keeps the cluster, its keys and the backups of etcd in a bucket, named s3://bucket or s3://bucket/folder. See https://kops.sigs.k8s.io/state/.',
  },
  burstable: {
    code: 'CLN8021',
    title: 'etcd on burstable machines',
    explanation:
      'A burstable machine runs at a fraction of its processor once its credits are used up, and etcd then loses its leader. That concerns control planes, and groups that are kept for etcd. See https://etcd.io/docs/v3.6/op-guide/hardware/.',
  },
  zones: {
    code: 'CLN8022',
    title: 'zones that are none, or of several regions',
    explanation:
      'A cluster of kOps is in one region of AWS, and each of its zones is named once, for example eu-west-1a. See https://kops.sigs.k8s.io/operations/high_availability/.',
  },
  size: {
    code: 'CLN8023',
    title: 'a node group of an impossible size',
    explanation:
      'A group has at least as many machines as its minimum and at most as many as its maximum. See https://kops.sigs.k8s.io/instance_groups/.',
  },
  access: {
    code: 'CLN8024',
    title: 'an API server that everybody reaches',
    explanation:
      'A management cluster holds the keys of all its tenants. Its API server is reached from inside of the network, or from ranges that are named; the whole Internet is not one. See https://kops.sigs.k8s.io/cluster_spec/#kubernetesapiaccess.',
  },
} as const satisfies Readonly<Record<string, InputProblem>>;
