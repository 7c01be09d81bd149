import type { NodePoolFacts } from '../../model';
import type { PlaceProps } from '../place-props';
import type { PoolsProps } from '../role-pools';

/** Ranges of the network, which may not overlap. */
export interface AzureNetworkProps {
  /** Of the virtual network. @default '10.10.0.0/16' */
  readonly network?: string;
  /** Of nodes, within the virtual network. @default '10.10.0.0/20' */
  readonly nodes?: string;
  /** Of internal balancers, within the virtual network. @default '10.10.16.0/24' */
  readonly balancers?: string;
  /** Of pods, beside the virtual network. @default '10.32.0.0/14' */
  readonly pods?: string;
  /** Of Services, beside the virtual network. @default '10.20.0.0/16' */
  readonly services?: string;
}

/** When Azure may upgrade the cluster and its nodes, once a week. */
export interface AzureMaintenance {
  readonly day: 'Monday' | 'Tuesday' | 'Wednesday' | 'Thursday' | 'Friday' | 'Saturday' | 'Sunday';
  /** For example `02:00`, in UTC. */
  readonly startTime: string;
  /** From 4 to 24. */
  readonly hours: number;
}

/** What a program says of its place at Azure. */
export interface AzureProps extends PlaceProps {
  /**
   * Name of the resource group that everything is in. Services of tenants name it, because their addresses are in it and not in the
   * group that AKS makes for nodes.
   */
  readonly resourceGroup: string;
  /** For example `westeurope`. */
  readonly region: string;
  /** Availability zones of the nodes. @default ['1', '2', '3'] */
  readonly zones?: readonly string[];
  /** Machines of the node pools. @default - `Standard_D4s_v5` for control planes, `Standard_D2s_v5` elsewhere */
  readonly pools?: PoolsProps;
  /** Whether tenants are reached from everywhere or from the network alone. @default 'external' */
  readonly balancers?: 'external' | 'internal';
  /** Ranges of the network that the cluster gets. */
  readonly network?: AzureNetworkProps;
  /** Ranges that reach the management cluster's API server. Without any, the virtual network alone reaches it. @default [] */
  readonly authorizedRanges?: readonly string[];
  /** `Standard` has an uptime promise of 99.95 % over zones; `Premium` adds two years of support for a minor. @default 'Standard' */
  readonly tier?: 'Standard' | 'Premium';
  /** Object ids of the Entra groups that administer the cluster. There are no local accounts. @default [] */
  readonly administrators?: readonly string[];
  /** When Azure may upgrade. @default { day: 'Saturday', startTime: '02:00', hours: 6 } */
  readonly maintenance?: AzureMaintenance;
  /** Days that logs are kept for. @default 30 */
  readonly logRetentionDays?: number;
  /** Days that overwritten and deleted backups are kept for. @default 30 */
  readonly backupRetentionDays?: number;
  /** Tags of everything that can have any. @default {} */
  readonly tags?: Readonly<Record<string, string>>;
}

/** What was said, with defaults: what resources are made from. */
export interface AzureSettings extends Required<Omit<AzureProps, keyof PlaceProps | 'pools' | 'network'>> {
  readonly network: Required<AzureNetworkProps>;
  readonly nodePools: readonly NodePoolFacts[];
}
