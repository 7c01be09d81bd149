import type { Rule } from '../../../model';
import { eachPool } from '../../walk';

const legacy = `const legacy = TenantControlPlane.fromTenantControlPlane(eu, 'legacy', {
  version: '1.35.4',
  endpoint: 'legacy.example.org:6443',
});`;

/** CLN1505 */
export const k0sVersion: Rule = {
  code: 'CLN1505',
  severity: 'error',
  title: 'a k0s release of another Kubernetes version',
  explanation:
    'k0s brings its own kubelet: the Kubernetes version is the first part of its release. A pool that names another version would be checked against its control plane with a version that its machines do not run. See https://docs.k0sproject.io/stable/releases/.',
  wrong: `${legacy}
new WorkerPool(legacy, 'general', {
  version: '1.34.4',
  machines: Machines.existing(),
  size: 3,
  bootstrap: { kind: 'k0s', version: '1.35.4+k0s.0' },
});`,
  right: `${legacy}
new WorkerPool(legacy, 'general', {
  machines: Machines.existing(),
  size: 3,
  bootstrap: { kind: 'k0s', version: '1.35.4+k0s.0' },
});`,
  check(fleet, report) {
    eachPool(fleet, ({ path, version, bootstrap }) => {
      if (bootstrap.kind !== 'k0s') return;
      const brought = bootstrap.version.split('+')[0] ?? '';
      if (brought === version) return;
      report({
        path,
        property: 'version',
        message: `k0s ${bootstrap.version} brings a kubelet ${brought}, not ${version}.`,
        fix: `leave version out, or bootstrap.version: '${version}+k0s.0'.`,
      });
    });
  },
};
