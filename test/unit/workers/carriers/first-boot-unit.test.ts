import { firstBootUnit } from '../../../../lib/workers/carriers/first-boot-unit';
import { aPlan } from '../../../support/carriers';

describe('the unit that starts the script', () => {
  const { path, content } = firstBootUnit(aPlan(), 'team-a/100%');

  test('hands arguments over as they are: systemd expands % and $ in them, and reads quotes', () => {
    expect(content).toContain('\nExecStart=/bin/sh /opt/colonnade/worker.sh --first-boot "a b%%c$$d\\"e"\n');
    expect(content).toContain('\nDescription=Makes this machine a node of team-a/100%%\n');
  });
  test('starts it at each boot until it has succeeded once, and leaves a machine alone that does not fit', () => {
    expect(path).toBe('/etc/systemd/system/colonnade-worker.service');
    const stamp = /ConditionPathExists=!(\S+)/.exec(content)?.[1];
    expect(content).toContain(`ExecStartPost=/bin/touch ${stamp}`);
    expect(content).toContain('Restart=on-failure');
    expect(content).toContain('RestartPreventExitStatus=2 3');
    expect(content).toContain('WantedBy=multi-user.target');
  });
});
