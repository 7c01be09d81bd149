import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, tryRun } from '../testbed/shell';
import type { RunOptions, RunResult } from '../testbed/shell';
import { runOn } from '../testbed/workers/worker';
import type { Worker } from '../testbed/workers/worker';

/** A machine that is reached over the network, as its administrator reaches it. */
export interface SshAccess {
  /** Runs a command line there. */
  readonly run: (command: string, options?: Pick<RunOptions, 'input' | 'timeoutSeconds'>) => Promise<RunResult>;
  /** Forgets the key with which it is reached; the machine takes its server with it when it goes. */
  readonly close: () => void;
}

/** Where the machine has its server's files: gone with it. */
const FOLDER = '/run/sshd';

/**
 * Starts Debian's OpenSSH server on a machine, which lets in one key and no password, and gives the way to it from the management node. The
 * machine's host key is known beforehand, as from a console: a machine that has another one is not talked to.
 */
export async function reachBySsh(worker: Worker): Promise<SshAccess> {
  const folder = mkdtempSync(join(tmpdir(), 'colonnade-ssh-'));
  const close = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const key = join(folder, 'key');
    await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'tests', '-f', key]);
    const mine = await run('cat', [`${key}.pub`]);
    await runOn(worker, ['sh', '-ec', SETUP, 'sh', FOLDER, worker.address], { input: mine });
    const theirs = await runOn(worker, ['cat', `${FOLDER}/host.pub`]);
    const knownHosts = join(folder, 'known_hosts');
    writeFileSync(knownHosts, `${worker.address} ${theirs}`);
    const options = ['-F', 'none', '-i', key, '-o', `UserKnownHostsFile=${knownHosts}`, ...STRICT];
    return {
      run: (command, given = {}) => tryRun('ssh', [...options, `root@${worker.address}`, command], given),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

const STRICT = ['StrictHostKeyChecking=yes', 'BatchMode=yes', 'ConnectTimeout=60'].flatMap((option) => ['-o', option]);

/** Arguments: the folder, the address. Standard input: the key that is let in. */
const SETUP = `umask 077
mkdir -p "$1"
cat > "$1/authorized_keys"
ssh-keygen -q -t ed25519 -N '' -f "$1/host"
cat > "$1/config" <<CONFIG
ListenAddress $2
HostKey $1/host
AuthorizedKeysFile $1/authorized_keys
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
PidFile $1/pid
UsePAM no
CONFIG
/usr/sbin/sshd -f "$1/config"
# It goes to the background before it listens, and writes this when it does.
tries=0
until [ -s "$1/pid" ]; do
  tries=$((tries + 1))
  [ "$tries" -lt 500 ] || exit 1
  sleep 0.1
done
`;
