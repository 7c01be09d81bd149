import type { PriceFacts, QuotaFacts } from '../model';

/** What a program may say of every place besides what is special to it. */
export interface PlaceProps {
  /** Limits of your account, for the checks that ask about them. @default - those that the page of the host lists */
  readonly quotas?: readonly QuotaFacts[];
  /** What you pay. @default - list prices where the page of the host has them; what is not listed is unknown, not free */
  readonly prices?: readonly PriceFacts[];
}

/**
 * When the address of a balancer is known: `before`: the balancer is made first and its Service takes it over, so that the address can be
 * written everywhere; `after`: the Service makes the balancer.
 */
export type AddressTime = 'before' | 'after';

/** What a Service of type LoadBalancer gets then. */
export type KindByTime<T extends AddressTime> = T extends 'before' ? 'static-ip' : 'dynamic-ip';

/** {@link KindByTime}, as a value. */
export function kindByTime<T extends AddressTime>(time: T): KindByTime<T>;
export function kindByTime(time: AddressTime): KindByTime<AddressTime> {
  return time === 'before' ? 'static-ip' : 'dynamic-ip';
}
