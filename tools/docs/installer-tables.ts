import { INSTALLERS } from '../../lib/installers';
import type { InstallerFacts } from '../../lib/installers';

/** Page of an installer, from docs/installers. */
function pageOf({ name }: InstallerFacts): string {
  return name === 'k0s' ? '../k0s.md' : `${name}.md`;
}

/** All installers, one line each. */
export function installerMatrix(): string {
  return [
    '| Installer | Makes a cluster of | For | Kubernetes | etcd | Address of the API | Read in tests by |',
    '|---|---|---|---|---|---|---|',
    ...INSTALLERS.map(
      (facts) =>
        `| [${facts.title}](${pageOf(facts)}) | ${facts.machines} | [${facts.release}](${facts.source}) | ${facts.kubernetes} | ${facts.etcd} | ${facts.endpoint} | ${facts.validated} |`,
    ),
  ].join('\n');
}

/** Pages that have a section of ports, and what stands there. */
export const PORT_SECTIONS = INSTALLERS.map((facts) => ({
  page: facts.name === 'k0s' ? 'docs/k0s.md' : `docs/installers/${facts.name}.md`,
  name: 'ports',
  text: () => portTable(facts),
}));

function portTable({ ports }: InstallerFacts): string {
  return [
    '| Port | From | To | For |',
    '|---|---|---|---|',
    ...ports.map(({ port, protocol = 'TCP', from, to, why }) => `| ${port} ${protocol} | ${from} | ${to} | ${why} |`),
  ].join('\n');
}
