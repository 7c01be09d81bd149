import type { ResourcesModel, TolerationModel } from './shared-model';

/** The tunnel from API servers to nodes. */
export interface KonnectivityModel {
  readonly enabled: boolean;
  /** Version of server and agent images, for example `0.36.0`. */
  readonly version: string;
  /** Port of the tenant endpoint that agents dial. */
  readonly port: number;
  readonly agent: {
    readonly mode: 'DaemonSet' | 'Deployment';
    /** Number of agents when `mode` is `Deployment`, otherwise `null`. */
    readonly replicas: number | null;
    readonly hostNetwork: boolean;
    readonly tolerations: readonly TolerationModel[];
    readonly resources: ResourcesModel;
  };
}
