import type { NodeModel, OperatingSystem, UpdatesModel } from '../../model';
import type { MachineFile } from '../machine-plan';
import type { PackageManager } from './packages';
import { nodePart } from './part';
import type { NodePart } from './part';
import { tomlLine } from './toml';

const TIMER = 'colonnade-reboot.timer';

/** Versions of these are the pool's business: a kubelet newer than its control plane is no node. */
const HELD = ['kubelet', 'kubeadm', 'kubectl', 'cri-tools', 'kubernetes-cni', 'containerd', 'containerd.io'];

/** Security updates without anybody's doing, and reboots in a window or not at all. */
export function updatesPart(
  { updates }: Pick<NodeModel, 'updates'>,
  operatingSystem: OperatingSystem,
  packages: PackageManager | null,
): NodePart {
  if (updates === null) return nodePart({});
  switch (operatingSystem) {
    case 'debian':
    case 'ubuntu':
      return packages === null ? nodePart({}) : apt(updates);
    case 'rhel':
      return packages === null ? nodePart({}) : dnf(updates);
    case 'flatcar':
      return flatcar(updates);
    case 'fedora-coreos':
      return coreos(updates);
    case 'talos':
    case 'bottlerocket':
    case 'other':
      return nodePart({});
  }
}

/** https://github.com/mvo5/unattended-upgrades#setup; reboots are the timer's, because it knows days. */
function apt(updates: UpdatesModel): NodePart {
  return withReboot(
    updates,
    '/bin/sh -c "test -e /run/reboot-required"',
    ['apt-daily.timer', 'apt-daily-upgrade.timer'],
    {
      path: '/etc/apt/apt.conf.d/90colonnade-updates',
      mode: '0644',
      content: [
        'APT::Periodic::Update-Package-Lists "1";',
        'APT::Periodic::Unattended-Upgrade "1";',
        'Unattended-Upgrade::Automatic-Reboot "false";',
        'Unattended-Upgrade::Package-Blacklist {',
        ...HELD.map((name) => `  "^${name.replaceAll('.', '[.]')}$";`),
        '};',
        '',
      ].join('\n'),
    },
  );
}

/** https://dnf.readthedocs.io/en/latest/automatic.html */
function dnf(updates: UpdatesModel): NodePart {
  return withReboot(updates, '/bin/sh -c "! /usr/bin/needs-restarting -r"', ['dnf-automatic.timer'], {
    path: '/etc/dnf/automatic.conf',
    mode: '0644',
    content: [
      '[commands]',
      'upgrade_type = security',
      'download_updates = yes',
      'apply_updates = yes',
      'reboot = never',
      '[emitters]',
      'emit_via = stdio',
      '[base]',
      `excludepkgs = ${HELD.join(', ')}`,
      '',
    ].join('\n'),
  });
}

/** Flatcar downloads into its passive partition; a reboot changes over. https://www.flatcar.org/docs/latest/setup/releases/update-strategies/ */
function flatcar(updates: UpdatesModel): NodePart {
  return withReboot(
    updates,
    '/bin/sh -c "update_engine_client -status 2>/dev/null | grep -q UPDATED_NEED_REBOOT"',
    [],
    {
      path: '/etc/flatcar/update.conf',
      mode: '0644',
      content: 'REBOOT_STRATEGY=off\n',
    },
  );
}

/** Zincati knows windows; without one an update waits until somebody allows it. https://coreos.github.io/zincati/usage/updates-strategy/ */
function coreos({ reboot, window }: UpdatesModel): NodePart {
  const strategy =
    reboot === 'never'
      ? ['[updates]', tomlLine('strategy', 'marker_file')]
      : [
          '[updates]',
          tomlLine('strategy', 'periodic'),
          '[[updates.periodic.window]]',
          tomlLine('days', window.days),
          tomlLine('start_time', window.start),
          tomlLine('length_minutes', window.minutes),
        ];
  return nodePart({
    files: [{ path: '/etc/zincati/config.d/90-colonnade.toml', mode: '0644', content: `${strategy.join('\n')}\n` }],
  });
}

/** @param condition command that succeeds when an update wants a reboot */
function withReboot(updates: UpdatesModel, condition: string, timers: readonly string[], file: MachineFile): NodePart {
  const isWindow = updates.reboot === 'window';
  const units = isWindow ? [...timers, TIMER] : timers;
  return nodePart({
    files: isWindow ? [file, ...rebootUnits(updates, condition)] : [file],
    units,
    functions: units.length === 0 ? [] : [enableTimers(units)],
    steps: units.length === 0 ? [] : ['enable_timers'],
  });
}

/** Machines of a pool spread over the window. One that was off in its window waits for the next. */
function rebootUnits({ window }: UpdatesModel, condition: string): readonly MachineFile[] {
  const file = (name: string, lines: readonly string[]): MachineFile => ({
    path: `/etc/systemd/system/${name}`,
    mode: '0644',
    content: `${lines.join('\n')}\n`,
  });
  return [
    file('colonnade-reboot.service', [
      '[Unit]',
      'Description=Reboot when an update asks for it',
      '[Service]',
      'Type=oneshot',
      `ExecCondition=${condition}`,
      'ExecStart=/bin/systemctl reboot',
    ]),
    file(TIMER, [
      '[Unit]',
      'Description=Window for reboots',
      '[Timer]',
      `OnCalendar=${window.days.join(',')} *-*-* ${window.start}:00 UTC`,
      `RandomizedDelaySec=${String(window.minutes)}min`,
      'AccuracySec=1s',
      'Persistent=false',
      '[Install]',
      'WantedBy=timers.target',
    ]),
  ];
}

function enableTimers(units: readonly string[]): string {
  return `enable_timer() {
  systemctl is-active --quiet "$1" && return 0
  systemctl daemon-reload
  systemctl enable --now "$1" >/dev/null 2>&1 || say "warning: $1 cannot be enabled; nothing installs or finishes security updates"
}

enable_timers() {
  [ -z "$root" ] || return 0
${units.map((unit) => `  enable_timer ${unit}\n`).join('')}}`;
}
