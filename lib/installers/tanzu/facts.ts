import type { InstallerFacts } from '../facts';

/** What there is to say about vSphere Kubernetes Service. */
export const TANZU_FACTS: InstallerFacts = {
  name: 'tanzu',
  title: 'Tanzu VKS',
  machines: 'virtual machines that a Supervisor of vSphere makes',
  release: 'VKS 3.4 to 3.7',
  kubernetes: 'what the ClusterClass knows, up to 1.36',
  source: 'https://developer.broadcom.com/xapis/vmware-vsphere-kubernetes-service/latest/variable-docs.html',
  etcd: 'on the control planes',
  endpoint: 'a load balancer of the Supervisor',
  validated: 'a real API server with the definitions of Cluster API',
  ports: [
    {
      port: '6443',
      from: 'everybody who uses the Supervisor or the cluster',
      to: 'their load balancers',
      why: 'API servers',
    },
    { port: '443', from: 'the Supervisor and nodes', to: 'vCenter', why: 'machines and disks' },
  ],
  tenantNodes: {
    made: false,
    how: 'no: a Supervisor makes machines of its own clusters; virtual machines of [vSphere](../hosts/vsphere.md) take a pool with kubeadm',
  },
  cost: 'a licence of VMware Cloud Foundation or vSphere Foundation by cores, which Broadcom quotes: there was no list price on 2026-11-22',
};
