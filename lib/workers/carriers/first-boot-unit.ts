import type { MachineFile, MachinePlan } from '../machine-plan';

/** Name of the unit that starts the script of a plan. */
export const FIRST_BOOT_UNIT = 'colonnade-worker.service';

/** Written when the script has succeeded; without it the unit starts the script at every boot. */
const STAMP = '/var/lib/colonnade/first-boot-done';

/** Seconds between two tries: a machine that boots before its network, or before its credential, becomes a node all the same. */
const RETRY_SECONDS = 15;

/** Exit codes of the script with which another try ends in the same way: wrong usage, and a machine that does not fit. */
const FINAL = '2 3';

/**
 * A unit that starts the script of a plan as often as it takes, and not again after it has succeeded.
 *
 * Not a command of the carrier: those run once, so a machine whose network was slow would stay outside for ever.
 */
export function firstBootUnit({ script }: MachinePlan, pool: string): MachineFile {
  const content = `# Made by colonnade.
[Unit]
Description=Makes this machine a node of ${specifiers(pool)}
Wants=network-online.target
After=network-online.target
ConditionPathExists=!${STAMP}
StartLimitIntervalSec=0

[Service]
Type=oneshot
RemainAfterExit=yes
StateDirectory=colonnade
ExecStart=${['/bin/sh', script.path, ...script.args].map(argument).join(' ')}
ExecStartPost=/bin/touch ${STAMP}
Restart=on-failure
RestartSec=${RETRY_SECONDS}
RestartPreventExitStatus=${FINAL}

[Install]
WantedBy=multi-user.target
`;
  return { path: `/etc/systemd/system/${FIRST_BOOT_UNIT}`, mode: '0644', content };
}

/** A word as systemd reads it: quoted where need be, nothing expanded. */
function argument(word: string): string {
  const safe = specifiers(word).replaceAll('$', '$$$$');
  return /^[\w./:=@%$,+-]+$/.test(safe) ? safe : `"${safe.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

function specifiers(text: string): string {
  return text.replaceAll('%', '%%');
}
