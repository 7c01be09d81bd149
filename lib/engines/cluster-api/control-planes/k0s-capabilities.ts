import { ofEach } from '../../capability';
import type { CapabilityTable } from '../../capability';
import { OWN_COREFILE } from '../capabilities';

/** What k0s makes of a tenant, hosted or on machines. */
export const K0S_CAPABILITIES = Object.freeze({
  'tenant.version': { support: 'translated', note: 'the release of k0s with that version of Kubernetes' },
  'tenant.store.shared': {
    support: 'unsupported',
    note: "each control plane of k0s has an etcd of its own; store: 'dedicated', or kine with an option of the control plane",
  },
  ...ofEach(['tenant.authentication', 'tenant.audit'], { support: 'translated', note: 'extra arguments and a file' }),
  'tenant.encryption': { support: 'translated', note: 'a Job makes the key; extra arguments and a file from a Secret' },
  'tenant.addons.kubeProxy.config': { support: 'unsupported', note: 'k0s writes it' },
  'tenant.addons.coreDns': { support: 'translated', note: 'k0s brings it with itself' },
  ...ofEach(['tenant.addons.coreDns.version', 'tenant.konnectivity.version'], {
    support: 'unsupported',
    note: 'k0s brings a version with itself',
  }),
  'tenant.addons.coreDns.replicas': { support: 'unsupported', note: 'k0s decides on them by the number of nodes' },
  'tenant.addons.coreDns.corefile': OWN_COREFILE,
  'tenant.addons.coreDns.resources': { support: 'unsupported', note: 'k0s writes them' },
  'tenant.konnectivity.agent': { support: 'unsupported', note: 'k0s writes the agents' },
  'tenant.images.registry': {
    support: 'unsupported',
    note: 'images are part of a release of k0s; use spec.k0sConfig.spec.images',
  },
  'tenant.images.pullSecrets': {
    support: 'unsupported',
    note: 'no field for it; set them on the service account of the namespace',
  },
  'tenant.network.dnsAddress': { support: 'unsupported', note: 'k0s takes the tenth address of the range' },
} as const satisfies CapabilityTable);
