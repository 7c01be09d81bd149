import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstBootUnit } from '../../../lib/workers/carriers/first-boot-unit';
import { aPlan } from '../../support/carriers';
import { describeWith, runTool } from '../../support/debian-tools';

describeWith('systemd', [{ command: 'systemd-analyze', package: 'systemd' }], () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'colonnade-unit-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const verify = (unit: string) => {
    const file = join(folder, 'colonnade-worker.service');
    writeFileSync(file, unit);
    const { code, out, err } = runTool('systemd-analyze', ['verify', '--man=no', file]);
    return { code, said: (out + err).split('\n').filter((line) => line.includes('colonnade-worker')) };
  };
  const unit = () => {
    const path = join(folder, 'worker.sh');
    writeFileSync(path, '#!/bin/sh\n');
    chmodSync(path, 0o755);
    return firstBootUnit(aPlan({ script: { path, args: ['a b%c$d"e', '--'] } }), 'team-a/general').content;
  };

  test('takes the unit that starts the script', () => {
    expect(verify(unit())).toEqual({ code: 0, said: [] });
  });
  test('would say when a setting were unknown or refused', () => {
    expect(verify(unit().replace('Type=oneshot', 'Type=once')).said.join('\n')).toContain('service type');
    expect(verify(unit().replace('Restart=on-failure', 'Restart=always')).code).not.toBe(0);
  });
});
