import type { Machine } from '../machines';

/** A machine that the agent of OpenShift installs. */
export interface OpenShiftHost extends Machine {
  /** Of the interface that has the address, for example `52:54:00:00:00:0b`. */
  readonly macAddress: string;
  /** Name of that interface. @default 'eno1' */
  readonly interface?: string;
  /** Disk that is written, for example `/dev/disk/by-id/nvme-1`. @default - the first that fits */
  readonly rootDevice?: string;
}

/** Addresses of a cluster that OpenShift itself keeps on one of its machines. */
export interface OpenShiftVips {
  /** Free addresses for the API, one for each family: what `api.<name>.<baseDomain>` resolves to. */
  readonly apiVips: readonly string[];
  /** Free addresses for routes, one for each family: what `*.apps.<name>.<baseDomain>` resolves to. */
  readonly ingressVips: readonly string[];
}

/** What OpenShift knows of where it runs. */
export type OpenShiftPlatform =
  | ({ readonly kind: 'baremetal' } & OpenShiftVips)
  /** Nothing: balancers are somebody else's, or there is one machine. */
  | { readonly kind: 'none' }
  | ({ readonly kind: 'vsphere'; readonly vcenter: OpenShiftVcenter } & OpenShiftVips);

/** The vCenter of the machines. The password is read from a file when the installation is prepared. */
export interface OpenShiftVcenter {
  readonly server: string;
  readonly user: string;
  readonly datacenter: string;
  /** Path of the cluster of hosts, for example `/dc-1/host/cluster-1`. */
  readonly computeCluster: string;
  /** Path of the datastore, for example `/dc-1/datastore/ssd`. */
  readonly datastore: string;
  /** Name of the port group of the machines. */
  readonly network: string;
}

/** A management cluster of OpenShift, by its agent-based installer. */
export interface OpenShiftProps {
  /** Name of the cluster; with the base domain its DNS name. */
  readonly name: string;
  /** For example `example.com`. */
  readonly baseDomain: string;
  readonly platform: OpenShiftPlatform;
  /** Three or five; or one, with platform `none` and no workers. The first coordinates the installation. */
  readonly controlPlanes: readonly OpenShiftHost[];
  /** @default [] */
  readonly workers?: readonly OpenShiftHost[];
  /** Range of the machines, for example `192.0.2.0/24`. */
  readonly machineCidr: string;
  /** Address of the router of that range. */
  readonly gateway: string;
  /** Addresses of DNS servers. */
  readonly dnsServers: readonly string[];
  /** @default ['10.128.0.0/14'] */
  readonly podCidrs?: readonly string[];
  /** @default ['172.30.0.0/16'] */
  readonly serviceCidrs?: readonly string[];
  /** Names or addresses of time servers. @default - those of DHCP or of the distribution */
  readonly timeServers?: readonly string[];
  /** Cryptography as FIPS 140 asks for. The installer has to run on a machine that does so too. @default false */
  readonly fips?: boolean;
  /** Mirrors of release images, by the repository that they stand for. @default {} */
  readonly mirrors?: Readonly<Record<string, readonly string[]>>;
}
