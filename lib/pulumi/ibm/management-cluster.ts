import type { Provider } from '@pulumi/kubernetes/provider';
import { ComponentResource, secret } from '@pulumi/pulumi';
import type { ComponentResourceOptions, CustomResource, Output } from '@pulumi/pulumi';
import type { IbmHost } from '../../hosts/ibm';
import type { NodePoolFacts } from '../../model';
import type { BackupWriter, HostResources } from '../host';
import { managementProvider } from '../management-provider';
import { ibmAutoscaler } from './autoscaler';
import type { IbmAutoscaler } from './autoscaler';
import { ibmBackups } from './backups';
import type { IbmBackups } from './backups';
import { ibmFlowLogs } from './flow-logs';
import type { IbmFlowLogs } from './flow-logs';
import { ibmLogs } from './logs';
import type { IbmLogs } from './logs';
import { checkIbmSdk } from './sdk';
import type { IbmCluster, IbmSdk } from './sdk';

/** How a management cluster at IBM Cloud is made. */
export interface IbmManagementClusterArgs {
  /** The place, as the fleet has it. */
  readonly host: IbmHost;
  /** Version of Kubernetes, for example `1.36.3`: `ibmcloud ks versions`. */
  readonly version: string;
  /** The generated SDK: `import * as ibm from '@pulumi/ibm'`. */
  readonly sdk: IbmSdk;
  /** Service accounts whose pods write backups. @default [] */
  readonly backupWriters?: readonly BackupWriter[];
}

/**
 * IBM Cloud Kubernetes Service on VPC as the host says: a VPC, a subnet with a public gateway in each zone, the cluster with its general group,
 * groups for control planes and etcd, the autoscaler, a bucket for backups with a trusted profile that pods take, one for logs with their
 * collector, and one for flows of the network. Addresses of network balancers are known when their Services are there, so there are none here.
 *
 * @throws ColonnadeError CLN3254 for an SDK that lacks something
 *
 * @example
 * import * as ibm from '@pulumi/ibm';
 * const eu = new IbmManagementCluster('eu-1', { host: place, version: '1.36.3', sdk: ibm });
 */
export class IbmManagementCluster extends ComponentResource implements HostResources<never> {
  public readonly vpc: CustomResource;
  /** By zone. */
  public readonly subnets: Readonly<Record<string, CustomResource>>;
  public readonly cluster: IbmCluster;
  /** By name; the general group is part of the cluster. */
  public readonly workerPools: Readonly<Record<string, CustomResource>>;
  /** `undefined`: no group may grow. */
  public readonly autoscaler: IbmAutoscaler | undefined;
  /** `undefined`: the host has none. */
  public readonly backups: IbmBackups | undefined;
  /** `undefined`: the host has none. */
  public readonly logs: IbmLogs | undefined;
  /** `undefined`: the host has none. */
  public readonly flowLogs: IbmFlowLogs | undefined;

  public readonly kubeconfig: Output<string>;
  public readonly provider: Provider;
  public readonly storageClass: string | null;
  public readonly addresses: Readonly<Record<never, Output<string>>> = {};

  /** @param name - names of all resources begin with it, here and at IBM */
  public constructor(name: string, args: IbmManagementClusterArgs, options: ComponentResourceOptions = {}) {
    super('colonnade:ibm:ManagementCluster', name, {}, options);
    const { host, version, sdk, backupWriters = [] } = args;
    checkIbmSdk(sdk, name);
    const { settings, facts } = host;
    const parent = { parent: this };
    const tags = [...settings.tags, `management-cluster:${name}`, 'managed-by:colonnade'];
    const resourceGroup = sdk.getResourceGroupOutput({ name: settings.resourceGroup }).id;
    this.vpc = new sdk.IsVpc(name, { name, resourceGroup, tags }, parent);
    const subnets = settings.zones.map((zone) => {
      const common = { name: `${name}-${zone}`, vpc: this.vpc.id, zone, resourceGroup, tags };
      const gateway = new sdk.IsPublicGateway(`${name}-${zone}`, common, parent);
      const subnet = { ...common, totalIpv4AddressCount: 256, publicGateway: gateway.id };
      return [zone, new sdk.IsSubnet(`${name}-${zone}`, subnet, parent)] as const;
    });
    this.subnets = Object.fromEntries(subnets);
    const zones = subnets.map(([zone, subnet]) => ({ name: zone, subnetId: subnet.id }));
    const [general, ...others] = settings.nodePools;
    const key = settings.encryptionKey;
    const encryption = key === null ? {} : { kmsInstanceId: key.instanceId, crk: key.keyId };
    this.cluster = new sdk.ContainerVpcCluster(
      name,
      {
        name,
        vpcId: this.vpc.id,
        kubeVersion: version,
        resourceGroupId: resourceGroup,
        ...sizeOf(general, zones.length),
        zones,
        workerLabels: { ...general.labels },
        disablePublicServiceEndpoint: settings.internal,
        // From 1.30 on, workers reach no registry but IBM's unless somebody says so; images of engines and of the collector are elsewhere.
        disableOutboundTrafficProtection: true,
        waitTill: 'IngressReady',
        ...encryption,
        ...(key !== null && {
          kmsConfig: { instanceId: key.instanceId, crkId: key.keyId, privateEndpoint: true },
        }),
        tags,
      },
      { ...parent, ignoreChanges: ['kubeVersion', 'workerCount'] },
    );
    this.workerPools = Object.fromEntries(
      others.map((pool) => [
        pool.name,
        new sdk.ContainerVpcWorkerPool(
          `${name}-${pool.name}`,
          {
            cluster: this.cluster.id,
            workerPoolName: pool.name,
            vpcId: this.vpc.id,
            resourceGroupId: resourceGroup,
            ...sizeOf(pool, zones.length),
            zones,
            ...encryption,
            labels: { ...pool.labels },
            taints: pool.taints.map(({ key, value, effect }) => ({ key, value, effect })),
          },
          { ...parent, ignoreChanges: ['workerCount'] },
        ),
      ]),
    );
    const scope = { name, settings, parent: this, sdk, resourceGroup, tags };
    this.flowLogs = ibmFlowLogs(scope, this.vpc);
    this.backups = settings.backups ? ibmBackups(scope, this.cluster, backupWriters) : undefined;
    const config = sdk.getContainerClusterConfigOutput({
      clusterNameId: this.cluster.id,
      admin: true,
      resourceGroupId: resourceGroup,
    });
    this.kubeconfig = secret(config.apply((found) => kubeconfigOf(name, found)));
    this.provider = managementProvider(
      name,
      { kubeconfig: this.kubeconfig },
      { parent: this, dependsOn: Object.values(this.workerPools) },
    );
    this.logs = ibmLogs(scope, this.provider);
    this.autoscaler = ibmAutoscaler(scope, this.cluster, {
      provider: this.provider,
      workerPools: Object.values(this.workerPools),
    });
    this.storageClass = facts.storageClass;
    this.registerOutputs({ kubeconfig: this.kubeconfig, storageClass: this.storageClass });
  }

  /** Nothing: no endpoint has an address before its Service. */
  public endpointAnnotations(): Readonly<Record<string, string>> {
    return {};
  }
}

/** IBM counts workers by zone. */
function sizeOf({ machineType, size }: NodePoolFacts, zones: number) {
  return { flavor: machineType ?? '', workerCount: Math.ceil(size.min / zones) };
}

interface Found {
  readonly host: string;
  readonly caCertificate: string;
  readonly token: string;
}

function kubeconfigOf(name: string, { host, caCertificate, token }: Found): string {
  const authority = Buffer.from(caCertificate, 'utf8').toString('base64');
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server: host, 'certificate-authority-data': authority } }],
    users: [{ name, user: { token } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
  });
}
