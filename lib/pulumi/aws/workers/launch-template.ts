import { LaunchTemplate } from '@pulumi/aws/ec2/launchTemplate';
import type { SecurityGroup } from '@pulumi/aws/ec2/securityGroup';
import type { InstanceProfile } from '@pulumi/aws/iam/instanceProfile';
import { gibibytesOf } from '../../workers/disk';
import { disksOf, imageOf } from './images';
import type { GroupParts } from './args';

/** What machines of a pool are made from. */
export function machineTemplate(
  { name, args, tags, options }: GroupParts,
  { profile, securityGroup }: { readonly profile: InstanceProfile; readonly securityGroup: SecurityGroup },
): LaunchTemplate {
  const { pool } = args;
  return new LaunchTemplate(
    name,
    {
      description: `Nodes of worker pool ${pool.model.path}`,
      imageId: args.image ?? imageOf(pool.model),
      userData: pool.userData,
      iamInstanceProfile: { arn: profile.arn },
      // Pods that do not have the network of their node are one hop too far away to be the machine.
      metadataOptions: {
        httpEndpoint: 'enabled',
        httpTokens: 'required',
        httpPutResponseHopLimit: 1,
        instanceMetadataTags: 'disabled',
      },
      networkInterfaces: [
        {
          deviceIndex: 0,
          associatePublicIpAddress: 'false',
          deleteOnTermination: 'true',
          securityGroups: [securityGroup.id, ...(args.securityGroupIds ?? [])],
        },
      ],
      blockDeviceMappings: disks(args),
      ebsOptimized: 'true',
      // What the pool's rollout says decides when machines are replaced, not a version that somebody makes the default.
      updateDefaultVersion: true,
      tagSpecifications: ['instance', 'volume', 'network-interface'].map((resourceType) => ({ resourceType, tags })),
      tags,
    },
    options,
  );
}

function disks({ pool, disk = {}, keyArn }: GroupParts['args']) {
  const { root, data } = disksOf(pool.model);
  const volume = (volumeSize: number | undefined) => ({
    volumeType: 'gp3',
    volumeSize,
    iops: disk.iops,
    throughput: disk.throughput,
    encrypted: 'true',
    kmsKeyId: keyArn,
    deleteOnTermination: 'true',
  });
  const size = disk.gibibytes ?? gibibytesOf(pool.model);
  if (data === undefined) return [{ deviceName: disk.device ?? root, ebs: volume(size) }];
  return [
    { deviceName: root, ebs: volume(undefined) },
    { deviceName: disk.device ?? data, ebs: volume(size) },
  ];
}
