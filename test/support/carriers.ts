import type { MachinePlan } from '../../lib/workers/machine-plan';

/** What a machine is given, in every form that carriers have to get right: text that YAML, URLs, Jinja and systemd would read otherwise. */
export function aPlan(overrides: Partial<MachinePlan> = {}): MachinePlan {
  return {
    files: [
      {
        path: '/etc/containerd/config.toml',
        mode: '0644',
        content: 'version = 3\n\n[plugins."io.x"]\n  a = "{{ jinja }} {% raw %}"\n',
      },
      {
        path: '/etc/colonnade/odd',
        mode: '0600',
        content: 'ä € 😀\ttab %20 $HOME `x` \\n # no comment\nno newline at the end',
      },
      { path: '/etc/colonnade/empty', mode: '0640', content: '' },
      {
        path: '/etc/systemd/system/kubelet.service.d/20-colonnade.conf',
        mode: '0644',
        content: '[Service]\nRestart=always\n',
      },
      { path: '/etc/systemd/system/colonnade-updates.timer', mode: '0644', content: '[Timer]\nOnCalendar=Sun\n' },
      { path: '/opt/colonnade/worker.sh', mode: '0755', content: '#!/bin/sh\nset -eu\necho "$@"\n' },
    ],
    units: ['containerd.service', 'kubelet.service', 'colonnade-updates.timer'],
    script: { path: '/opt/colonnade/worker.sh', args: ['--first-boot', 'a b%c$d"e'] },
    ...overrides,
  };
}
