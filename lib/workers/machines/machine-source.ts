import type { JoinDelivery, MachinesModel, ScalingModel, SecretStoreModel } from '../../model';

/** How a source grows and shrinks, see {@link ScalingModel}. */
export type Scaling = ScalingModel['kind'];

/**
 * Where the machines of a worker pool come from. A value that the user passes; there is no registry, and anybody can make one:
 * everything that rendering and checks need of it is in `facts`.
 */
export interface MachineSource<S extends Scaling = Scaling> {
  /** What the model records: plain data. */
  readonly facts: MachinesModel & { readonly scaling: Extract<ScalingModel, { readonly kind: S }> };
  /** How machines of this source come by their join credential, unless the pool says otherwise. */
  readonly delivery: DeliveryDefault;
}

/** A way to deliver credentials, as far as a source knows it. How often a Secret is renewed is the pool's business. */
export type DeliveryDefault =
  | Exclude<JoinDelivery, { readonly kind: 'secret' }>
  | {
      readonly kind: 'secret';
      /** Where machines read the credential. `null`: something that is not rendered here takes the Secret. */
      readonly place: SecretPlace | null;
    };

/** A cloud's secret store, without the name that each pool has in it. */
export type SecretPlace = Omit<SecretStoreModel, 'secret'>;

/** A source that nobody changes any more. */
export function sourceOf<S extends Scaling>(source: MachineSource<S>): MachineSource<S> {
  return Object.freeze(source);
}
