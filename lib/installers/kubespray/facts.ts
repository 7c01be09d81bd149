import { KUBERNETES_PORTS } from '../facts';
import type { InstallerFacts } from '../facts';

/** What there is to say about Kubespray. */
export const KUBESPRAY_FACTS: InstallerFacts = {
  name: 'kubespray',
  title: 'Kubespray',
  machines: 'machines that Ansible reaches by SSH',
  release: 'Kubespray 2.31',
  kubernetes: '1.33, 1.34, 1.35',
  source: 'https://github.com/kubernetes-sigs/kubespray/releases',
  etcd: 'on the control planes, or on machines of its own',
  endpoint: 'kube-vip, or a balancer',
  validated: 'ansible-inventory',
  ports: [...KUBERNETES_PORTS, { port: '22', from: 'the machine that runs Ansible', to: 'all machines', why: 'SSH' }],
  tenantNodes: {
    made: true,
    how: 'Ansible, which it runs on, with a playbook and an inventory for each pool ([workers](../workers/kubeadm.md)); its own playbooks join nodes to control planes that Ansible reaches',
  },
  cost: 'nothing: free software',
};
