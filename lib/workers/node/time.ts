import type { NodeModel, OperatingSystem } from '../../model';
import type { MachineFile } from '../machine-plan';
import { nodePart } from './part';
import type { NodePart } from './part';

/** Where chrony's configuration is on distributions that use chrony. */
const CHRONY: Partial<Readonly<Record<OperatingSystem, string>>> = {
  debian: '/etc/chrony/chrony.conf',
  ubuntu: '/etc/chrony/chrony.conf',
  rhel: '/etc/chrony.conf',
  'fedora-coreos': '/etc/chrony.conf',
};

const TIMESYNCD = '/etc/systemd/timesyncd.conf.d/90-colonnade.conf';

/** Somebody keeps the time: chrony where it is, otherwise systemd-timesyncd; with the pool's servers when it names some. */
export function timePart({ timeServers }: Pick<NodeModel, 'timeServers'>, operatingSystem: OperatingSystem): NodePart {
  if (timeServers === null) return nodePart({});
  const files = timeServers.length === 0 ? [] : serverFiles(timeServers, operatingSystem);
  return nodePart({ files, functions: [keepTime(files)], steps: ['keep_time'] });
}

function serverFiles(servers: readonly string[], operatingSystem: OperatingSystem): readonly MachineFile[] {
  const chrony = CHRONY[operatingSystem];
  const timesyncd = {
    path: TIMESYNCD,
    mode: '0644',
    content: `[Time]\nNTP=${servers.join(' ')}\nFallbackNTP=\n`,
  };
  return chrony === undefined
    ? [timesyncd]
    : [{ path: chrony, mode: '0644', content: chronyConfig(servers) }, timesyncd];
}

/** https://chrony-project.org/doc/4.6/chrony.conf.html */
function chronyConfig(servers: readonly string[]): string {
  return [
    ...servers.map((server) => `server ${server} iburst`),
    'driftfile /var/lib/chrony/drift',
    '# Steps while the clock is far off, as after the start of a machine without a battery.',
    'makestep 1.0 3',
    'rtcsync',
    'leapsectz right/UTC',
    '',
  ].join('\n');
}

/** Certificates and tokens are valid by the clock, so a machine does not join while its clock is known to be wrong. */
function keepTime(files: readonly MachineFile[]): string {
  const check = ['stale', 'time', ...files.map(({ path }) => path)].join(' ');
  return `keep_time() {
  [ -z "$root" ] || return 0
  keeper=
  for unit in chronyd.service chrony.service systemd-timesyncd.service; do
    if systemctl cat "$unit" >/dev/null 2>&1; then keeper=$unit && break; fi
  done
  if [ -z "$keeper" ]; then
    say 'warning: nothing here keeps the time. Install chrony, or set timeServers: null in the pool if something else does.'
    return 0
  fi
  if ${check}; then
    systemctl enable "$keeper" >/dev/null 2>&1 || true
    systemctl restart "$keeper" || say "warning: $keeper does not start"
    fresh time
    did "started $keeper"
  fi
  is_joined && return 0
  command -v timedatectl >/dev/null || return 0
  waited=0
  while [ "$(timedatectl show --property=NTPSynchronized --value 2>/dev/null)" = no ]; do
    if [ "$waited" -ge 30 ]; then
      say 'warning: the clock is not synchronized after 30 seconds; going on with it'
      break
    fi
    sleep 2
    waited=$((waited + 2))
  done
}`;
}
