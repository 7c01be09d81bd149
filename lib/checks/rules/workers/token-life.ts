import type { Rule } from '../../../model';
import { poolProgram } from '../../programs';
import { eachPool } from '../../walk';

const DAY = 24 * 60;
/** A machine boots, installs packages and joins in this time. */
const LEAST = 10;

/** CLN1506 */
export const tokenLife: Rule = {
  code: 'CLN1506',
  severity: 'error',
  title: 'join tokens that live too long or too short',
  explanation:
    'Whoever has a token can register machines until it expires, so kubeadm itself gives them a day at most by default. A token that is renewed has to live at least twice as long as the time until the next: a machine that reads the old one just before needs time to use it, and one failed renewal must not stop machines from joining. See https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/.',
  wrong: poolProgram("join: { tokenMinutes: 30, delivery: { kind: 'secret', everyMinutes: 25, store: false } },"),
  right: poolProgram("join: { tokenMinutes: 60, delivery: { kind: 'secret', everyMinutes: 25, store: false } },"),
  check(fleet, report) {
    eachPool(fleet, ({ path, join: { tokenMinutes, delivery } }) => {
      if (tokenMinutes > DAY || tokenMinutes < LEAST) {
        report({
          path,
          property: 'join.tokenMinutes',
          message: `a token lives ${tokenMinutes} minutes; from ${LEAST} to ${DAY} are useful.`,
          fix: 'join: { tokenMinutes: 60 }.',
        });
      } else if (delivery.kind === 'secret' && delivery.everyMinutes * 2 > tokenMinutes) {
        report({
          path,
          property: 'join.delivery.everyMinutes',
          message: `a token lives ${tokenMinutes} minutes and is renewed every ${delivery.everyMinutes}; lives have to overlap by half.`,
          fix: `join.tokenMinutes: ${Math.min(DAY, delivery.everyMinutes * 2)} or more, or join.delivery.everyMinutes: ${Math.floor(tokenMinutes / 2)} or less.`,
        });
      }
    });
  },
};
