import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { startedIn } from '../../test/e2e/testbed/parts/cell';
import type { Cell } from '../../test/e2e/testbed/parts/cell';

/** Seconds of processor time by program of the node; `machine`: all that the machine did, idle time aside. */
export type ProcessorSeconds = ReadonlyMap<string, number>;

const TICKS_PER_SECOND = 100;

/** Processor time that programs of the node, and processes that run in pods, have used so far. */
export function processorSeconds(cell: Cell): ProcessorSeconds {
  const used = new Map<string, number>();
  const add = (name: string, ticks: number): void => {
    used.set(name, (used.get(name) ?? 0) + ticks / TICKS_PER_SECOND);
  };
  const [, user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = (
    readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? ''
  )
    .split(/\s+/)
    .map(Number);
  add('machine', user + nice + system + irq + softirq);
  const started = new Map(
    startedIn(cell).map((name) => [readFileSync(join(cell.places.pidfiles, name), 'utf8').trim(), name]),
  );
  const namespace = readlinkSync(`/proc/${cell.init}/ns/pid`);
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      const numbers = /^NSpid:\s+(.*)$/m.exec(status)?.[1]?.split(/\s+/) ?? [];
      const inPod = readFileSync(`/proc/${pid}/cgroup`, 'utf8').includes(`/${cell.places.cgroup}/kubepods/`);
      const ofNode = readlinkSync(`/proc/${pid}/ns/pid`) === namespace;
      if (!inPod && !ofNode) continue;
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const [utime = 0, stime = 0] = stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .slice(11, 13)
        .map(Number);
      const command = readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
      add(inPod ? `pod: ${command}` : (started.get(numbers.at(-1) ?? '') ?? command), utime + stime);
    } catch {
      // It ended meanwhile.
    }
  }
  return used;
}

/** What was used between two readings, most first. */
export function usedBetween(before: ProcessorSeconds, after: ProcessorSeconds): readonly (readonly [string, number])[] {
  return [...after]
    .map(([name, seconds]) => [name, seconds - (before.get(name) ?? 0)] as const)
    .filter(([, seconds]) => seconds >= 0.05)
    .sort(([, a], [, b]) => b - a);
}
