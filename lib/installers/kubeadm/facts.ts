import { SUPPORTED_MINORS } from '../../kubernetes';
import { KUBERNETES_PORTS } from '../facts';
import type { InstallerFacts } from '../facts';

/** What there is to say about kubeadm. */
export const KUBEADM_FACTS: InstallerFacts = {
  name: 'kubeadm',
  title: 'kubeadm',
  machines: 'machines with a container runtime, kubelet and kubeadm',
  release: 'configuration v1beta4',
  kubernetes: SUPPORTED_MINORS.map((minor) => `1.${String(minor)}`).join(', '),
  source: 'https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/',
  etcd: 'on the control planes, or elsewhere',
  endpoint: 'kube-vip, or a balancer',
  validated: 'kubeadm 1.35 and 1.36, their API servers, a shell',
  ports: KUBERNETES_PORTS,
  tenantNodes: {
    made: true,
    how: 'a script for each pool installs kubelet and runs `kubeadm join` ([workers](../workers/kubeadm.md))',
  },
  cost: 'nothing: free software',
};
