import type { Finding } from '../../../findings';
import type { Rule } from '../../../model';
import { enginesHonouring } from '../../engine-rules';

/** CLN3030 */
export const unsupportedField: Rule = {
  code: 'CLN3030',
  severity: 'error',
  title: 'a field that the engine does not honour',
  explanation:
    'Every engine says field by field what it makes of a tenant, of a datastore and of a worker pool; docs/engines.md has the table. What an engine cannot do is refused rather than left out in silence, so that changing the engine of a tenant never loses what somebody has asked for. See https://kamaji.clastix.io/reference/api/ and https://docs.k0smotron.io/stable/configuration/ for what the operators themselves know.',
  wrong: program("addons: { kubeProxy: { mode: 'iptables' } },"),
  right: program('addons: { kubeProxy: false },'),
  readsFindings: true,
  check(_fleet, report, { found, unhonoured }) {
    for (const { path, property, field, engine, note } of unhonoured) {
      if (found.some((finding) => isAbout(finding, path, property))) continue;
      const others = enginesHonouring(field);
      const what = property === '' ? 'this' : property;
      report({
        path,
        property,
        message: `engine ${engine} does not honour ${what}${note === '' ? '' : `: ${note}`}.`,
        fix:
          others.length === 0 ? 'leave it out.' : `leave it out, or an engine that honours it: ${others.join(', ')}.`,
      });
    }
  },
};

/** A rule of the engine has said what is wrong here, and more. */
function isAbout(finding: Finding, path: string, property: string): boolean {
  if (finding.path !== path || finding.severity !== 'error' || !isOfEngine(finding.code)) return false;
  const [one, other] = [`${finding.property}.`, `${property}.`];
  return one.startsWith(other) || other.startsWith(one);
}

/** Codes from 7000 on are those of engines; which workers they take has one for all. */
function isOfEngine(code: string): boolean {
  return code.startsWith('CLN7') || code === 'CLN1501';
}

function program(addons: string): string {
  return `import type { Engine } from 'colonnade';
import { kamaji } from 'colonnade/engines/kamaji';

// Chosen elsewhere, so that the compiler does not know it.
const engine: Engine = kamaji();
new TenantControlPlane(eu, 'team-b', {
  version: '1.35.4',
  store: 'dedicated',
  endpoint: Endpoint.loadBalancer({ address: '203.0.113.11' }),
  engine,
  ${addons}
});`;
}
