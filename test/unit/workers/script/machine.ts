import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Folders that are the machine's own; everything else is this machine's and only read. */
const OWN = ['/etc', '/opt', '/var/lib', '/usr/local/share'] as const;

/** Programs that a run may call, each of which notes its call and does nothing. */
const SILENT = ['modprobe', 'swapoff', 'update-ca-certificates', 'apt-get', 'apt-mark', 'timedatectl', 'sleep'];

/** How a run of a script on the machine ended. */
export interface Run {
  readonly code: number | null;
  /** Standard output and standard error together. */
  readonly said: string;
  /** Programs that were called, with their arguments, in order. */
  readonly calls: readonly string[];
}

/** What a run starts with. */
export interface RunOptions {
  readonly args?: readonly string[];
  readonly input?: string;
  /** Text of /run/colonnade/join, which is gone after a restart as everything in /run. */
  readonly credential?: string;
}

/** Whether machines can be made here: mount namespaces are root's. */
export function canHaveMachines(): boolean {
  return process.getuid?.() === 0 && spawnSync('unshare', ['-m', 'true']).status === 0;
}

/**
 * A machine for scripts: a mount namespace with its own /etc, /opt, /var/lib and /run, and stand-ins for programs that would change
 * anything beyond them. Stand-ins of kubeadm and kubelet do what the originals do to files.
 */
export class Machine {
  private readonly home = mkdtempSync(join(tmpdir(), 'colonnade-machine-'));

  private readonly own: readonly string[];

  /** @param own - further folders that are the machine's own, which exist here too */
  public constructor(
    private version: string,
    own: readonly string[] = [],
  ) {
    this.own = [...OWN, ...own];
    for (const folder of this.own) mkdirSync(join(this.home, folder), { recursive: true });
    for (const path of ['/etc/passwd', '/etc/group', '/etc/ld.so.cache', '/etc/alternatives', '/etc/ssl']) {
      if (existsSync(path)) cpSync(path, join(this.home, path), { recursive: true, verbatimSymlinks: true });
    }
    this.write('/etc/machine-id', '0123456789abcdef0123456789abcdef\n');
    for (const name of SILENT) this.program(name, 'exit 0');
    this.program(
      'systemctl',
      'case $1 in cat) exit 1 ;; is-active) [ -e /run/started ] ;; restart) : >/run/started ;; esac',
    );
    this.program('sysctl', 'case $1 in -n) exit 1 ;; esac');
    this.program('containerd', 'echo containerd github.com/containerd/containerd 1.7.24 abc');
    this.program('curl', 'exit 7');
    this.kubernetes(version);
    this.kubeadm(JOINS);
  }

  /** Installs kubelet and kubeadm of a version. */
  public kubernetes(version: string): void {
    this.version = version;
    this.program('kubelet', `echo Kubernetes v${this.version}`);
  }

  /** Replaces what kubeadm does, in shell; its version is answered before. */
  public kubeadm(body: string): void {
    this.program('kubeadm', `[ "$1" != version ] || { cat ${join(this.home, 'version')} && exit 0; }\n${body}`);
  }

  /** Replaces a program, in shell. */
  public program(name: string, body: string): void {
    writeFileSync(join(this.home, 'version'), `v${this.version}\n`);
    const path = join(this.home, 'bin', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `#!/bin/sh\nprintf '%s\\n' "${name} $*" >>"$MACHINE_CALLS"\n${body}\n`);
    chmodSync(path, 0o755);
  }

  /** Takes a program away. */
  public without(name: string): void {
    this.program(name, 'exit 127');
  }

  public write(path: string, content: string): void {
    mkdirSync(dirname(this.at(path)), { recursive: true });
    writeFileSync(this.at(path), content);
  }

  public read(path: string): string {
    return readFileSync(this.at(path), 'utf8');
  }

  public has(path: string): boolean {
    return existsSync(this.at(path));
  }

  public remove(path: string): void {
    rmSync(this.at(path), { force: true });
  }

  /** Where a path of the machine is here. */
  public at(path: string): string {
    return join(this.home, path);
  }

  /** Runs a script as root of the machine. What is left in /run is told as `left` calls, each `left <path>`. */
  public run(script: string, { args = [], input = '', credential }: RunOptions = {}): Run {
    const calls = join(this.home, 'calls');
    writeFileSync(calls, '');
    const file = join(this.home, 'script.sh');
    writeFileSync(file, script);
    const ended = spawnSync('unshare', ['-m', 'sh', '-c', this.setUp(credential), 'sh', file, ...args], {
      encoding: 'utf8',
      input,
      timeout: 240_000,
      env: { PATH: `${join(this.home, 'bin')}:${process.env['PATH'] ?? ''}`, MACHINE_CALLS: calls, HOME: this.home },
    });
    if (ended.error !== undefined) throw ended.error;
    const lines = readFileSync(calls, 'utf8').split('\n').slice(0, -1);
    return { code: ended.status, said: ended.stdout + ended.stderr, calls: lines };
  }

  /** Ends the machine. */
  public close(): void {
    rmSync(this.home, { recursive: true, force: true });
  }

  private setUp(credential: string | undefined): string {
    const own = this.own.map((folder) => `mount --bind ${join(this.home, folder)} ${folder}`);
    if (credential !== undefined) writeFileSync(join(this.home, 'join'), credential);
    return [
      'set -e',
      'mount --make-rprivate /',
      'mount -t tmpfs none /run',
      'mkdir -p /run/colonnade',
      ...(credential === undefined ? [] : [`mv ${join(this.home, 'join')} /run/colonnade/join`]),
      ...own,
      'file=$1',
      'shift',
      'set +e',
      'dash "$file" "$@"',
      'code=$?',
      'find /run /dev/shm/colonnade -type f 2>/dev/null | grep -v started | sed "s/^/left /" >>"$MACHINE_CALLS"',
      'exit $code',
    ].join('\n');
  }
}

/** What `kubeadm join` leaves behind; it keeps what it was given for tests. */
export const JOINS = `
case $1 in
  join)
    mkdir -p /etc/kubernetes
    cp "$3" /etc/kubernetes/given.yaml
    cp "\${3%/*}/discovery.yaml" /etc/kubernetes/discovery.yaml 2>/dev/null
    server=https://203.0.113.10:6443
    printf 'clusters:\\n- cluster:\\n    server: %s\\n' "$server" >/etc/kubernetes/kubelet.conf ;;
esac`;
