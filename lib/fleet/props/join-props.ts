import type { SecretPlace } from '../../workers/machines';

/** How machines come by their join credential. */
export interface JoinProps {
  /**
   * Life of a token. Minutes.
   *
   * @default 60
   * @see https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/
   */
  readonly tokenMinutes?: number;
  /** How a token reaches a machine. @default - by source of the machines */
  readonly delivery?: JoinDeliveryProps;
}

/** How a token reaches a machine. */
export type JoinDeliveryProps =
  | {
      /** Somebody runs `colonnade join-token`. */
      readonly kind: 'person';
    }
  | {
      /** One token for each machine that is listed. */
      readonly kind: 'single-use';
    }
  | SecretDeliveryProps
  | {
      /** Cluster API makes one for each machine. */
      readonly kind: 'cluster-api';
    };

/** A CronJob beside the control plane keeps a fresh token in a Secret. */
export interface SecretDeliveryProps {
  readonly kind: 'secret';
  /** Minutes between two tokens: less than half of a token's life. @default - 25, less where tokens live shorter than an hour */
  readonly everyMinutes?: number;
  /** Where machines read it. `false`: something else takes the Secret. @default - the secret store of the machines' cloud */
  readonly store?: SecretStoreProps | false;
}

/** A cloud's secret store that a machine reads with its own identity. */
export interface SecretStoreProps extends SecretPlace {
  /** Name of the secret; machines need to read no other. @default - `colonnade-`, names of tenant and pool */
  readonly secret?: string;
}
