import type { InputProblem } from '../../findings';

/** What cannot be installed with vSphere Kubernetes Service, by code. */
export const TANZU_PROBLEMS = {
  tkg: {
    code: 'CLN8070',
    title: 'Tanzu Kubernetes Grid, which has ended',
    explanation:
      'The standalone Tanzu Kubernetes Grid had its last release with 2.5.4, and the API TanzuKubernetesCluster of the Supervisor, with its ClusterClass tanzukubernetescluster, is deprecated. The successor of both is vSphere Kubernetes Service (VKS): a Cluster of Cluster API of a class builtin-generic. See https://techdocs.broadcom.com/us/en/vmware-cis/vcf/vsphere-supervisor-services-and-standalone-components/latest/managing-vsphere-kubernetes-service-clusters-and-workloads.html.',
  },
  clusterClass: {
    code: 'CLN8071',
    title: 'a ClusterClass that does not know the version',
    explanation:
      'Each release of VKS brings a ClusterClass builtin-generic, which knows certain minors of Kubernetes: v3.7.0 knows 1.33 to 1.36. The Supervisor refuses a cluster whose class is too old. See https://developer.broadcom.com/xapis/vmware-vsphere-kubernetes-service/latest/variable-docs.html.',
  },
  pool: {
    code: 'CLN8072',
    title: 'a node pool of an impossible size, or without a name of its own',
    explanation:
      'A pool has a name of its own, and a whole number of nodes or bounds with the smaller first; a disk of a node is mounted at an absolute path and has a size. See https://developer.broadcom.com/xapis/vmware-vsphere-kubernetes-service/latest/variable-docs.html.',
  },
} as const satisfies Readonly<Record<string, InputProblem>>;
