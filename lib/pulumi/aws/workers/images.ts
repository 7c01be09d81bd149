import type { WorkerPoolModel } from '../../../model';
import { optionOf, problemOf } from '../../workers/pool-machines';

/**
 * The image of a pool's machines: its own, or the latest of its operating system as the distributor publishes it in a public parameter,
 * which EC2 reads when it starts a machine.
 *
 * - https://documentation.ubuntu.com/aws/aws-how-to/instances/find-ubuntu-images/
 * - https://wiki.debian.org/Cloud/AmazonEC2Image
 * - https://bottlerocket.dev/en/os/latest/
 * - https://docs.aws.amazon.com/autoscaling/ec2/userguide/using-systems-manager-parameters.html
 *
 * @throws CLN3301
 */
export function imageOf(pool: WorkerPoolModel): string {
  const own = optionOf(pool, 'image');
  if (own !== undefined) return own;
  const { operatingSystem } = pool.machines;
  const architecture = pool.machines.architecture === 'arm64' ? 'arm64' : 'amd64';
  switch (operatingSystem) {
    case 'ubuntu':
      return `resolve:ssm:/aws/service/canonical/ubuntu/server/24.04/stable/current/${architecture}/hvm/ebs-gp3/ami-id`;
    case 'debian':
      return `resolve:ssm:/aws/service/debian/release/13/latest/${architecture}`;
    case 'bottlerocket':
      return `resolve:ssm:/aws/service/bottlerocket/aws-k8s-${pool.version.replace(/\.\d+$/, '')}/${
        architecture === 'arm64' ? 'arm64' : 'x86_64'
      }/latest/image_id`;
    case 'rhel':
    case 'flatcar':
    case 'fedora-coreos':
    case 'talos':
    case 'other':
      throw problemOf(
        pool,
        'noImage',
        'machines.image',
        `no image is named, and none of ${operatingSystem} has a name that stays.`,
        "machines: Machines.awsAutoScalingGroup({ image: 'ami-...', ... }), or image in the arguments of the group.",
      );
  }
}

/** Devices of the disk that the image is on, and of the second one that Bottlerocket keeps images of containers and volumes on. */
export function disksOf({ machines: { operatingSystem } }: WorkerPoolModel): {
  readonly root: string;
  readonly data: string | undefined;
} {
  switch (operatingSystem) {
    case 'bottlerocket':
      return { root: '/dev/xvda', data: '/dev/xvdb' };
    case 'ubuntu':
    case 'rhel':
      return { root: '/dev/sda1', data: undefined };
    case 'debian':
    case 'flatcar':
    case 'fedora-coreos':
    case 'talos':
    case 'other':
      return { root: '/dev/xvda', data: undefined };
  }
}
