import { REFUSED_HOSTS } from '../../lib/findings';
import type { RefusedHost } from '../../lib/findings';

/** Places that are no hosts, a line each. */
export function refusedHosts(): string {
  return [
    '| | Ended | Why | Instead | Code |',
    '|---|---|---|---|---|',
    ...Object.entries<RefusedHost>(REFUSED_HOSTS).map(
      ([name, { title, ended, reason, successor, source, code }]) =>
        `| ${title}: \`${name}()\` | ${ended ?? 'no'} | ${reason} ([source](${source})) | ${successor} | [${code}](../checks/${code}.md) |`,
    ),
  ].join('\n');
}
