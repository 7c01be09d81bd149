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

/** What a cluster of RKE2 is, whoever makes it. */
export interface Rke2ClusterProps {
  /** Name of the cluster: lower-case letters, digits and hyphens. */
  readonly name: string;
  /** Version of RKE2, for example `v1.36.3+rke2r1`. */
  readonly version: string;
  /** One, three or five; the first is where the cluster begins. */
  readonly servers: readonly Machine[];
  /** @default [] */
  readonly agents?: readonly WorkerMachine[];
  readonly network?: InstallerNetwork;
  /** @default 'canal' */
  readonly cni?: 'canal' | 'calico' | 'cilium' | 'none';
  /** Settings of the CIS benchmark, which machines have to be prepared for. @default true */
  readonly cisProfile?: boolean;
  /** Whether containerd labels containers for SELinux. @default false */
  readonly selinux?: boolean;
  /** Registry that all images of RKE2 come from. @default - Docker Hub */
  readonly systemDefaultRegistry?: string;
}

/** A management cluster of RKE2. */
export interface Rke2Props extends Rke2ClusterProps {
  /** Address or DNS name of a balancer of layer 4 that forwards 9345 and 6443 to the servers. With one server: its address. */
  readonly endpoint: string;
  /** @default {} */
  readonly snapshots?: Rke2Snapshots;
}

/** Where Rancher keeps snapshots of etcd besides the disks of servers. */
export interface RancherSnapshots {
  /** When, in the words of cron. @default '0 *\/6 * * *' */
  readonly schedule?: string;
  /** How many are kept. @default 28 */
  readonly retention?: number;
  /** A bucket. @default - snapshots stay on the disks of servers */
  readonly s3?: RancherBucket;
}

/** A bucket that Rancher writes snapshots into. */
export interface RancherBucket {
  readonly bucket: string;
  /** For example `eu-west-1`. */
  readonly region: string;
  /** Host of the service, for example `s3.eu-west-1.amazonaws.com`. */
  readonly endpoint: string;
  /** @default - the top of the bucket */
  readonly folder?: string;
  /** Cloud credential in Rancher that has the keys, as `<namespace>:<name>`, for example `cattle-global-data:cc-abcde`. */
  readonly cloudCredential: string;
}

/** A management cluster of RKE2 that Rancher makes of machines. */
export interface RancherRke2Props extends Rke2ClusterProps {
  /** Workspace of Rancher, which is a namespace of its management cluster. @default 'fleet-default' */
  readonly workspace?: string;
  /** Labels of the cluster in Rancher. @default {} */
  readonly labels?: Readonly<Record<string, string>>;
  /** Address or DNS name of a balancer in front of the servers, at which people reach the API server without Rancher. @default - nobody does */
  readonly endpoint?: string;
  /** @default {} */
  readonly snapshots?: RancherSnapshots;
}
