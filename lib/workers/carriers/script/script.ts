import type { WorkerEndpoint } from '../../endpoint';
import { OPTIONS, PRELUDE, machinePlan } from '../../kubeadm';
import type { KubeadmPool, WorkerTenant } from '../../kubeadm';
import type { MachineFile, MachinePlan } from '../../machine-plan';
import { shellWord } from '../../node';

/**
 * One self-contained shell script that makes a node of the machine it runs on, as root and as often as one likes. Its options are those of
 * the script inside, see `--help`.
 */
export function workerScript(tenant: WorkerTenant, pool: KubeadmPool, endpoint: WorkerEndpoint | null): string {
  return script(machinePlan(tenant, pool, endpoint));
}

/** One self-contained script that writes the files of a plan where they are missing or different, and starts the plan's script. */
export function script({ files, script: inner }: MachinePlan): string {
  return [
    `#!/bin/sh
# Makes the machine it runs on a node, or brings a node up to date. Run it as root, as often as you like. See --help.
set -eu
umask 077
LC_ALL=C
export LC_ALL`,
    PRELUDE,
    OPTIONS,
    `parse_options "$@"
[ -n "$root" ] || [ "$(id -u)" = 0 ] || die 2 'run this as root'
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT`,
    ...files.map(putFile),
    `rm -rf "$work"
trap - EXIT
exec /bin/sh "$root"${shellWord(inner.path)} ${[...inner.args.map(shellWord), '"$@"'].join(' ')}
`,
  ].join('\n\n');
}

/** As it is where a here-document can hold it exactly, otherwise in base64. */
function putFile({ path, mode, content }: MachineFile): string {
  const command = `put ${shellWord(mode)} ${shellWord(path)}`;
  if (!isPlain(content)) {
    return `base64 -d <<'END_OF_FILE' | ${command}\n${Buffer.from(content, 'utf8').toString('base64')}\nEND_OF_FILE`;
  }
  const end = delimiterFor(content);
  return `${command} <<'${end}'\n${content}${end}`;
}

/** Lines of printable characters; a carriage return or a NUL does not survive every shell. */
function isPlain(content: string): boolean {
  return content.endsWith('\n') && /^[\t\n\x20-\x7e\u00a0-\u{d7ff}\u{e000}-\u{10ffff}]*$/u.test(content);
}

function delimiterFor(content: string): string {
  const lines = new Set(content.split('\n'));
  let delimiter = 'END_OF_FILE';
  for (let count = 1; lines.has(delimiter); count += 1) delimiter = `END_OF_FILE_${String(count)}`;
  return delimiter;
}
