import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { formatResults } from './results';
import type { BenchResults } from './results';

const START = '<!-- written by npm run bench -- --write -->';
const END = '<!-- end -->';

/** What has to be known about the machine to read the numbers; taken before the run. */
export function describeMachine(): string {
  const processors = cpus();
  const load = (loadavg()[0] ?? 0).toFixed(1);
  return [
    new Date().toISOString().slice(0, 10),
    `${processors.length} cores (${processors[0]?.model.trim() ?? 'unknown'})`,
    `${(totalmem() / 2 ** 30).toFixed(0)} GiB`,
    `Node ${process.version}`,
    `${process.platform} ${process.arch}`,
    `load before the run ${load}`,
  ].join(', ');
}

/** Puts the results of this run into the page, between its two marks. */
export function writeResults(page: string, results: BenchResults, machine: string): void {
  const text = readFileSync(page, 'utf8');
  const [start, end] = [text.indexOf(START), text.indexOf(END)];
  if (start === -1 || end < start) throw new Error(`${page} has no place for results`);
  const block = `${START}\n\n${machine}:\n\n\`\`\`text\n${formatResults(results)}\n\`\`\`\n\n`;
  writeFileSync(page, text.slice(0, start) + block + text.slice(end));
}
