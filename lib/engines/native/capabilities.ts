import type { WorkerKind } from '../../model';
import type { Capability, CapabilityTable } from '../capability';

/**
 * The native engine renders from the models themselves, so it honours every field; the entries below the first four say how, where
 * that is not obvious.
 */
export const NATIVE_CAPABILITIES = Object.freeze({
  tenant: { support: 'native' },
  store: { support: 'native' },
  pool: { support: 'native' },
  'tenant.store.shared': { support: 'native', note: 'a key prefix and an etcd user whose role ends at that prefix' },
  'tenant.store.dedicated': { support: 'native', note: 'an etcd cluster in the namespace of the tenant' },
  'tenant.network.sharedNetwork': { support: 'translated', note: 'checked, not rendered' },
  'pool.bootstrap.k0s': { support: 'unsupported', note: 'a k0s worker needs a k0s control plane' },
} as const satisfies CapabilityTable);

/** The table of the native engine, whose type says what is not honoured. */
export type NativeCapabilities = typeof NATIVE_CAPABILITIES;

/** Which machines can become nodes of control planes of the native engine. */
export const NATIVE_WORKERS: Readonly<Record<WorkerKind, Capability>> = Object.freeze({
  kubeadm: {
    support: 'native',
    note: 'kubeadm join, as to any upstream control plane. https://kubernetes.io/docs/reference/setup-tools/kubeadm/kubeadm-join/',
  },
  bottlerocket: {
    support: 'translated',
    note: 'its kubelet joins with authentication-mode "tls" and a bootstrap token, which upstream documents for the VMware and metal variants. https://bottlerocket.dev/en/os/latest/api/settings/kubernetes/',
  },
  talos: {
    support: 'translated',
    note: "its kubelet joins; the machine's own API needs certificates that Talos control planes sign, so talos-csr-signer has to run beside this one. https://github.com/clastix/talos-csr-signer",
  },
  k0s: {
    support: 'unsupported',
    note: "k0s workers read their configuration from a k0s control plane, which this engine does not run; kind: 'kubeadm' instead. https://docs.k0sproject.io/stable/worker-node-config/",
  },
});
