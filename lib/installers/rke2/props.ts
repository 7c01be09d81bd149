import type { Machine, WorkerMachine } from '../machines';
import type { InstallerNetwork } from '../networks';

/** Where snapshots of etcd go besides the disks of servers. */
export interface Rke2Snapshots {
  /**
   * Name of a Secret in kube-system with bucket, endpoint and keys: https://docs.rke2.io/datastore/backup_restore#s3-configuration-secret-support.
   * Until somebody makes it, snapshots stay on the servers.
   */
  readonly s3Secret?: string;
  /** When, in the words of cron. @default '0 *\/6 * * *' */
  readonly schedule?: string;
  /** How many are kept. @default 28 */
  readonly retention?: number;
}

/** A management cluster of RKE2. */
export interface Rke2Props {
  /** Name of the cluster: lower-case letters, digits and hyphens. */
  readonly name: string;
  /** Version of RKE2, for example `v1.36.3+rke2r1`. */
  readonly version: string;
  /** One, three or five; the first is where the cluster begins. */
  readonly servers: readonly Machine[];
  /** @default [] */
  readonly agents?: readonly WorkerMachine[];
  /** Address or DNS name of a balancer of layer 4 that forwards 9345 and 6443 to the servers. With one server: its address. */
  readonly endpoint: string;
  readonly network?: InstallerNetwork;
  /** @default 'canal' */
  readonly cni?: 'canal' | 'calico' | 'cilium' | 'none';
  /** Settings of the CIS benchmark, which machines have to be prepared for. @default true */
  readonly cisProfile?: boolean;
  /** @default {} */
  readonly snapshots?: Rke2Snapshots;
  /** Whether containerd labels containers for SELinux. @default false */
  readonly selinux?: boolean;
  /** Registry that all images of RKE2 come from. @default - Docker Hub */
  readonly systemDefaultRegistry?: string;
}
