import type { InputProblem } from './input-codes';

/** What can be wrong with an AWS host. */
export const AWS_PROBLEMS = {
  zones: {
    code: 'CLN3200',
    title: 'zones that are not of the region, or too few',
    explanation:
      'Zones of AWS are named after their region. EKS wants subnets in two of them at least, and etcd keeps its majority when one is lost only if its members are in three. See https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html.',
  },
  size: {
    code: 'CLN3201',
    title: 'a node group that cannot hold what it is for',
    explanation:
      'A group of nodes has a smallest and a largest size. Volumes of etcd stay in their zone, so that there is a group for each zone, of one size each; the total is a multiple of the number of zones. See https://docs.aws.amazon.com/eks/latest/best-practices/cas.html.',
  },
  network: {
    code: 'CLN3202',
    title: 'a range that holds no subnets for the zones',
    explanation:
      'A VPC has a range of /16 to /28, of which each zone gets a large part for nodes and pods, because pods have addresses of the VPC, and a small one for balancers and NAT gateways. See https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html.',
  },
  volume: {
    code: 'CLN3203',
    title: 'a volume that gp3 does not offer',
    explanation:
      'gp3 volumes have 3,000 IOPS and 125 MiB/s at least and 80,000 IOPS and 2,000 MiB/s at most, no more than 500 IOPS for each GiB, and a quarter of a MiB/s for each of its IOPS. See https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html.',
  },
  localDisks: {
    code: 'CLN3204',
    title: 'local disks on machines without any',
    explanation:
      "With etcdVolumes: 'local-nvme' members of etcd live on the disks that are built into their machine; types with such disks have a d after their generation or are of a storage family, for example i4i.large or m7gd.large. See https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-store-volumes.html.",
  },
  noSuchEndpoint: {
    code: 'CLN3205',
    title: 'an endpoint that was not asked for',
    explanation:
      'Addresses of endpoints are reserved by name: those in the list endpoints of the management cluster. There is none for another name.',
  },
  endpointsWithoutAddresses: {
    code: 'CLN3206',
    title: 'endpoints on a host without static addresses',
    explanation:
      'With staticAddresses: false balancers have DNS names, and no address is reserved, so that there is nothing to give to the endpoints that were asked for. Tenants there have endpoints with a hostname of yours.',
  },
} as const satisfies Record<string, InputProblem>;
