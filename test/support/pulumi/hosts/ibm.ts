import { CustomResource, runtime } from '@pulumi/pulumi';
import type { CustomResourceOptions, Output } from '@pulumi/pulumi';
import { ibm } from 'colonnade/hosts/ibm';
import { IbmManagementCluster } from 'colonnade/pulumi/ibm';
import type { IbmSdk } from 'colonnade/pulumi/ibm';
import { IBM_KEY } from '../../hosts/ibm-key';
import type { Calls, States } from '../mocked';
import type { ListedResources } from './describe-host-resources';

/** A class as the generated SDK has it. */
function resource(token: string) {
  return class extends CustomResource {
    public constructor(name: string, args: object, options?: CustomResourceOptions) {
      super(token, name, { ...args }, options);
    }
  };
}

/** A class that says something of what was made. */
class ClusterDouble extends CustomResource {
  declare public readonly crn: Output<string>;

  public constructor(name: string, args: object, options?: CustomResourceOptions) {
    super('ibm:index/containerVpcCluster:ContainerVpcCluster', name, { ...args, crn: undefined }, options);
  }
}

class InstanceDouble extends CustomResource {
  declare public readonly guid: Output<string>;

  public constructor(name: string, args: object, options?: CustomResourceOptions) {
    super('ibm:index/resourceInstance:ResourceInstance', name, { ...args, guid: undefined }, options);
  }
}

class KeyDouble extends CustomResource {
  declare public readonly credentials: Output<Readonly<Record<string, string>>>;

  public constructor(name: string, args: object, options?: CustomResourceOptions) {
    super('ibm:index/resourceKey:ResourceKey', name, { ...args, credentials: undefined }, options);
  }
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
  IsFlowLog: resource('ibm:index/isFlowLog:IsFlowLog'),
  ContainerVpcCluster: ClusterDouble,
  ContainerVpcWorkerPool: resource('ibm:index/containerVpcWorkerPool:ContainerVpcWorkerPool'),
  ContainerAddons: resource('ibm:index/containerAddons:ContainerAddons'),
  ResourceInstance: InstanceDouble,
  ResourceKey: KeyDouble,
  CosBucket: resource('ibm:index/cosBucket:CosBucket'),
  IamTrustedProfile: resource('ibm:index/iamTrustedProfile:IamTrustedProfile'),
  IamTrustedProfileLink: resource('ibm:index/iamTrustedProfileLink:IamTrustedProfileLink'),
  IamTrustedProfilePolicy: resource('ibm:index/iamTrustedProfilePolicy:IamTrustedProfilePolicy'),
  IamAuthorizationPolicy: resource('ibm:index/iamAuthorizationPolicy:IamAuthorizationPolicy'),
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
 * https://github.com/IBM-Cloud/terraform-provider-ibm, `ibm/service/vpc/resource_ibm_is_{vpc,public_gateway,subnet,flow_log}.go`,
 * `ibm/service/kubernetes/resource_ibm_container_{vpc_cluster,vpc_worker_pool,addons}.go`, `ibm/service/resourcecontroller/resource_ibm_resource_{instance,key}.go`,
 * `ibm/service/cos/resource_ibm_cos_bucket.go`, `ibm/service/iamidentity/resource_ibm_iam_trusted_profile{,_link}.go` and
 * `ibm/service/iampolicy/resource_ibm_iam_{trusted_profile,authorization}_policy.go`, read in November 2026.
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
    'disableOutboundTrafficProtection',
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
  'ibm:index/containerAddons:ContainerAddons': ['addons', 'cluster', 'manageAllAddons', 'resourceGroupId'],
  'ibm:index/resourceInstance:ResourceInstance': [
    'location',
    'name',
    'parameters',
    'parametersJson',
    'plan',
    'resourceGroupId',
    'service',
    'serviceEndpoints',
    'tags',
  ],
  'ibm:index/isFlowLog:IsFlowLog': ['accessTags', 'active', 'name', 'resourceGroup', 'storageBucket', 'tags', 'target'],
  'ibm:index/resourceKey:ResourceKey': ['name', 'parameters', 'resourceAliasId', 'resourceInstanceId', 'role', 'tags'],
  'ibm:index/cosBucket:CosBucket': [
    'abortIncompleteMultipartUploadDays',
    'activityTracking',
    'allowedIps',
    'archiveRule',
    'bucketName',
    'crossRegionLocation',
    'endpointType',
    'expireRules',
    'forceDelete',
    'hardQuota',
    'keyProtect',
    'kmsKeyCrn',
    'metricsMonitoring',
    'noncurrentVersionExpiration',
    'objectLock',
    'objectVersioning',
    'regionLocation',
    'resourceInstanceId',
    'retentionRule',
    'satelliteLocationId',
    'singleSiteLocation',
    'storageClass',
  ],
  'ibm:index/iamTrustedProfile:IamTrustedProfile': ['description', 'email', 'name'],
  'ibm:index/iamTrustedProfileLink:IamTrustedProfileLink': ['crType', 'link', 'name', 'profileId'],
  'ibm:index/iamTrustedProfilePolicy:IamTrustedProfilePolicy': [
    'accountManagement',
    'description',
    'iamId',
    'pattern',
    'profileId',
    'resourceAttributes',
    'resourceTags',
    'resources',
    'roles',
    'ruleConditions',
    'ruleOperator',
    'transactionId',
  ],
  'ibm:index/iamAuthorizationPolicy:IamAuthorizationPolicy': [
    'description',
    'resourceAttributes',
    'roles',
    'sourceResourceGroupId',
    'sourceResourceInstanceId',
    'sourceResourceType',
    'sourceServiceAccount',
    'sourceServiceName',
    'subjectAttributes',
    'targetResourceGroupId',
    'targetResourceInstanceId',
    'targetResourceType',
    'targetServiceName',
    'transactionId',
  ],
} as const satisfies ListedResources['inputs'];

/** What is known of resources once they have been made. */
export const IBM_STATES: States = {
  'eu-1': { crn: 'crn:v1:bluemix:public:containers-kubernetes:eu-de:a/0123456789abcdef0123456789abcdef:c1::' },
  'eu-1-backups': { guid: 'b0c1d2e3-0000-4000-8000-000000000000' },
  'eu-1-logs': {
    guid: '106c0000-0000-4000-8000-000000000000',
    credentials: {
      'cos_hmac_keys.access_key_id': 'HMAC1',
      'cos_hmac_keys.secret_access_key': 'hidden',
    },
  },
  'eu-1-flows': { guid: 'f10f0000-0000-4000-8000-000000000000' },
};

/** A management cluster at IBM Cloud, with disks, volumes and backups under a key of the customer. */
export function ibmCluster(): IbmManagementCluster {
  const host = ibm({ region: 'eu-de', tags: ['team:platform'], encryptionKey: IBM_KEY.crn });
  return new IbmManagementCluster('eu-1', {
    host,
    version: '1.36.3',
    sdk: IBM_SDK_DOUBLE,
    backupWriters: [{ namespace: 'backups', serviceAccount: 'etcd' }],
  });
}

/** What the contract looks at. */
export const RESOURCES: ListedResources = {
  provider: 'ibm',
  labels: ['tags', 'labels'],
  inputs: INPUTS,
  program: ibmCluster,
  calls: IBM_CALLS,
  states: IBM_STATES,
};
