import type { CapabilityTable, UnsupportedPath } from '../../engines';

declare const notHonoured: unique symbol;

/**
 * Stands where the engine does not honour a prop: nothing is of this type, so that setting the prop does not compile. `colonnade engines`
 * says why and what to use instead; an engine that only the running program knows is asked by CLN3030.
 */
export interface NotHonoured<Path extends string> {
  readonly [notHonoured]: Path;
}

/** Values that say what is the case anyway, and are therefore no loss. */
interface UsualValues {
  readonly size: 'small';
  readonly 'audit.sink': 'stdout';
}

/** Props of a tenant without those that an engine with a table of type `T` does not honour. */
export type HonouredProps<P, T extends CapabilityTable> = Honoured<P, TenantPath<UnsupportedPath<T>>, ''>;

type TenantPath<U> = U extends `tenant.${infer Path}` ? Path : never;

type Honoured<P, U extends string, At extends string> = [U] extends [never]
  ? P
  : P extends object
    ? { readonly [K in keyof P]: K extends string ? Step<P[K], K, U, `${At}${K}`> : P[K] }
    : P;

type Step<V, K extends string, U extends string, Path extends string> = K extends U
  ? NotHonoured<Path> | Extract<V, undefined> | (Path extends keyof UsualValues ? UsualValues[Path] : never)
  : Path extends 'store'
    ? StoreOf<V, Below<U, K>>
    : Path extends 'endpoint'
      ? EndpointOf<V, Below<U, K>>
      : Honoured<V, Below<U, K>, `${Path}.`>;

type Below<U, K extends string> = U extends `${K}.${infer Rest}` ? Rest : never;

/** A store of the tenant's own is plain data; one that tenants share is a construct. */
type StoreOf<V, U> = V extends { readonly storeName: string }
  ? 'shared' extends U
    ? never
    : V
  : 'dedicated' extends U
    ? never
    : V;

type EndpointOf<V, U> = V extends { readonly kind: infer Kind } ? (Kind extends U ? never : V) : V;
