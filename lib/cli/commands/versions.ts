import { Command } from 'commander';
import { EXIT } from '../exit-code';
import type { ExitCode } from '../exit-code';
import type { Io } from '../io';
import { versionTable } from '../versions';

/** `colonnade versions` */
export function versionsCommand(io: Io, done: (code: ExitCode) => void): Command {
  return new Command('versions')
    .summary('list supported versions of Kubernetes and components')
    .description('Lists the minors of Kubernetes that tenants can run, and the component versions that go with each.')
    .option('--json', 'print as JSON')
    .action((options: { readonly json?: boolean }) => {
      const table = versionTable();
      if (options.json === true) {
        io.out(`${JSON.stringify(table, null, 2)}\n`);
      } else {
        const style = io.stdoutStyle;
        const header = ['kubernetes', 'newest known', 'etcd', 'konnectivity', 'coredns', 'kubelets'];
        const rows = table.kubernetes.map((row) => [
          row.minor,
          row.newestKnown,
          row.etcd,
          row.konnectivity,
          row.coreDns,
          `${row.kubelets.oldest} to ${row.kubelets.newest}`,
        ]);
        const widths = header.map((cell, column) =>
          Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)),
        );
        const line = (cells: readonly string[]) =>
          `  ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd();
        io.out(`colonnade ${table.colonnade}\n\n${style.bold(line(header))}\n${rows.map(line).join('\n')}\n\n`);
        io.out(`  management clusters: Kubernetes ${table.managementMinimum} or newer, with cert-manager\n`);
      }
      done(EXIT.ok);
    });
}
