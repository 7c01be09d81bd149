import { shortHash } from '../../kubernetes';
import type { JoinDelivery, JoinModel, SecretStoreModel } from '../../model';
import type { DeliveryDefault, SecretPlace } from '../../workers/machines';
import type { JoinProps } from '../props/join-props';
import { describeMap } from './describe-common';

/** Life of a bootstrap token, in minutes, and the longest time between two of them. */
const TOKEN_MINUTES = 60;
const EVERY_MINUTES = 25;

/** How machines of a pool come by their credential. */
export function describeJoin(
  props: JoinProps | undefined,
  byDefault: DeliveryDefault,
  pool: { readonly name: string; readonly path: string; readonly tenant: string },
): JoinModel {
  const tokenMinutes = props?.tokenMinutes ?? TOKEN_MINUTES;
  return {
    group: `system:bootstrappers:colonnade:${pool.name}`,
    tokenMinutes,
    delivery: describeDelivery(),
  };

  function describeDelivery(): JoinDelivery {
    const delivery = props?.delivery ?? byDefault;
    if (delivery.kind !== 'secret') return { kind: delivery.kind };
    // A short life is renewed more often, so that there is always a token with half of its life left.
    const everyMinutes = Math.max(1, Math.min(EVERY_MINUTES, Math.ceil(tokenMinutes / 2) - 1));
    if ('place' in delivery) return { kind: 'secret', everyMinutes, store: storeOf(delivery.place) };
    const place = byDefault.kind === 'secret' ? byDefault.place : null;
    return {
      kind: 'secret',
      everyMinutes: delivery.everyMinutes ?? everyMinutes,
      store: delivery.store === false ? null : storeOf(delivery.store ?? place),
    };
  }

  function storeOf(place: (SecretPlace & { readonly secret?: string }) | null): SecretStoreModel | null {
    if (place === null) return null;
    return {
      kind: place.kind,
      // Names of tenants repeat in other management clusters, which may keep their secrets in the same place.
      secret: place.secret ?? `colonnade-${pool.tenant}-${pool.name}-${shortHash(pool.path)}`,
      location: place.location,
      serviceAccountAnnotations: describeMap(place.serviceAccountAnnotations),
      image: place.image,
    };
  }
}
