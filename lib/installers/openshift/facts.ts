import type { InstallerFacts } from '../facts';

/** What there is to say about OpenShift. */
export const OPENSHIFT_FACTS: InstallerFacts = {
  name: 'openshift',
  title: 'OpenShift',
  machines: 'machines of bare metal or vSphere that boot an image',
  release: 'install-config v1, agent-config v1beta1',
  kubernetes: 'that of the installer',
  source: 'https://github.com/openshift/installer/tree/main/pkg/types',
  etcd: 'on the control planes',
  endpoint: 'addresses that OpenShift keeps, or a balancer',
  validated: 'fields as its source has them, a shell',
  ports: [
    { port: '6443', from: 'everybody who uses the cluster, and its nodes', to: 'control planes', why: 'API server' },
    { port: '22623', from: 'all nodes', to: 'control planes', why: 'machine configuration' },
    { port: '80, 443', from: 'clients of routes', to: 'nodes with ingress', why: 'routes' },
    { port: '2379-2380', from: 'control planes', to: 'control planes', why: 'etcd' },
    {
      port: '8090',
      from: 'all machines',
      to: 'the first control plane',
      why: 'the assisted service, during the installation',
    },
    { port: '6081', protocol: 'UDP', from: 'all nodes', to: 'all nodes', why: 'Geneve of OVN' },
    { port: '10250', from: 'control planes', to: 'all nodes', why: 'kubelet' },
  ],
  tenantNodes: {
    made: false,
    how: 'no: its machines fetch what they are from the machine configuration server of their cluster; other machines of RHEL take a pool with kubeadm',
  },
  cost: 'a subscription by cores, which Red Hat quotes: there was [no list price](https://www.redhat.com/en/technologies/cloud-computing/openshift/pricing) on 2026-05-04',
};
