import { Command } from 'commander';
import { ColonnadeError } from '../../findings';
import type { FleetModel } from '../../model';
import { wrap } from '../../report';
import { firewallRules } from '../../workers';
import type { FirewallRule } from '../../workers';
import { collectReports, seconds } from '../check/collect';
import type { CollectOptions } from '../check/collect';
import { findTenant } from '../check/find-pool';
import { EXIT } from '../exit-code';
import type { ExitCode } from '../exit-code';
import type { Io } from '../io';

interface FirewallOptions extends CollectOptions {
  readonly fleet: string;
  readonly json?: boolean;
}

/** `colonnade firewall [tenant]` */
export function firewallCommand(io: Io, done: (code: ExitCode) => void): Command {
  return new Command('firewall')
    .summary('list what firewalls have to leave open')
    .description(
      'Lists which connections firewalls have to let through for a tenant, or for the whole fleet: who opens them, to where, on which ports, and why. Answers come back by themselves. Reads a fleet as `check` does.',
    )
    .argument('[tenant]', 'name or path of a tenant (default: management clusters and all tenants)')
    .option('--fleet <target>', 'folder with cdk8s.yaml, or a fleet.json', '.')
    .option('--app <command>', 'program to run instead of the one in cdk8s.yaml')
    .option('--timeout <seconds>', 'time that the program may take', seconds, 600)
    .option('--json', 'print as JSON')
    .action(async (tenant: string | undefined, options: FirewallOptions) => {
      const reports = await collectReports(options.fleet, options, io);
      const errors = reports.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'error'));
      if (errors.length > 0) throw new ColonnadeError(errors);
      const rules = rulesOf(
        reports.flatMap(({ model }) => (model === null ? [] : [model])),
        tenant,
      );
      if (options.json === true) io.out(`${JSON.stringify({ ok: true, rules }, null, 2)}\n`);
      else print(rules, io);
      done(EXIT.ok);
    });
}

function rulesOf(fleets: readonly FleetModel[], tenant: string | undefined): readonly FirewallRule[] {
  const rules = fleets.flatMap(firewallRules);
  if (tenant === undefined) return rules;
  const { path } = findTenant(fleets, tenant);
  return rules.filter((rule) => rule.path === path);
}

function print(rules: readonly FirewallRule[], io: Io): void {
  for (const path of new Set(rules.map((rule) => rule.path))) {
    const own = rules.filter((rule) => rule.path === path);
    io.out(`${io.stdoutStyle.bold(path)}\n`);
    printTable(own, io);
    printAddresses(own, io);
    io.out('\n');
  }
  io.out('  ? only where the line says so\n');
}

/** Columns for what is compared, and below each line, indented, what it is for. */
function printTable(rules: readonly FirewallRule[], io: Io): void {
  const rows = rules.map(({ destination, need, ports, protocol, source }) => [
    `${need === 'depends' ? '?' : ' '} ${protocol} ${ports.join(',')}`,
    source.name,
    destination.name,
  ]);
  const lines = columns([['  ports', 'from', 'to'], ...rows]);
  const indent = Math.max(7, ...rows.map(([ports]) => ports?.length ?? 0)) + 2;
  io.out(`${lines[0] ?? ''}\n`);
  for (const [index, { why }] of rules.entries()) {
    io.out(`${lines[index + 1] ?? ''}\n`);
    io.out(`${' '.repeat(indent)}${io.stdoutStyle.dim(wrap(why, Math.max(io.width, indent + 40), indent))}\n`);
  }
}

/** Who is where, as far as it is known. */
function printAddresses(rules: readonly FirewallRule[], io: Io): void {
  const known = new Map(
    rules
      .flatMap(({ destination, source }) => [source, destination])
      .filter(({ addresses }) => addresses.length > 0)
      .map(({ addresses, name }) => [name, addresses.join(', ')]),
  );
  for (const line of columns([...known].map(([name, addresses]) => [`  ${name}`, addresses]))) io.out(`${line}\n`);
}

/** Lines of cells, each column as wide as its widest cell. */
function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const width = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(width(column)))
      .join('  ')
      .trimEnd(),
  );
}
