import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isKubeadmPool, machinePlan } from '../../../../lib/workers';
import { describeWith, runTool } from '../../../support/debian-tools';
import { aPool, aTenant } from '../../../support/workers';

/** What apt and its tools understand of the settings of a pool. */
function settings(name: string): readonly string[] {
  const pool = aPool({ machines: { operatingSystem: 'debian' } });
  if (!isKubeadmPool(pool)) throw new Error('not a pool of kubeadm');
  const file = machinePlan(aTenant(), pool, null).files.find(({ path }) => path.endsWith('90colonnade-updates'));
  const folder = mkdtempSync(join(tmpdir(), 'colonnade-apt-'));
  try {
    writeFileSync(join(folder, 'apt.conf'), file?.content ?? '');
    const { code, out } = runTool('apt-config', ['-c', join(folder, 'apt.conf'), 'dump', '--format', '%v%n', name]);
    expect(code).toBe(0);
    return out.split('\n').filter((line) => line !== '');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describeWith('security updates by apt', [{ command: 'apt-config', package: 'apt' }], () => {
  test('leave alone what the pool has the version of, and nothing else', () => {
    // unattended-upgrades compares each name with these, from its beginning: https://github.com/mvo5/unattended-upgrades
    const kept = settings('Unattended-Upgrade::Package-Blacklist').map((text) => new RegExp(`^(?:${text})`));
    const isKept = (name: string) => kept.some((pattern) => pattern.test(name));
    expect(
      ['kubelet', 'kubeadm', 'kubectl', 'cri-tools', 'kubernetes-cni', 'containerd', 'containerd.io'].filter(
        (name) => !isKept(name),
      ),
    ).toEqual([]);
    expect(['containerd-utils', 'containerdxio', 'openssl', 'kubelet-extra'].filter(isKept)).toEqual([]);
  });

  test('are on, and never reboot by themselves', () => {
    expect(settings('APT::Periodic::Unattended-Upgrade')).toEqual(['1']);
    expect(settings('Unattended-Upgrade::Automatic-Reboot')).toEqual(['false']);
  });
});
