import { CustomResource, runtime } from '@pulumi/pulumi';
import type { CustomResourceOptions, Output } from '@pulumi/pulumi';
import { ibm } from 'colonnade/hosts/ibm';
import { IbmManagementCluster } from 'colonnade/pulumi/ibm';
import type { IbmSdk } from 'colonnade/pulumi/ibm';
import type { Calls } from '../mocked';
import type { ListedResources } from './describe-host-resources';

/** A class as the generated SDK has it. */
function resource(token: string) {
  return class extends CustomResource {
    public constructor(name: string, args: object, options?: CustomResourceOptions) {
      super(token, name, { ...args }, options);
    }
  };
}

/** A function as the generated SDK has it. */
function invoked(name: string): (args: object) => Output<Readonly<Record<'id' | Cluster, string>>> {
  return (args) => runtime.invokeOutput(`ibm:index/${name}:${name}`, { ...args }, {});
}

type Cluster = 'host' | 'caCertificate' | 'token';

/** A double of the SDK that a program generates and injects: the types below, which do nothing but register themselves. */
export const IBM_SDK_DOUBLE: IbmSdk = {
  IsVpc: resource('ibm:index/isVpc:IsVpc'),
  IsPublicGateway: resource('ibm:index/isPublicGateway:IsPublicGateway'),
  IsSubnet: resource('ibm:index/isSubnet:IsSubnet'),
  ContainerVpcCluster: resource('ibm:index/containerVpcCluster:ContainerVpcCluster'),
  ContainerVpcWorkerPool: resource('ibm:index/containerVpcWorkerPool:ContainerVpcWorkerPool'),
  getResourceGroupOutput: invoked('getResourceGroup'),
  getContainerClusterConfigOutput: invoked('getContainerClusterConfig'),
};

/** What functions of the provider answer. */
export const IBM_CALLS: Calls = {
  'ibm:index/getResourceGroup:getResourceGroup': { id: 'group-id' },
  'ibm:index/getContainerClusterConfig:getContainerClusterConfig': {
    host: 'https://eu-1',
    caCertificate: 'PEM',
    token: 'hidden',
  },
};

/**
 * Inputs that the schemas of the provider declare, in lower camel case as the bridge of Pulumi makes them:
 * https://github.com/IBM-Cloud/terraform-provider-ibm, `ibm/service/vpc/resource_ibm_is_{vpc,public_gateway,subnet}.go` and
 * `ibm/service/kubernetes/resource_ibm_container_vpc_{cluster,worker_pool}.go`, read in November 2026.
 */
const INPUTS = {
  'ibm:index/isVpc:IsVpc': [
    'accessTags',
    'addressPrefixManagement',
    'classicAccess',
    'defaultNetworkAclName',
    'defaultRoutingTableName',
    'defaultSecurityGroupName',
    'name',
    'noSgAclRules',
    'resourceGroup',
    'tags',
  ],
  'ibm:index/isPublicGateway:IsPublicGateway': [
    'accessTags',
    'floatingIp',
    'name',
    'resourceGroup',
    'tags',
    'vpc',
    'zone',
  ],
  'ibm:index/isSubnet:IsSubnet': [
    'accessTags',
    'ipVersion',
    'ipv4CidrBlock',
    'name',
    'networkAcl',
    'publicGateway',
    'resourceGroup',
    'routingTable',
    'routingTableCrn',
    'tags',
    'totalIpv4AddressCount',
    'vpc',
    'zone',
  ],
  'ibm:index/containerVpcCluster:ContainerVpcCluster': [
    'cosInstanceCrn',
    'crk',
    'disablePublicServiceEndpoint',
    'entitlement',
    'flavor',
    'forceDeleteStorage',
    'imageSecurityEnforcement',
    'kmsConfig',
    'kmsInstanceId',
    'kubeVersion',
    'name',
    'patchVersion',
    'podSubnet',
    'resourceGroupId',
    'retryPatchVersion',
    'serviceSubnet',
    'tags',
    'taints',
    'updateAllWorkers',
    'vpcId',
    'waitForWorkerUpdate',
    'waitTill',
    'workerCount',
    'workerLabels',
    'zones',
  ],
  'ibm:index/containerVpcWorkerPool:ContainerVpcWorkerPool': [
    'cluster',
    'crk',
    'entitlement',
    'flavor',
    'kmsInstanceId',
    'labels',
    'resourceGroupId',
    'taints',
    'vpcId',
    'workerCount',
    'workerPoolName',
    'zones',
  ],
} as const satisfies ListedResources['inputs'];

/** A management cluster at IBM Cloud, with disks under a key of the customer. */
export function ibmCluster(): IbmManagementCluster {
  const host = ibm({ region: 'eu-de', tags: ['team:platform'], encryptionKey: 'crn:key' });
  return new IbmManagementCluster('eu-1', { host, version: '1.36.3', sdk: IBM_SDK_DOUBLE, kmsInstanceId: 'kms-1' });
}

/** What the contract looks at. */
export const RESOURCES: ListedResources = {
  provider: 'ibm',
  labels: ['tags', 'labels'],
  inputs: INPUTS,
  program: ibmCluster,
  calls: IBM_CALLS,
};
