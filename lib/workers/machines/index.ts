import { awsAutoScalingGroup, awsInstances } from './aws';
import { azureScaleSet } from './azure';
import { clusterApi } from './cluster-api';
import { digitalocean } from './digitalocean';
import { existing } from './existing';
import { gcpInstanceGroup } from './gcp';
import { hetzner } from './hetzner';
import { kubevirt } from './kubevirt';
import { openstack } from './openstack';
import { ssh } from './ssh';

/** Sources of machines. Each is a value of type {@link MachineSource}; one that is not here can be made by anybody. */
export const Machines = Object.freeze({
  /** Machines of any kind that somebody makes and joins. */
  existing,
  /** Machines that are known one by one and reached by SSH. */
  ssh,
  /** An EC2 Auto Scaling group. */
  awsAutoScalingGroup,
  /** EC2 instances that Karpenter makes when pods need them. */
  awsInstances,
  /** A virtual machine scale set of Azure. */
  azureScaleSet,
  /** A managed instance group of Google Cloud. */
  gcpInstanceGroup,
  /** Servers of OpenStack. */
  openstack,
  /** Servers of Hetzner Cloud. */
  hetzner,
  /** Droplets of DigitalOcean. */
  digitalocean,
  /** Virtual machines in a cluster with KubeVirt. */
  kubevirt,
  /** Machines that Cluster API makes. */
  clusterApi,
});

export type { AwsMachinesProps } from './aws';
export type { AzureMachinesProps } from './azure';
export type { ClusterApiMachinesProps, InfrastructureReference } from './cluster-api';
export type { DigitalOceanMachinesProps } from './digitalocean';
export type { ExistingMachinesProps } from './existing';
export type { GcpMachinesProps } from './gcp';
export type { HetznerMachinesProps } from './hetzner';
export type { KubevirtMachinesProps } from './kubevirt';
export type { CapacityProps, CloudMachineProps, GpuProps, MachineProps, SpotProps } from './machine-props';
export type { DeliveryDefault, MachineSource, Scaling, SecretPlace } from './machine-source';
export type { OpenStackMachinesProps } from './openstack';
export type { SshHost, SshMachinesProps } from './ssh';
