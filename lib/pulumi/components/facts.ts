import { ColonnadeError, INPUT_PROBLEMS } from '../../findings';
import { describe, isSupportedMinor, parseQuantity, parseVersion } from '../../kubernetes';
import type { Bytes, KubernetesVersion } from '../../kubernetes';
import type { LoadBalancerKind } from '../../model';
import { valueAt } from '../leaves';

/** What other components have to know of a management cluster. */
export interface ClusterFacts {
  readonly fleet: string;
  readonly name: string;
  readonly version: KubernetesVersion;
  readonly zones: readonly string[];
  readonly storageClass: string | undefined;
  readonly loadBalancer: LoadBalancerKind;
}

/** What tenants have to know of the datastore that they share. */
export interface StoreFacts {
  readonly name: string;
  readonly members: 1 | 3 | 5;
  readonly volume: Bytes;
  readonly deletionProtection: boolean;
}

const LOAD_BALANCERS: readonly LoadBalancerKind[] = ['static-ip', 'dynamic-ip', 'hostname', 'none'];
const MEMBERS = [1, 3, 5] as const;

/** Reads values of a component, which other languages give without the types of this library. */
export class Values {
  /** @param path - of the component, for messages */
  public constructor(
    private readonly path: string,
    private readonly values: unknown,
  ) {}

  public text(name: string): string {
    return this.one(name, isText, 'a text');
  }

  public version(name: string): KubernetesVersion {
    return this.one(name, isVersion, 'a version that is supported, such as 1.36.3');
  }

  public volume(name: string): Bytes {
    return this.one(name, isBytes, 'a size such as 16Gi');
  }

  public members(name: string): 1 | 3 | 5 {
    return this.one(name, isMembers, '1, 3 or 5');
  }

  public loadBalancer(name: string): LoadBalancerKind {
    return this.one(name, isLoadBalancer, `one of ${LOAD_BALANCERS.join(', ')}`);
  }

  public flag(name: string): boolean {
    return this.one(name, (value) => typeof value === 'boolean', 'true or false');
  }

  public count(name: string): number {
    return this.one(name, (value): value is number => Number.isSafeInteger(value), 'a whole number');
  }

  public texts(name: string): readonly string[] {
    return this.one(name, (value): value is readonly string[] => Array.isArray(value) && value.every(isText), 'texts');
  }

  /** What a text of facts holds. @param from - what gives such a text */
  public facts(name: string, from: string): Values {
    try {
      return new Values(this.path, JSON.parse(this.text(name)));
    } catch {
      throw this.refusal(name, `expected the facts of ${from}`, `write ${name}: ${from}.facts.`);
    }
  }

  public has(name: string): boolean {
    return valueAt(this.values, [name]) !== undefined;
  }

  private one<T>(name: string, isIt: (value: unknown) => value is T, expected: string): T {
    const value = valueAt(this.values, [name]);
    if (isIt(value)) return value;
    throw this.refusal(name, `expected ${expected} (got ${describe(value)})`, `give ${expected}.`);
  }

  private refusal(property: string, message: string, fix: string): ColonnadeError {
    return ColonnadeError.of({
      code: INPUT_PROBLEMS.wrongValue.code,
      path: this.path,
      property,
      message: `${message}.`,
      fix,
    });
  }
}

/** Reads what {@link ManagementCluster.facts} gives. */
export function clusterFactsOf(values: Values): ClusterFacts {
  return {
    fleet: values.text('fleet'),
    name: values.text('name'),
    version: values.version('version'),
    zones: values.texts('zones'),
    storageClass: values.has('storageClass') ? values.text('storageClass') : undefined,
    loadBalancer: values.loadBalancer('loadBalancer'),
  };
}

/** Reads what {@link EtcdStore.facts} gives. */
export function storeFactsOf(values: Values): StoreFacts {
  return {
    name: values.text('name'),
    members: values.members('members'),
    volume: values.volume('volume'),
    deletionProtection: values.flag('deletionProtection'),
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isVersion(value: unknown): value is KubernetesVersion {
  const read = parseVersion(value);
  return read.ok && isSupportedMinor(read.value);
}

function isBytes(value: unknown): value is Bytes {
  return typeof value === 'string' && parseQuantity(value).ok && /[0-9](Ki|Mi|Gi|Ti|k|M|G|T)$/.test(value);
}

function isMembers(value: unknown): value is 1 | 3 | 5 {
  return MEMBERS.some((members) => members === value);
}

function isLoadBalancer(value: unknown): value is LoadBalancerKind {
  return LOAD_BALANCERS.some((kind) => kind === value);
}
