import { SUPPORTED_MINORS, isSupportedMinor, knownVersions, parseVersion } from '../../../kubernetes';
import type { Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { eachTenant } from '../../walk';

/** No minor of Kubernetes ever had this many patch releases; a larger number is a slip of the finger. */
const MAX_PATCH = 40;

/** CLN1301 */
export const tenantVersion: Rule = {
  code: 'CLN1301',
  severity: 'error',
  title: 'a Kubernetes version that Colonnade does not know',
  explanation:
    'Flags, defaults and admission plugins differ between minors, so Colonnade renders control planes of the minors it was tested with and no others. Upstream supports the newest three minors with patches. See https://kubernetes.io/releases/ and https://kubernetes.io/releases/patch-releases/.',
  wrong: `new TenantControlPlane(eu, 'team-b', {
  // @ts-expect-error the types refuse it too
  version: '1.20.0',
  store,
  endpoint: Endpoint.loadBalancer({ address: '203.0.113.11' }),
});`,
  right: tenantProgram('', { version: '1.35.4' }),
  check(fleet, report) {
    eachTenant(fleet, ({ path, version }) => {
      const read = parseVersion(version);
      const known = knownVersions();
      if (!read.ok) {
        const { problem, suggestion } = read;
        const fix = suggestion ? `version: '${suggestion}'.` : `version: one of ${known.join(', ')}.`;
        report({ path, property: 'version', message: `${problem}.`, fix });
        return;
      }
      const { major, minor, patch } = read.value;
      const oldest = SUPPORTED_MINORS[0];
      if (!isSupportedMinor(read.value)) {
        const age = major < 1 || (major === 1 && minor < oldest) ? 'no longer' : 'not yet';
        report({
          path,
          property: 'version',
          message: `Kubernetes ${version} is ${age} supported; supported minors are 1.${SUPPORTED_MINORS.join(', 1.')}.`,
          fix: `version: one of ${known.join(', ')}, or a later patch of these minors.`,
        });
      } else if (patch > MAX_PATCH) {
        report({
          path,
          property: 'version',
          message: `Kubernetes ${version} does not exist; no minor ever had ${patch} patch releases.`,
          fix: `version: '${known.find((text) => text.startsWith(`1.${minor}.`)) ?? known.at(-1) ?? ''}'.`,
        });
      }
    });
  },
};
