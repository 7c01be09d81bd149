import { carrierFor, cloudFacts, options } from './facts';
import type { CloudMachineProps } from './machine-props';
import { propsOf } from './props-of';
import { sourceOf } from './machine-source';
import type { MachineSource, SecretPlace } from './machine-source';

/** EC2 instances. */
export interface AwsMachinesProps extends CloudMachineProps {
  /** For example `eu-central-1`. */
  readonly region: string;
  /** Instance types, first choice first. @default - those of the group's launch template */
  readonly instanceTypes?: readonly string[];
  /** AMI. @default - that of the group's launch template */
  readonly image?: string;
  /** Who writes the join credential into AWS Secrets Manager. @default - the Pod Identity of the service account */
  readonly credentials?: {
    /** Role that the service account assumes by annotation (IRSA). @default - none: EKS Pod Identity */
    readonly roleArn?: string;
    /**
     * Image with the AWS command-line tool.
     *
     * @default 'public.ecr.aws/aws-cli/aws-cli:2.27.49'
     * @see https://docs.aws.amazon.com/cli/latest/userguide/getting-started-docker.html
     */
    readonly image?: string;
  };
}

/** User data of an instance, before base64. Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-add-user-data.html */
export const EC2_USER_DATA_BYTES = 16_384;

/**
 * An Auto Scaling group of EC2 instances, which read their credential from AWS Secrets Manager with their instance profile.
 *
 * @example
 * Machines.awsAutoScalingGroup({ region: 'eu-central-1', instanceTypes: ['m7i.large'], capacity: { cpu: '2', memory: '8Gi' } })
 */
export function awsAutoScalingGroup(props: AwsMachinesProps): MachineSource<'group'> {
  return sourceOf({
    facts: {
      ...ec2Facts(propsOf(props)),
      source: 'aws-auto-scaling-group',
      scaling: { kind: 'group', autoscaler: 'aws' },
    },
    delivery: { kind: 'secret', place: placeOf(propsOf(props)) },
  });
}

/**
 * EC2 instances that Karpenter starts one by one when pods need them.
 *
 * @example
 * Machines.awsInstances({ region: 'eu-central-1', zones: ['eu-central-1a', 'eu-central-1b'] })
 */
export function awsInstances(props: AwsMachinesProps): MachineSource<'instances'> {
  return sourceOf({
    facts: {
      ...ec2Facts(propsOf(props)),
      source: 'aws-instances',
      scaling: { kind: 'instances', nodeClass: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass' } },
    },
    delivery: { kind: 'secret', place: placeOf(propsOf(props)) },
  });
}

function ec2Facts({ region, instanceTypes, image, credentials: _, ...props }: Partial<AwsMachinesProps>) {
  return {
    ...cloudFacts(props, { name: 'aws', providerIdScheme: 'aws:///' }),
    firstBoot: { carrier: carrierFor(props.operatingSystem, 'cloud-init'), limitBytes: EC2_USER_DATA_BYTES },
    options: options({ region, instanceTypes, image }),
  };
}

function placeOf({ region = '', credentials }: Partial<AwsMachinesProps>): SecretPlace {
  const { roleArn, image, ...unknown } = propsOf(credentials);
  return {
    ...unknown,
    kind: 'aws-secrets-manager',
    location: region,
    serviceAccountAnnotations: roleArn === undefined ? {} : { 'eks.amazonaws.com/role-arn': roleArn },
    image: image ?? 'public.ecr.aws/aws-cli/aws-cli:2.27.49',
  };
}
