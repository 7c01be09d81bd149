import { withoutEmpty } from '../../api';
import type { InfrastructureProvider } from '../../provider';
import { infrastructureProvider, machineSpecs } from '../infrastructure-provider';
import type { FurtherFields } from '../infrastructure-provider';

/** Machines of EC2. */
export interface AwsMachine extends FurtherFields {
  /** For example `m7i.large`. */
  readonly instanceType: string;
  /** Image. @default - the provider looks one up that fits to the version */
  readonly ami?: string;
  /** Instance profile. @default 'nodes.cluster-api-provider-aws.sigs.k8s.io' */
  readonly iamInstanceProfile?: string;
  /** Name of the key pair for SSH; upstream would take one called `default`. @default '' - none */
  readonly sshKeyName?: string;
  /** Root disk in GiB, at least 8. @default - that of the image */
  readonly rootVolumeGiB?: number;
  /** Machines that may be taken away at any time. @default false */
  readonly spot?: boolean;
}

/** Options of {@link aws}. */
export interface AwsOptions extends FurtherFields {
  /** For example `eu-central-1`. */
  readonly region: string;
  /** Identity of the account. @default - that of the controller */
  readonly identity?: {
    readonly kind: 'AWSClusterControllerIdentity' | 'AWSClusterRoleIdentity' | 'AWSClusterStaticIdentity';
    readonly name: string;
  };
  /** Machines by the name that worker pools call them. @default {} */
  readonly machines?: Readonly<Record<string, AwsMachine>>;
}

/**
 * Amazon Web Services. For a hosted control plane there is no load balancer of the cluster's own.
 *
 * https://cluster-api-aws.sigs.k8s.io/
 */
export function aws(options: AwsOptions): InfrastructureProvider<'aws'> {
  const { region, identity, spec } = options;
  return infrastructureProvider({
    name: 'aws',
    version: '2.11.1',
    link: 'https://cluster-api-aws.sigs.k8s.io/getting-started',
    api: 'v1beta2',
    clusterKind: 'AWSCluster',
    machineKind: 'AWSMachineTemplate',
    options,
    machines: machineSpecs(
      options.machines,
      ({ ami, rootVolumeGiB, spot, instanceType, sshKeyName = '', ...machine }) => ({
        ...machine,
        sshKeyName,
        instanceType,
        ami: ami === undefined ? undefined : { id: ami },
        iamInstanceProfile: machine.iamInstanceProfile ?? 'nodes.cluster-api-provider-aws.sigs.k8s.io',
        instanceMetadataOptions: { httpTokens: 'required' },
        rootVolume: rootVolumeGiB === undefined ? undefined : { size: rootVolumeGiB },
        marketType: spot === true ? 'Spot' : undefined,
      }),
    ),
    infraCluster: (_tenant, { name, hosted }) => ({
      spec: {
        ...withoutEmpty({
          region,
          identityRef: identity && { ...identity },
          controlPlaneLoadBalancer: { loadBalancerType: hosted ? 'disabled' : 'nlb' },
        }),
        ...spec,
      },
      managedBy: name === 'k0smotron' ? 'k0smotron' : null,
    }),
  });
}
