import type { CustomResource, CustomResourceOptions, Input, Output } from '@pulumi/pulumi';
import { ColonnadeError, PLACE_PROBLEMS } from '../../findings';

/** Makes a resource of the generated SDK. */
export type IbmResource<A, R extends CustomResource = CustomResource> = new (
  name: string,
  args: A,
  options?: CustomResourceOptions,
) => R;

/** A zone of a cluster, with the subnet of its workers. */
export interface IbmZone {
  readonly name: Input<string>;
  readonly subnetId: Input<string>;
}

/** https://registry.terraform.io/providers/IBM-Cloud/ibm/latest/docs/resources/container_vpc_cluster */
export interface IbmClusterArgs {
  readonly name: Input<string>;
  readonly vpcId: Input<string>;
  readonly flavor: Input<string>;
  readonly workerCount: Input<number>;
  readonly kubeVersion: Input<string>;
  readonly resourceGroupId: Input<string>;
  readonly zones: IbmZone[];
  readonly workerLabels?: Record<string, Input<string>>;
  readonly disablePublicServiceEndpoint?: Input<boolean>;
  /** Whether workers may reach the internet, by the gateway of their subnet. */
  readonly disableOutboundTrafficProtection?: Input<boolean>;
  readonly waitTill?: Input<string>;
  readonly kmsInstanceId?: Input<string>;
  readonly crk?: Input<string>;
  /** Key that Secrets in etcd of the cluster are encrypted with; one that is there cannot be taken back. */
  readonly kmsConfig?: {
    readonly instanceId: Input<string>;
    readonly crkId: Input<string>;
    readonly privateEndpoint: boolean;
  };
  readonly tags?: Input<string>[];
}

/** https://registry.terraform.io/providers/IBM-Cloud/ibm/latest/docs/resources/container_vpc_worker_pool */
export interface IbmWorkerPoolArgs {
  readonly cluster: Input<string>;
  readonly workerPoolName: Input<string>;
  readonly vpcId: Input<string>;
  readonly flavor: Input<string>;
  readonly workerCount: Input<number>;
  readonly resourceGroupId: Input<string>;
  readonly zones: IbmZone[];
  readonly labels?: Record<string, Input<string>>;
  readonly kmsInstanceId?: Input<string>;
  readonly crk?: Input<string>;
  readonly taints?: { readonly key: string; readonly value: string; readonly effect: string }[];
}

/** https://registry.terraform.io/providers/IBM-Cloud/ibm/latest/docs/resources/container_addons */
export interface IbmAddonsArgs {
  readonly cluster: Input<string>;
  readonly resourceGroupId: Input<string>;
  readonly manageAllAddons: boolean;
  /** Without a version: that which IBM has as default. */
  readonly addons: { readonly name: string; readonly version?: string }[];
}

/** A cluster that is there. */
export interface IbmCluster extends CustomResource {
  readonly crn: Output<string>;
}

/** An instance of a service that is there. */
export interface IbmServiceInstance extends CustomResource {
  /** What policies and names call it, where its id is a CRN. */
  readonly guid: Output<string>;
}

/** https://registry.terraform.io/providers/IBM-Cloud/ibm/latest/docs/resources/cos_bucket */
export interface IbmBucketArgs {
  readonly bucketName: Input<string>;
  readonly resourceInstanceId: Input<string>;
  readonly regionLocation: Input<string>;
  readonly storageClass: Input<string>;
  readonly kmsKeyCrn?: Input<string>;
  readonly objectVersioning?: { readonly enable: boolean };
  readonly noncurrentVersionExpiration?: { readonly enable: boolean; readonly noncurrentDays: number };
  /** Of what is current. */
  readonly expireRules?: { readonly ruleId: string; readonly enable: boolean; readonly days: number }[];
  readonly forceDelete: boolean;
}

/** https://registry.terraform.io/providers/IBM-Cloud/ibm/latest/docs/resources/is_flow_log */
export interface IbmFlowLogArgs {
  readonly name: Input<string>;
  /** Id of what is watched: a VPC, a subnet, a machine or an interface. */
  readonly target: Input<string>;
  /** Name of a bucket in the same region. */
  readonly storageBucket: Input<string>;
  readonly active: boolean;
  readonly resourceGroup: Input<string>;
  readonly tags?: Input<string>[];
}

/** https://registry.terraform.io/providers/IBM-Cloud/ibm/latest/docs/resources/resource_key */
export interface IbmResourceKeyArgs {
  readonly name: Input<string>;
  readonly resourceInstanceId: Input<string>;
  readonly role: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags?: Input<string>[];
}

/** A key to an instance of a service. */
export interface IbmResourceKey extends CustomResource {
  /** What is nested has a name with dots: `cos_hmac_keys.access_key_id`. */
  readonly credentials: Output<Readonly<Record<string, string>>>;
}

/** https://registry.terraform.io/providers/IBM-Cloud/ibm/latest/docs/resources/iam_trusted_profile_link */
export interface IbmTrustedProfileLinkArgs {
  readonly profileId: Input<string>;
  readonly name: Input<string>;
  readonly crType: 'IKS_SA';
  /** A service account: the CRN of its cluster, its namespace and its name. */
  readonly link: { readonly crn: Input<string>; readonly namespace: string; readonly name: string };
}

/** https://registry.terraform.io/providers/IBM-Cloud/ibm/latest/docs/resources/iam_trusted_profile_policy */
export interface IbmTrustedProfilePolicyArgs {
  readonly profileId: Input<string>;
  readonly roles: string[];
  readonly resourceAttributes: { readonly name: string; readonly value: Input<string> }[];
}

/** https://registry.terraform.io/providers/IBM-Cloud/ibm/latest/docs/resources/iam_authorization_policy */
export interface IbmAuthorizationArgs {
  readonly sourceServiceName: string;
  readonly sourceResourceInstanceId?: Input<string>;
  /** Where a service has several kinds of resources. */
  readonly sourceResourceType?: string;
  readonly targetServiceName: string;
  readonly targetResourceInstanceId: Input<string>;
  readonly roles: string[];
}

/**
 * What is used of the SDK that `pulumi package add terraform-provider IBM-Cloud/ibm` generates: npm has none. It is passed in whole,
 * `import * as ibm from '@pulumi/ibm'`, so that the program has its package reference.
 *
 * https://www.pulumi.com/docs/iac/concepts/providers/any-terraform-provider/
 */
export interface IbmSdk {
  readonly IsVpc: IbmResource<{ name: Input<string>; resourceGroup: Input<string>; tags?: Input<string>[] }>;
  readonly IsPublicGateway: IbmResource<{
    name: Input<string>;
    vpc: Input<string>;
    zone: Input<string>;
    resourceGroup: Input<string>;
    tags?: Input<string>[];
  }>;
  readonly IsSubnet: IbmResource<{
    name: Input<string>;
    vpc: Input<string>;
    zone: Input<string>;
    totalIpv4AddressCount: Input<number>;
    publicGateway: Input<string>;
    resourceGroup: Input<string>;
    tags?: Input<string>[];
  }>;
  readonly IsFlowLog: IbmResource<IbmFlowLogArgs>;
  readonly ContainerVpcCluster: IbmResource<IbmClusterArgs, IbmCluster>;
  readonly ContainerVpcWorkerPool: IbmResource<IbmWorkerPoolArgs>;
  readonly ContainerAddons: IbmResource<IbmAddonsArgs>;
  readonly ResourceInstance: IbmResource<
    {
      name: Input<string>;
      service: Input<string>;
      plan: Input<string>;
      location: Input<string>;
      resourceGroupId: Input<string>;
      tags?: Input<string>[];
    },
    IbmServiceInstance
  >;
  readonly ResourceKey: IbmResource<IbmResourceKeyArgs, IbmResourceKey>;
  readonly CosBucket: IbmResource<IbmBucketArgs>;
  readonly IamTrustedProfile: IbmResource<{ name: Input<string>; description: Input<string> }>;
  readonly IamTrustedProfileLink: IbmResource<IbmTrustedProfileLinkArgs>;
  readonly IamTrustedProfilePolicy: IbmResource<IbmTrustedProfilePolicyArgs>;
  readonly IamAuthorizationPolicy: IbmResource<IbmAuthorizationArgs>;
  /** The id of a resource group by its name. */
  readonly getResourceGroupOutput: (args: { name: Input<string> }) => Output<{ readonly id: string }>;
  /** Writes the kubeconfig of an administrator and says what is in it. */
  readonly getContainerClusterConfigOutput: (args: {
    clusterNameId: Input<string>;
    admin?: Input<boolean>;
    resourceGroupId?: Input<string>;
  }) => Output<{ readonly host: string; readonly caCertificate: string; readonly token: string }>;
}

const MEMBERS: readonly (keyof IbmSdk)[] = [
  'IsVpc',
  'IsPublicGateway',
  'IsSubnet',
  'IsFlowLog',
  'ContainerVpcCluster',
  'ContainerVpcWorkerPool',
  'ContainerAddons',
  'ResourceInstance',
  'ResourceKey',
  'CosBucket',
  'IamTrustedProfile',
  'IamTrustedProfileLink',
  'IamTrustedProfilePolicy',
  'IamAuthorizationPolicy',
  'getResourceGroupOutput',
  'getContainerClusterConfigOutput',
];

/** Takes an SDK that has everything. @throws ColonnadeError CLN3254 for each member that is missing */
export function checkIbmSdk(sdk: IbmSdk, path: string): void {
  const missing = MEMBERS.filter((member) => typeof Reflect.get(sdk, member) !== 'function');
  if (missing.length === 0) return;
  throw new ColonnadeError(
    missing.map((member) => ({
      code: PLACE_PROBLEMS.injectedModule.code,
      severity: 'error',
      path,
      property: `sdk.${member}`,
      message: `the SDK that was passed in has no ${member}.`,
      fix: 'generate it: pulumi package add terraform-provider IBM-Cloud/ibm, and pass the whole module.',
    })),
  );
}
