import { isKubeadmPool, machinePlan } from '../../../../lib/workers';
import type { MachinePlan } from '../../../../lib/workers';
import { describeWith, runTool } from '../../../support/debian-tools';
import { aPool, aTenant } from '../../../support/workers';
import type { PoolOverrides } from '../../../support/workers';

function contentOf(overrides: PoolOverrides, path: string): string {
  const pool = aPool(overrides);
  if (!isKubeadmPool(pool)) throw new Error('not a pool of kubeadm');
  const plan: MachinePlan = machinePlan(aTenant(), pool, null);
  return plan.files.find((file) => file.path === path)?.content ?? `there is no ${path}`;
}

describe('environment of services', () => {
  test('what systemd would take for specifiers, quotes or escapes is none', () => {
    const proxy = { http: 'http://user:p%40"\\s s@proxy', https: null, noProxy: [] };
    expect(contentOf({ node: { proxy } }, '/etc/systemd/system/kubelet.service.d/20-colonnade-proxy.conf')).toContain(
      'Environment="HTTP_PROXY=http://user:p%%40\\"\\\\s s@proxy"\n',
    );
  });
});

describeWith('the window for reboots', [{ command: 'systemd-analyze', package: 'systemd' }], () => {
  test.each([
    [['Sat', 'Sun'], '03:00'],
    [['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'], '23:30'],
  ] as const)('is a time that systemd knows: %j at %s', (days, start) => {
    const updates = { reboot: 'window', window: { days, start, minutes: 60 } } as const;
    const timer = contentOf({ node: { updates } }, '/etc/systemd/system/colonnade-reboot.timer');
    const calendar = /^OnCalendar=(.*)$/m.exec(timer)?.[1] ?? '';
    const { code, out } = runTool('systemd-analyze', ['calendar', calendar]);
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining(`${start}:00 UTC`) as string });
  });
});
