import { LocalControlPlane } from '../../../lib/testing';
import { tellingLines } from '../../../lib/testing/component';
import { toArguments } from '../../../lib/testing/options';

describe('options of a local control plane', () => {
  test.each<[string, object]>([
    ['version', { version: 'latest' }],
    ['version', { version: 1.36 }],
    ['startupTimeoutSeconds', { startupTimeoutSeconds: 0 }],
    ['startupTimeoutSeconds', { startupTimeoutSeconds: Number.NaN }],
    ['port', { port: 65_536 }],
    ['port', { port: '6443' }],
    ['apiServerArgs', { apiServerArgs: { '--v': '2' } }],
    ['etcdArgs', { etcdArgs: { 'name=x': '' } }],
  ])('%s: refused before anything starts: %j', async (property, options) => {
    await expect(LocalControlPlane.start(options)).rejects.toMatchObject({ code: 'CLN9021', findings: [{ property }] });
  });
});

describe('flags of a program', () => {
  test('are added to the defaults, replace them, or leave one out', () => {
    const defaults = { v: '1', profiling: 'false', 'authorization-mode': 'RBAC' };
    const own = { v: '2', profiling: undefined, 'feature-gates': 'A=true' };
    expect(toArguments(defaults, own)).toEqual(['--v=2', '--authorization-mode=RBAC', '--feature-gates=A=true']);
  });

  test('a list sets a flag several times', () => {
    expect(toArguments({ 'service-account-issuer': ['https://a', 'https://b'] })).toEqual([
      '--service-account-issuer=https://a',
      '--service-account-issuer=https://b',
    ]);
  });
});

describe('the telling lines of a log', () => {
  test('are what a program prints when it gives up, before lesser errors', () => {
    const log = 'I1121 fine\nE1121 12:00 lesser\nE1121 12:01 run.go:72] "command failed" err="no"\nI1121 last\n';
    expect(tellingLines(log)).toEqual(['E1121 12:01 run.go:72] "command failed" err="no"']);
  });

  test('are the last errors where nothing gave up, and the last lines where there are none', () => {
    expect(tellingLines('E1121 a\nE1121 a\nI1121 x\nE1121 b\n')).toEqual(['E1121 a', 'E1121 b']);
    expect(tellingLines('one\ntwo\nthree\nfour\n')).toEqual(['two', 'three', 'four']);
    expect(tellingLines('')).toEqual([]);
  });

  test('are cut where they are endless', () => {
    expect(tellingLines(`Error: ${'x'.repeat(10_000)}`)[0]?.length).toBeLessThan(700);
  });
});
