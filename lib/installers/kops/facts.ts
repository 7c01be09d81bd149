import type { InstallerFacts } from '../facts';

/** What there is to say about kOps. */
export const KOPS_FACTS: InstallerFacts = {
  name: 'kops',
  title: 'kOps',
  machines: 'EC2 instances that kOps makes',
  release: 'kOps 1.36, v1alpha2',
  kubernetes: '1.33, 1.34, 1.35, 1.36',
  source: 'https://github.com/kubernetes/kops/releases/tag/v1.36.0',
  etcd: 'on the control planes, one for each zone',
  endpoint: 'a network load balancer',
  validated: 'a real API server with the definitions of kOps',
  ports: [
    { port: '443', from: 'the ranges that are allowed, and nodes', to: 'the load balancer', why: 'API server' },
    { port: '3988', from: 'nodes', to: 'the load balancer', why: 'kops-controller: nodes prove who they are and join' },
    {
      port: '2380-2381, 4001-4002',
      from: 'control planes',
      to: 'control planes',
      why: 'etcd, for objects and for events',
    },
    { port: '10250', from: 'control planes', to: 'all nodes', why: 'kubelet' },
  ],
  tenantNodes: {
    made: false,
    how: 'no: its nodes prove to kops-controller of their own cluster who they are; a pool of [EC2 instances](../workers/clouds.md) makes nodes of tenants',
  },
  cost: 'nothing for kOps: free software; EC2 instances, disks, a network load balancer and a bucket at [prices of AWS](../hosts/aws.md#what-it-costs)',
};
