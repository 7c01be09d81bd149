import { ColonnadeError, INPUT_PROBLEMS } from '../../findings';
import { describe, isSupportedMinor, parseQuantity, parseVersion } from '../../kubernetes';
import type { Bytes, KubernetesVersion } from '../../kubernetes';
import type { Carrier, LoadBalancerKind, OperatingSystem } from '../../model';
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

/** What a tenant has to know of the machines that join it. */
export interface PoolFacts {
  readonly name: string;
  readonly size: number;
  readonly operatingSystem: OperatingSystem;
  readonly carrier: Carrier | undefined;
  readonly version: KubernetesVersion | undefined;
  readonly zones: readonly string[];
}

/** Of machines that become nodes by a document of one file. */
const OPERATING_SYSTEMS = ['debian', 'ubuntu', 'rhel', 'flatcar', 'fedora-coreos', 'other'] as const;
const CARRIERS = ['script', 'cloud-init', 'ignition'] as const;
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

  public choice<T extends string>(name: string, choices: readonly T[]): T {
    const isIt = (value: unknown): value is T => choices.some((choice) => choice === value);
    return this.one(name, isIt, `one of ${choices.join(', ')}`);
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
    return this.parsed(name, valueAt(this.values, [name]), from);
  }

  /** What texts of facts hold; none where there are none. @param from - what gives such a text */
  public factsOfAll(name: string, from: string): readonly Values[] {
    return this.has(name) ? this.texts(name).map((text) => this.parsed(name, text, from)) : [];
  }

  public has(name: string): boolean {
    return valueAt(this.values, [name]) !== undefined;
  }

  private parsed(name: string, text: unknown, from: string): Values {
    try {
      if (isText(text)) return new Values(this.path, JSON.parse(text));
    } catch {
      // It is no JSON.
    }
    throw this.refusal(name, `expected the facts of ${from}`, `write ${name}: ${from}.facts.`);
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
    loadBalancer: values.choice('loadBalancer', LOAD_BALANCERS),
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

/** Reads what {@link WorkerPool.facts} gives. */
export function poolFactsOf(values: Values): PoolFacts {
  return {
    name: values.text('name'),
    size: values.count('size'),
    operatingSystem: values.choice('operatingSystem', OPERATING_SYSTEMS),
    carrier: values.has('carrier') ? values.choice('carrier', CARRIERS) : undefined,
    version: values.has('version') ? values.version('version') : undefined,
    zones: values.texts('zones'),
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
