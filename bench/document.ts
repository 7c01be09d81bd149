import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
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

/** Puts the results of this run into the page, between the mark of the command that makes them and the next end. */
export function writeResults(page: string, command: string, results: string, machine: string): void {
  const mark = `<!-- written by npm run ${command} -->`;
  const text = readFileSync(page, 'utf8');
  const start = text.indexOf(mark);
  const end = text.indexOf(END, start);
  if (start === -1 || end < start) throw new Error(`${page} has no place for results`);
  const block = `${mark}\n\n${machine}:\n\n\`\`\`text\n${results}\n\`\`\`\n\n`;
  writeFileSync(page, text.slice(0, start) + block + text.slice(end));
}
