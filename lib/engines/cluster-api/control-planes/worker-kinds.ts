import type { WorkerKind } from '../../../model';
import type { Capability } from '../../capability';

const OTHERS = {
  talos: {
    support: 'unsupported',
    note: "Talos has providers of its own, for bootstrap and control plane, which are not rendered here; kind: 'kubeadm' instead",
    link: 'https://github.com/siderolabs/cluster-api-bootstrap-provider-talos',
  },
  bottlerocket: {
    support: 'unsupported',
    note: "no bootstrap provider writes settings of Bottlerocket outside of EKS; kind: 'kubeadm' instead",
    link: 'https://cluster-api.sigs.k8s.io/reference/providers#bootstrap',
  },
} as const satisfies Partial<Record<WorkerKind, Capability>>;

/** Workers of control planes that kubeadm can join. */
export const KUBEADM_WORKERS: Readonly<Record<WorkerKind, Capability>> = Object.freeze({
  kubeadm: {
    support: 'native',
    note: 'KubeadmConfigTemplate',
    link: 'https://cluster-api.sigs.k8s.io/tasks/bootstrap/kubeadm-bootstrap/',
  },
  k0s: {
    support: 'unsupported',
    note: "a k0s worker needs a k0s control plane: k0smotronControlPlane() or k0sControlPlane(); kind: 'kubeadm' instead",
  },
  ...OTHERS,
});

/** Workers of k0s. */
export const K0S_WORKERS: Readonly<Record<WorkerKind, Capability>> = Object.freeze({
  k0s: {
    support: 'native',
    note: 'K0sWorkerConfigTemplate',
    link: 'https://docs.k0smotron.io/stable/capi-bootstrap/',
  },
  kubeadm: { support: 'unsupported', note: "a k0s control plane is joined by k0s workers; kind: 'k0s' instead" },
  ...OTHERS,
});
