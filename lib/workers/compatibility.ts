/** A way to make nodes that no engine here can take, and what to use instead. */
export interface RefusedWorkerKind {
  /** The sentence that a person reads, without a full stop. */
  readonly reason: string;
  /** What to write instead, for example `kind: 'kubeadm'`. */
  readonly instead: string;
  /** Upstream page that the reason comes from. */
  readonly source: string;
}

/**
 * Ways to make nodes that are refused where a kind is read, by the name that a person would write.
 *
 * They are refused on every engine, so they are no kinds of the model: each of them asks something of its server that a control
 * plane of upstream parts does not answer. Kinds that only some engines take are in `Engine.workers`.
 */
export const REFUSED_WORKER_KINDS = Object.freeze({
  rke2: Object.freeze({
    reason:
      'an RKE2 agent registers with the supervisor of an RKE2 server on port 9345, which no hosted control plane runs',
    instead: "kind: 'kubeadm' on the same machines",
    source: 'https://docs.rke2.io/install/requirements#inbound-network-rules',
  }),
  k3s: Object.freeze({
    reason:
      'a K3s agent registers with the supervisor of a K3s server, which answers on the port of its API server and which no hosted control plane runs',
    instead: "kind: 'kubeadm', or on small machines kind: 'k0s' with an engine that runs k0s control planes",
    source: 'https://docs.k3s.io/architecture#how-agent-node-registration-works',
  }),
  nodeadm: Object.freeze({
    reason:
      'nodeadm makes nodes of Amazon EKS control planes only: it asks the EKS service for the cluster that it joins',
    instead: "kind: 'kubeadm' on the same machines; nodeadm serves for nodes of a management cluster on EKS",
    source: 'https://awslabs.github.io/amazon-eks-ami/nodeadm/',
  }),
  kops: Object.freeze({
    reason:
      'nodeup of kOps asks the kops-controller of its own cluster what it is, and proves to it that it is one of its instances',
    instead: "kind: 'kubeadm' with Machines.awsAutoScalingGroup()",
    source: 'https://kops.sigs.k8s.io/architecture/kops-controller/',
  }),
  openshift: Object.freeze({
    reason:
      'a machine of OpenShift fetches what it is from the machine configuration server of its cluster on port 22623, which no hosted control plane runs',
    instead: "kind: 'kubeadm' on machines of RHEL",
    source: 'https://github.com/openshift/machine-config-operator/blob/main/docs/MachineConfigServer.md',
  }),
  vks: Object.freeze({
    reason: 'a Supervisor of vSphere makes machines of its own clusters alone',
    instead:
      "kind: 'kubeadm' on virtual machines of vSphere, or the Cluster API engine with its infrastructure vsphere",
    source: 'https://developer.broadcom.com/xapis/vmware-vsphere-kubernetes-service/latest/',
  }),
}) satisfies Readonly<Record<string, RefusedWorkerKind>>;

/** The names in {@link REFUSED_WORKER_KINDS}. */
export type RefusedWorkerKindName = keyof typeof REFUSED_WORKER_KINDS;
