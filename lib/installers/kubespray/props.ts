import type { JsonObject } from '../../kubernetes';
import type { ApiEndpoint } from '../endpoint';
import type { Machine, SshAccess, WorkerMachine } from '../machines';
import type { InstallerNetwork } from '../networks';

/** A management cluster that Kubespray makes of machines. */
export interface KubesprayProps {
  /** Name of the cluster: lower-case letters, digits and hyphens. */
  readonly name: string;
  /** Version of Kubernetes, for example `1.35.4`. */
  readonly version: string;
  /** One, three or five. */
  readonly controlPlanes: readonly (Machine & SshAccess)[];
  /** Machines for etcd alone: one, three or five. @default - members run on the control planes */
  readonly etcd?: readonly (Machine & SshAccess)[];
  /** @default [] */
  readonly workers?: readonly (WorkerMachine & SshAccess)[];
  /** Address of the control plane: kube-vip on the control planes, or a balancer of layer 4 that forwards 6443. */
  readonly endpoint: ApiEndpoint;
  readonly network?: InstallerNetwork;
  /** @default 'calico' */
  readonly networkPlugin?: 'calico' | 'cilium';
  /** Variables for all machines; they replace those that are written. @default {} */
  readonly variables?: JsonObject;
}
