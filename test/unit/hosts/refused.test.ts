import { ColonnadeError } from 'colonnade';
import { catalogue } from '../../../lib/cli/catalogue';
import { REFUSED_HOSTS } from '../../../lib/findings';
import { cloudRun, equinixMetal, packet } from '../../../lib/hosts/refused';

function errorOf(refuse: () => never): ColonnadeError {
  try {
    return refuse();
  } catch (error) {
    if (ColonnadeError.is(error)) return error;
    throw error;
  }
}

describe('a place that is no host', () => {
  test.each([
    ['equinixMetal', equinixMetal, 'CLN3311', /2026-06-30/, /Metal3.*hetzner/],
    ['packet', packet, 'CLN3311', /2026-06-30/, /Metal3.*hetzner/],
    ['cloudRun', cloudRun, 'CLN3312', /ends TLS/, /gcp.*onFargate/],
  ] as const)('%s is refused with the reason and what to use instead', (_, refuse, code, reason, successor) => {
    const { findings } = errorOf(() => refuse());
    expect(findings).toEqual([
      expect.objectContaining({
        code,
        severity: 'error',
        message: expect.stringMatching(reason) as unknown,
        fix: expect.stringMatching(successor) as unknown,
      }),
    ]);
  });

  test('is refused whatever is asked of it, as the host that it was would be called', () => {
    const options: readonly unknown[] = [{ metro: 'fr', plan: 'c3.small.x86' }];
    expect(errorOf(() => equinixMetal(...options)).code).toBe('CLN3311');
  });

  test.each(Object.entries(REFUSED_HOSTS))('%s has an entry in the catalogue', (_, { code, reason, source }) => {
    const entry = catalogue().find((one) => one.code === code);
    expect(entry?.explanation).toContain(reason);
    expect(entry?.explanation).toContain(source);
  });
});
