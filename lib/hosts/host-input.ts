import { PLACE_PROBLEMS } from '../findings';
import { describe, parseCidr, parseIp } from '../kubernetes';
import { HostProblems } from './host-problems';

/** {@link HostProblems} with the questions that places of several kinds ask. */
export class HostInput extends HostProblems {
  /** A text of a form, for example a region. */
  public matches(property: string, value: unknown, form: RegExp, example: string): void {
    if (typeof value === 'string' && form.test(value)) return;
    this.add(PLACE_PROBLEMS.value, property, {
      message: `expected a text such as '${example}' (got ${describe(value)}).`,
      fix: `${property}: '${example}'.`,
    });
  }

  /** Ranges in CIDR notation. */
  public cidrs(property: string, values: readonly string[]): void {
    for (const value of values) {
      const range = parseCidr(value);
      if (range.ok) continue;
      this.add(PLACE_PROBLEMS.value, property, { message: `${range.problem}.`, fix: `${property}: '10.20.0.0/16'.` });
    }
  }

  /** IP addresses. */
  public addresses(property: string, values: readonly string[]): void {
    for (const value of values) {
      const address = parseIp(value);
      if (address.ok) continue;
      this.add(PLACE_PROBLEMS.value, property, { message: `${address.problem}.`, fix: "for example '192.0.2.10'." });
    }
  }
}
