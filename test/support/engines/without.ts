import type { Construct } from 'constructs';
import { Endpoint, EtcdStore } from '../../../lib';
import type { AnyEndpoint, Engine, IEtcdStore, ManagementCluster } from '../../../lib';
import { capabilityOf } from '../../../lib/engines';
import { placed } from './placed';

type Props = Readonly<Record<string, unknown>>;

/** Whose props they are. */
export interface Place {
  readonly scope: Construct;
  readonly engine: Engine;
  /** Kubernetes version of the tenant. */
  readonly version: string;
  /** A number that no other place has. */
  readonly number: number;
}

/**
 * Props without one property, which is named as findings name it: `audit.sink`, `patches[0]`, `labels.acme.example/team`. What cannot be
 * left out is replaced by what the engine has.
 */
export function without(props: Props, property: string, place: Place): Props {
  const [word = ''] = property.split('.', 1);
  if (word === 'store') return { ...props, store: storeFor(props, place) };
  if (word === 'bootstrap') return { ...props, bootstrap: bootstrapFor(place) };
  if (property === 'replicas') return { ...props, replicas: 3 };
  if (property === 'endpoint' || property === 'endpoint.address')
    return { ...props, endpoint: endpointFor(props, place) };
  // Groups of clouds have a way of their own, which is said nowhere.
  if (property === 'join.delivery' && props['join'] === undefined)
    return { ...props, join: { delivery: { kind: 'person' } } };
  const [first, ...rest] = stepsTo(props, property);
  if (first === undefined) throw new Error(`nothing here is called ${property}`);
  return placed(props, [first, ...rest], undefined) as Props;
}

/** A store that the engine has: the tenant's own, if need be with as many members as there are API servers, or one that exists already. */
export function storeFor({ store, replicas }: Props, { scope, engine }: Pick<Place, 'scope' | 'engine'>): unknown {
  if (capabilityOf(engine.capabilities, 'tenant.store.dedicated')?.support !== 'unsupported')
    return store === 'dedicated'
      ? EtcdStore.dedicated({ members: replicas === 1 ? 1 : 3, volume: '8Gi' })
      : 'dedicated';
  const known = scope.node.tryFindChild('elsewhere');
  if (known !== undefined) return known;
  const endpoints = ['https://etcd.example.org:2379'] as const;
  const made: IEtcdStore = EtcdStore.fromEndpoints(scope as ManagementCluster, 'elsewhere', {
    endpoints,
    clusterIssuer: 'etcd',
  });
  return made;
}

function bootstrapFor({ engine, version }: Place): unknown {
  return engine.workers.kubeadm.support === 'unsupported' ? { kind: 'k0s', version: `${version}+k0s.0` } : undefined;
}

/** The same kind of endpoint with an address of the family that the tenant's Services have. */
function endpointFor(props: Props, { number }: Place): unknown {
  const network = props['network'] as { readonly serviceCidrs?: readonly string[] } | undefined;
  const isIpv6 = network?.serviceCidrs?.[0]?.includes(':') === true;
  const address = isIpv6 ? `2001:db8::${number.toString(16)}` : `203.0.113.${100 + number}`;
  const endpoint = props['endpoint'] as AnyEndpoint;
  return endpoint.kind === 'nodePort' ? { ...endpoint, address } : Endpoint.loadBalancer({ address });
}

/** The keys that lead to a property; names of keys may hold dots. Ends where nothing further is there. */
function stepsTo(value: unknown, property: string): readonly string[] {
  if (property === '' || typeof value !== 'object' || value === null) return [];
  const keys = Object.keys(value).sort((a, b) => b.length - a.length);
  const key = keys.find((name) => new RegExp(`^\\.?\\[?${escaped(name)}\\]?(?=$|[.[])`).test(property));
  if (key === undefined) return [];
  const rest = property.slice(property.indexOf(key) + key.length).replace(/^\]/, '');
  return [key, ...stepsTo(Reflect.get(value, key), rest.replace(/^\./, ''))];
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}
