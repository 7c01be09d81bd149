import type { Input } from '@pulumi/pulumi';

/**
 * Puts values that are known later, such as Outputs of Pulumi, where a fleet wants text. What is returned may be used as a property of
 * a construct, and joined with other text.
 */
export interface Later {
  /** An IP address. @param family - which one it will be. @default 'IPv4' */
  address(value: Input<string>, family?: 'IPv4' | 'IPv6'): string;
  /** A DNS name, for example that of a load balancer. */
  hostname(value: Input<string>): string;
  /** A name of at most 63 lower-case letters, digits and dashes, for example of a StorageClass. */
  name(value: Input<string>): string;
}

/** Values by the order in which they were asked for; `undefined`: not known yet. */
export type KnownValues = readonly (string | undefined)[];

/** Which of two texts stands for a value. What depends on a value is where the two differ. */
export type Side = 0 | 1;

/** Hands out the values that are known, and something that stands for each of the others. */
export class Placeholders implements Later {
  /** What was asked for, in order. */
  public readonly inputs: Input<string>[] = [];
  /** What stands for each. */
  public readonly texts: string[] = [];
  private readonly kinds: string[] = [];

  public constructor(
    private readonly side: Side,
    private readonly known: KnownValues = [],
  ) {}

  /** Ranges that nobody has: reserved since 1989, and for documentation. */
  public address(value: Input<string>, family: 'IPv4' | 'IPv6' = 'IPv4'): string {
    return this.place(value, family, (index) => {
      const [high, low] = [(index + 1) >> 8, (index + 1) & 255];
      if (family === 'IPv4') return `${240 + this.side}.${(high >> 8) & 255}.${high & 255}.${low}`;
      return `2001:db8:${this.side}::${(index + 1).toString(16)}`;
    });
  }

  public hostname(value: Input<string>): string {
    return this.place(value, 'hostname', (index) => `later-${index}.${NAMES[this.side]}.invalid`);
  }

  public name(value: Input<string>): string {
    return this.place(value, 'name', (index) => `later-${index}-${NAMES[this.side]}`);
  }

  /** What is asked for twice is one value: whether two texts are the same must not depend on whether it is known yet. */
  private place(value: Input<string>, kind: string, standIn: (index: number) => string): string {
    const before = this.inputs.findIndex((input, index) => input === value && this.kinds[index] === kind);
    const asked = this.texts[before];
    if (asked !== undefined) return asked;
    const index = this.inputs.push(value) - 1;
    const text = this.known[index] ?? standIn(index);
    this.texts.push(text);
    this.kinds.push(kind);
    return text;
  }
}

const NAMES = ['a', 'b'] as const;
