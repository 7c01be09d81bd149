import type { HostFacts, LoadBalancerKind, NodeChoice, NodePoolFacts } from '../../model';
import type { Host } from '../host';
import { profileOf } from '../profile';

/** Where a management cluster has its datastores when its control planes have no nodes. */
export interface ClusterlessProps {
  /**
   * `elsewhere`: every datastore is given by its endpoints, and one that would be rendered is refused (CLN3103); `nodes`: it is rendered
   * onto the nodes that the host has for it.
   *
   * @default 'elsewhere'
   */
  readonly etcd?: 'elsewhere' | 'nodes';
  /** Most pods at once, for example the quota of the account. @default 200 */
  readonly maxPods?: number;
}

/** A kind of pods without nodes. */
interface Serverless {
  /** How it is called, for example `fargate`. */
  readonly name: string;
  /** Label and taint of what stands for its machines in Kubernetes. */
  readonly labels: NodePoolFacts['labels'];
  readonly taints: NodePoolFacts['taints'];
  /** How pods of control planes come there. */
  readonly placement: NodeChoice;
  /** How a pod would come there by its own choice. */
  readonly chosen: NodeChoice;
}

const COMPUTE_TYPE = 'eks.amazonaws.com/compute-type';
const ON_FARGATE = { key: COMPUTE_TYPE, operator: 'Equal', value: 'fargate', effect: 'NoSchedule' } as const;

/** https://docs.aws.amazon.com/eks/latest/userguide/fargate-profile.html */
const FARGATE: Serverless = {
  name: 'fargate',
  labels: { [COMPUTE_TYPE]: 'fargate' },
  taints: [{ key: COMPUTE_TYPE, value: 'fargate', effect: 'NoSchedule' }],
  // The profile chooses pods by their labels, not pods their node.
  placement: { nodeSelector: {}, tolerations: [ON_FARGATE] },
  chosen: { nodeSelector: { [COMPUTE_TYPE]: 'fargate' }, tolerations: [ON_FARGATE] },
};

const VIRTUAL_NODE: NodeChoice = {
  nodeSelector: { virtualization: 'virtualnode2' },
  tolerations: [{ key: 'virtual-kubelet.io/provider', operator: 'Exists', effect: 'NoSchedule' }],
};

/** https://github.com/microsoft/virtualnodesOnAzureContainerInstances#deploy-your-first-pod-to-a-virtual-node */
const ACI: Serverless = {
  name: 'virtual-nodes',
  labels: VIRTUAL_NODE.nodeSelector,
  taints: [{ key: 'virtual-kubelet.io/provider', value: 'azure', effect: 'NoSchedule' }],
  placement: VIRTUAL_NODE,
  chosen: VIRTUAL_NODE,
};

/**
 * A management cluster on EKS whose control planes run on AWS Fargate: each pod on a machine of its own that AWS keeps. Control planes
 * hold no state, so their datastores are elsewhere; etcd itself needs volumes that Fargate does not have.
 *
 * The resources of the profile are made by `AwsFargateProfile` of `colonnade/pulumi/aws`. What EKS itself needs (controllers, Jobs of
 * tenants, whatever uses Pod Identity, which Fargate does not have) stays on the general nodes of the host.
 *
 * @param host - a host on EKS: `aws({ ... })`, or `existing({ ... })`
 *
 * @example
 * onFargate(aws({ region: 'eu-central-1', nodes: { controlPlane: false, etcd: false } }))
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/fargate.html
 */
export function onFargate<H extends Host>(host: H, props: ClusterlessProps = {}): H {
  return serverless(host, FARGATE, props);
}

/**
 * A management cluster on AKS whose control planes run on Azure Container Instances, through virtual nodes (the second, which is
 * installed by a Helm chart; the add-on of AKS has no probes). Datastores are elsewhere: volumes there are Azure Files.
 *
 * @param host - a host on AKS with Azure CNI in its own subnet: `azure({ ... })`, or `existing({ ... })`
 *
 * @example
 * onVirtualNodes(existing({ loadBalancer: 'static-ip' }))
 *
 * @see https://github.com/microsoft/virtualnodesOnAzureContainerInstances
 */
export function onVirtualNodes<H extends Host>(host: H, props: ClusterlessProps = {}): H {
  return serverless(host, ACI, props);
}

function serverless<H extends Host>(
  host: H,
  kind: Serverless,
  { etcd = 'elsewhere', maxPods = 200 }: ClusterlessProps,
): H {
  const { facts } = host;
  const pool: NodePoolFacts = {
    name: kind.name,
    role: 'control-plane',
    kind: 'serverless',
    machineType: null,
    burstable: false,
    cpu: null,
    memoryBytes: null,
    size: { min: 0, max: maxPods },
    zones: facts.zones,
    labels: kind.labels,
    taints: kind.taints,
    encrypted: true,
    private: true,
  };
  const changed: HostFacts & { readonly loadBalancer: LoadBalancerKind } = {
    ...facts,
    placement: {
      controlPlane: kind.placement,
      etcd: etcd === 'elsewhere' ? kind.chosen : facts.placement.etcd,
    },
    profile: profileOf({ ...facts.profile, nodePools: [...(facts.profile?.nodePools ?? []), pool] }),
  };
  return Object.freeze({ ...host, facts: Object.freeze(changed) });
}
