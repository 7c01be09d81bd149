import type { NodeModel, OperatingSystem } from '../../model';
import { nodePart } from './part';
import type { NodePart } from './part';

/** Where a distribution keeps certificates that its administrator trusts. */
interface TrustStore {
  readonly folder: string;
  readonly extension: 'crt' | 'pem';
}

const DEBIAN: TrustStore = { folder: '/usr/local/share/ca-certificates', extension: 'crt' };
const RED_HAT: TrustStore = { folder: '/etc/pki/ca-trust/source/anchors', extension: 'pem' };
const FLATCAR: TrustStore = { folder: '/etc/ssl/certs', extension: 'pem' };

/** Certificates that the machine trusts besides its distribution's. */
export function certificatesPart(
  { trustedCertificates }: Pick<NodeModel, 'trustedCertificates'>,
  operatingSystem: OperatingSystem,
): NodePart {
  if (trustedCertificates.length === 0) return nodePart({});
  const files = storesOf(operatingSystem).flatMap(({ folder, extension }) =>
    trustedCertificates.map((certificate, index) => ({
      path: `${folder}/colonnade-${String(index + 1)}.${extension}`,
      mode: '0644',
      content: `${certificate.trim()}\n`,
    })),
  );
  return nodePart({
    files,
    functions: [
      `trust_certificates() {
  [ -z "$root" ] || return 0
  stale certificates ${files.map(({ path }) => path).join(' ')} || return 0
  if command -v update-ca-certificates >/dev/null; then
    update-ca-certificates >/dev/null 2>&1 || die 1 'update-ca-certificates failed. Run it to see why.'
  elif command -v update-ca-trust >/dev/null; then
    update-ca-trust || die 1 'update-ca-trust failed.'
  else
    die 3 'this machine has neither update-ca-certificates nor update-ca-trust. Install the package ca-certificates.'
  fi
  fresh certificates
  did 'trusted the certificates of the pool'
}`,
    ],
    steps: ['trust_certificates'],
  });
}

/** Of an unknown distribution both layouts; the folder of the other one is read by nobody. */
function storesOf(operatingSystem: OperatingSystem): readonly TrustStore[] {
  switch (operatingSystem) {
    case 'debian':
    case 'ubuntu':
      return [DEBIAN];
    case 'rhel':
    case 'fedora-coreos':
      return [RED_HAT];
    case 'flatcar':
      return [FLATCAR];
    case 'talos':
    case 'bottlerocket':
    case 'other':
      return [DEBIAN, RED_HAT];
  }
}
