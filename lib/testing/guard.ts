import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';

// Reads what to watch from its standard input. When that ends without "dismiss", whoever held the other end is gone,
// however it went (an exit, Ctrl-C, SIGKILL), and what it left behind is removed.
const SCRIPT = `
pids=
while read -r word value; do
  case $word in
    watch) pids="$pids $value" ;;
    forget)
      rest=
      for pid in $pids; do [ "$pid" = "$value" ] || rest="$rest $pid"; done
      pids=$rest ;;
    dismiss) exit 0 ;;
  esac
done
for pid in $pids; do kill -KILL "$pid" 2>/dev/null; done
for pid in $pids; do
  tries=0
  while [ $tries -lt 50 ] && kill -0 "$pid" 2>/dev/null; do tries=$((tries + 1)); sleep 0.1; done
done
rm -rf "$1"
`;

/** A small process beside this one that ends what this process started, should this process end first. */
export class Guard {
  private readonly shell: ChildProcess;

  /** @param folder - removed, together with the watched processes, when this process ends without a word */
  public constructor(folder: string) {
    // Detached: a Ctrl-C in the terminal reaches the whole foreground group, and the guard has to outlive it.
    this.shell = spawn('/bin/sh', ['-c', SCRIPT, 'sh', folder], {
      cwd: '/',
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    this.shell.on('error', () => undefined);
    this.shell.stdin?.on('error', () => undefined);
    this.shell.unref();
    // The pipe to a child is a socket, which Node's types do not say.
    if (this.shell.stdin instanceof Socket) this.shell.stdin.unref();
  }

  /** A process to end. */
  public watch(pid: number): void {
    this.say(`watch ${pid}`);
  }

  /** A process that has ended; its number may belong to another one soon. */
  public forget(pid: number): void {
    this.say(`forget ${pid}`);
  }

  /** All is cleaned up: the guard ends. */
  public async dismiss(): Promise<void> {
    if (this.shell.exitCode !== null || this.shell.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => {
      this.shell.once('exit', () => resolve());
      this.shell.once('error', () => resolve());
    });
    this.shell.ref();
    this.say('dismiss');
    this.shell.stdin?.end();
    await ended;
  }

  private say(line: string): void {
    this.shell.stdin?.write(`${line}\n`);
  }
}
