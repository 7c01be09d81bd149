import { INSTALLERS } from '../../lib/installers';
import type { InstallerFacts } from '../../lib/installers';

/** Page of an installer, from docs/installers. */
function pageOf({ name }: InstallerFacts): string {
  return name === 'k0s' ? '../k0s.md' : `${name}.md`;
}

/** All installers, one line each. */
export function installerMatrix(): string {
  return [
    '| Installer | Makes a cluster of | For | Kubernetes | etcd | Address of the API | Nodes of tenants | Read in tests by |',
    '|---|---|---|---|---|---|---|---|',
    ...INSTALLERS.map(
      (facts) =>
        `| [${facts.title}](${pageOf(facts)}) | ${facts.machines} | [${facts.release}](${facts.source}) | ${facts.kubernetes} | ${facts.etcd} | ${facts.endpoint} | ${facts.tenantNodes.made ? 'yes' : 'no'} | ${facts.validated} |`,
    ),
  ].join('\n');
}

/** Sections that every page of an installer has, and what stands there. */
export const INSTALLER_SECTIONS = INSTALLERS.flatMap((facts) => {
  const page = facts.name === 'k0s' ? 'docs/k0s.md' : `docs/installers/${facts.name}.md`;
  const written = (text: string) => seenFrom(page, `${sentence(text)}.`);
  return [
    { page, name: 'ports', text: () => portTable(facts) },
    { page, name: 'nodes', text: () => written(facts.tenantNodes.how) },
    {
      page,
      name: 'cost',
      text: () => `${written(facts.cost)} Machines, disks and networks cost what they cost where they are.`,
    },
  ];
});

/** Links in data are those of a page in docs/installers. */
function seenFrom(page: string, text: string): string {
  return page.startsWith('docs/installers/') ? text : text.replaceAll('](../', '](');
}

function sentence(text: string): string {
  return text.replace(/^[a-z]/, (letter) => letter.toUpperCase());
}

function portTable({ ports }: InstallerFacts): string {
  return [
    '| Port | From | To | For |',
    '|---|---|---|---|',
    ...ports.map(({ port, protocol = 'TCP', from, to, why }) => `| ${port} ${protocol} | ${from} | ${to} | ${why} |`),
  ].join('\n');
}
