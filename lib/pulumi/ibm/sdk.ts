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
  readonly waitTill?: Input<string>;
  readonly kmsInstanceId?: Input<string>;
  readonly crk?: Input<string>;
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
  readonly ContainerVpcCluster: IbmResource<IbmClusterArgs>;
  readonly ContainerVpcWorkerPool: IbmResource<IbmWorkerPoolArgs>;
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
  'ContainerVpcCluster',
  'ContainerVpcWorkerPool',
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
