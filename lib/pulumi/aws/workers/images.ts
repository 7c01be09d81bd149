import type { OperatingSystem, WorkerPoolModel } from '../../../model';
import { imageFor } from '../../workers/pool-machines';

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
  return imageFor(pool, latestOf(pool));
}

function latestOf({ machines: { operatingSystem, architecture }, version }: WorkerPoolModel): string | undefined {
  const isArm = architecture === 'arm64';
  const parameters: Readonly<Partial<Record<OperatingSystem, string>>> = {
    ubuntu: `canonical/ubuntu/server/24.04/stable/current/${isArm ? 'arm64' : 'amd64'}/hvm/ebs-gp3/ami-id`,
    debian: `debian/release/13/latest/${isArm ? 'arm64' : 'amd64'}`,
    bottlerocket: `bottlerocket/aws-k8s-${version.replace(/\.\d+$/, '')}/${isArm ? 'arm64' : 'x86_64'}/latest/image_id`,
  };
  const parameter = parameters[operatingSystem];
  return parameter === undefined ? undefined : `resolve:ssm:/aws/service/${parameter}`;
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
