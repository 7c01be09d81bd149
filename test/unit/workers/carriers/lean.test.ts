import { spawnSync } from 'node:child_process';
import type { OperatingSystem } from '../../../../lib/model';
import { isKubeadmPool, machinePlan, workerEndpoint } from '../../../../lib/workers';
import { leanPlan } from '../../../../lib/workers/carriers/lean';
import { aPlan } from '../../../support/carriers';
import { FULL_POOL } from '../../../support/full-pool';
import { aPool, aTenant } from '../../../support/workers';

const SCRIPT = '/opt/x.sh';

function lean(content: string): string {
  const plan = aPlan({ files: [{ path: SCRIPT, mode: '0700', content }], script: { path: SCRIPT, args: [] } });
  return leanPlan(plan).files[0]?.content ?? '';
}

describe('a script without comments', () => {
  test('keeps its head, its here-documents and what only looks like a comment', () => {
    const script = [
      '#!/bin/sh',
      '# What it is.',
      'set -eu # not a line of its own',
      '# Why.',
      'cat <<END',
      '# text',
      'END',
      "cat <<'END_OF'",
      '  # text, too',
      'END_OF',
      '  # Why again.',
      'echo "#"',
      '',
    ];
    const left = script.filter((line) => !line.includes('Why'));
    expect(lean(script.join('\n')).split('\n')).toEqual(left);
  });

  test.each<OperatingSystem>(['debian', 'rhel', 'flatcar', 'fedora-coreos', 'other'])(
    'is the same program for the shell: a pool with everything on %s',
    (operatingSystem) => {
      const pool = aPool({ ...FULL_POOL, machines: { ...FULL_POOL.machines, operatingSystem } });
      if (!isKubeadmPool(pool)) throw new Error('not a pool of kubeadm');
      const plan = machinePlan(aTenant(), pool, workerEndpoint(aTenant()));
      const [whole, short] = [plan, leanPlan(plan)].map(({ files }) => files.at(-1)?.content ?? '');
      expect(short?.length).toBeLessThan((whole?.length ?? 0) - 1500);
      expect(asRead(whole)).toContain('join_or_update ()');
      expect(asRead(short)).toBe(asRead(whole));
    },
  );
});

/** The functions of a script as bash has read them, which forgets comments and keeps everything else. */
function asRead(script = ''): string {
  // Everything is in functions but options' variables and the last call.
  const { status, stdout, stderr } = spawnSync('bash', ['-c', `${script.replace(/\nmain\n$/, '\n')}\ndeclare -f`], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}
