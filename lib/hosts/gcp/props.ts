import type { NodePoolFacts } from '../../model';
import type { PlaceProps } from '../place-props';
import type { PoolsProps } from '../role-pools';

/** Clients that reach the address of the management cluster's API server. */
export interface GcpAuthorizedNetwork {
  /** For example `office`. */
  readonly name: string;
  /** For example `198.51.100.0/24`. */
  readonly cidr: string;
}

/** Ranges of the network, which may not overlap. */
export interface GcpNetworkProps {
  /** Of nodes and internal balancers. @default '10.0.0.0/20' */
  readonly nodes?: string;
  /** Of pods. @default '10.4.0.0/14' */
  readonly pods?: string;
  /** Of Services. @default '10.8.0.0/20' */
  readonly services?: string;
}

/** When Google may change the cluster: at least 48 hours in every 32 days, in pieces of four hours or more. */
export interface GcpMaintenance {
  /** First beginning, in RFC 3339, for example `2026-01-03T02:00:00Z`. */
  readonly start: string;
  /** First end. */
  readonly end: string;
  /** RFC 5545 recurrence, for example `FREQ=WEEKLY;BYDAY=SA,SU`. */
  readonly recurrence: string;
}

/** What a program says of its place at Google Cloud. */
export interface GcpProps extends PlaceProps {
  /** Id of the project. */
  readonly project: string;
  /** For example `europe-west3`. */
  readonly region: string;
  /** Zones of the nodes; Autopilot uses those of the region that Google chooses. @default - the first three of the region */
  readonly zones?: readonly string[];
  /**
   * `standard`: node pools of yours; `autopilot`: Google makes nodes as pods need them, and replaces them when it wants to. etcd holds
   * there on the compute class Balanced: see docs/hosts/gcp.md.
   *
   * @default 'standard'
   * @see https://cloud.google.com/kubernetes-engine/docs/resources/autopilot-standard-feature-comparison
   */
  readonly mode?: 'standard' | 'autopilot';
  /** Machines of the node pools; none with Autopilot. @default - `n2-standard-4` for control planes, `n2-standard-2` elsewhere */
  readonly pools?: PoolsProps;
  /** Whether tenants are reached from everywhere or from the network alone. @default 'external' */
  readonly balancers?: 'external' | 'internal';
  /** Ranges of the network that the cluster gets. */
  readonly network?: GcpNetworkProps;
  /**
   * Who reaches the address of the management cluster's API server. Without any it has none, and is reached by its DNS name, where Google
   * lets in who has a role in the project.
   *
   * @default []
   * @see https://cloud.google.com/kubernetes-engine/docs/concepts/network-isolation#dns-based_endpoint
   */
  readonly authorizedNetworks?: readonly GcpAuthorizedNetwork[];
  /** Speed of upgrades. @default 'REGULAR' */
  readonly releaseChannel?: 'RAPID' | 'REGULAR' | 'STABLE' | 'EXTENDED';
  /** When Google may upgrade and repair. @default - Saturdays and Sundays from 02:00 to 08:00 UTC */
  readonly maintenance?: GcpMaintenance;
  /**
   * Name of the Cloud KMS key ring for disks, Secrets and backups. Key rings cannot be deleted, so a name is used once in a project and
   * region.
   *
   * @default 'colonnade'
   */
  readonly keyRing?: string;
  /** Project of the fleet that the cluster joins. @default - none */
  readonly fleetProject?: string;
  /** Days that overwritten backups are kept for. @default 30 */
  readonly backupRetentionDays?: number;
  /** Labels of everything that can have any: lower-case letters, digits, dashes. @default {} */
  readonly labels?: Readonly<Record<string, string>>;
}

/** What was said, with defaults: what resources are made from. */
export interface GcpSettings extends Required<Omit<GcpProps, keyof PlaceProps | 'pools' | 'fleetProject' | 'network'>> {
  readonly network: Required<GcpNetworkProps>;
  readonly fleetProject: string | null;
  /** Empty with Autopilot. */
  readonly nodePools: readonly NodePoolFacts[];
  /** Full name of the key of etcd's volumes and of the nodes' disks. */
  readonly diskKey: string;
}
