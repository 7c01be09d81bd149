import { ColonnadeError, INPUT_PROBLEMS, nearest } from '../findings';
import type { Finding, InputProblem } from '../findings';
import { describe } from '../kubernetes';

/** Collects everything that is wrong with what a host was told, so that it is reported at once. */
export class HostProblems {
  private readonly found: Finding[] = [];

  /** @param host - name of the host, as findings show it, for example `aws` */
  public constructor(private readonly host: string) {}

  /** Takes down a problem with one property, dotted, for example `nodes.etcd.min`. */
  public add({ code }: InputProblem, property: string, text: { readonly message: string; readonly fix: string }): void {
    this.found.push({ code, severity: 'error', path: this.host, property, ...text });
  }

  /** A value of the wrong type or form. @param expected - for example `a region such as 'eu-central-1'` */
  public wrong(property: string, expected: string, got: unknown): void {
    const problem = got === undefined ? INPUT_PROBLEMS.missingProperty : INPUT_PROBLEMS.wrongValue;
    this.add(problem, property, {
      message: `expected ${expected} (got ${describe(got)}).`,
      fix: `${property}: ${expected}.`,
    });
  }

  /** Properties that nobody reads, most often misspelt ones. @param at - where they stand, for example `nodes.etcd.` */
  public unknownKeys(value: object, known: readonly string[], at = ''): void {
    for (const key of Object.keys(value).filter((candidate) => !known.includes(candidate))) {
      const guess = nearest(key, known);
      this.add(INPUT_PROBLEMS.unknownProperty, `${at}${key}`, {
        message: 'no host of this kind reads this property.',
        fix: guess === undefined ? `remove it; there are ${known.join(', ')}.` : `write '${at}${guess}'.`,
      });
    }
  }

  /** Ends reading. @throws ColonnadeError with every problem that was taken down; nothing when there is none */
  public refuse(): void {
    if (this.found.length > 0) throw new ColonnadeError(this.found);
  }
}
