import { Firewall } from '@pulumi/gcp/compute/firewall';
import { InstanceGroupManager } from '@pulumi/gcp/compute/instanceGroupManager';
import { InstanceTemplate } from '@pulumi/gcp/compute/instanceTemplate';
import { Secret } from '@pulumi/gcp/secretmanager/secret';
import { SecretIamMember } from '@pulumi/gcp/secretmanager/secretIamMember';
import { Account } from '@pulumi/gcp/serviceaccount/account';
import { ComponentResource, interpolate } from '@pulumi/pulumi';
import type { ComponentResourceOptions, CustomResourceOptions, Input } from '@pulumi/pulumi';
import type { SecretStoreModel } from '../../../model';
import { gceKubeEnv, groupName, joinName } from '../../../workers';
import type { TenantPool } from '../../tenant-pool';
import { gibibytesOf } from '../../workers/disk';
import {
  imageFor,
  isSpot,
  machineTypeOf,
  optionOf,
  ownerTags,
  problemOf,
  requireSource,
  storeOf,
  zonesOf,
} from '../../workers/pool-machines';
import { machinesOf } from '../../workers/rollout';

/** What groups of Compute Engine instances need besides what their pool says. */
export interface GcpWorkerGroupArgs {
  /** The pool, of machines of `Machines.gcpInstanceGroup`, with zones: `fleet.tenant('team-a').pool('general')`. */
  readonly pool: TenantPool;
  /** Self link of the network of the machines. */
  readonly network: Input<string>;
  /** Self link of their subnetwork, from which there is a way out (Cloud NAT). */
  readonly subnetwork: Input<string>;
  /**
   * Workload identity pool of the GKE cluster that the tenant's control plane is in, by the number of its project:
   * `projects/<number>/locations/global/workloadIdentityPools/<project>.svc.id.goog`. Its CronJob writes the join credential.
   *
   * @default - the pool names a service account for it
   */
  readonly workloadIdentityPool?: Input<string>;
  /** Image or image family. @default - that of the pool; for Ubuntu the latest of 24.04 */
  readonly image?: Input<string>;
  /** Type of the disk: it is always encrypted. @default 'pd-balanced' */
  readonly diskType?: string;
  /** Cloud KMS key of the disks. @default - Google's */
  readonly kmsKey?: Input<string>;
  /** Labels of everything, besides those that say whose it is. @default - none */
  readonly labels?: Readonly<Record<string, Input<string>>>;
}

/**
 * Machines of a worker pool as managed instance groups of Compute Engine, one in each zone, as cluster-autoscaler knows them: an instance
 * template with the pool's document, which holds no secret; no public address; shielded machines. A machine reads its join credential with
 * a service account that may do nothing else.
 *
 * Google Cloud has no limit of hops: pods reach the metadata server unless a network policy of the tenant keeps them from
 * 169.254.169.254.
 */
export class GcpWorkerGroup extends ComponentResource {
  /** By zone. */
  public readonly groups: Readonly<Record<string, InstanceGroupManager>>;
  /** What machines are made from. */
  public readonly template: InstanceTemplate;
  /** Who the machines are in Google Cloud. */
  public readonly account: Account;
  /** Where the join credential is kept; `undefined`: not in Google Cloud. */
  public readonly secret: Secret | undefined;

  /**
   * @throws ColonnadeError `CLN3300` for a pool of other machines, `CLN3301` where no image is known, `CLN3302` where nobody could write
   *   the credential, `CLN3304` without a machine type or zones, `CLN3305` for a share of spare capacity
   */
  public constructor(name: string, args: GcpWorkerGroupArgs, options: ComponentResourceOptions = {}) {
    super('colonnade:gcp:WorkerGroup', name, {}, options);
    const { pool } = args;
    requireSource(pool, 'gcp-instance-group', 'Machines.gcpInstanceGroup({ ... })');
    const parts: Parts = {
      name,
      args,
      group: groupName(pool.tenant, pool.model),
      project: optionOf(pool.model, 'project'),
      labels: { ...ownerTags(pool), ...args.labels },
      options: { parent: this },
    };
    this.account = new Account(
      name,
      {
        accountId: `pool-${parts.group.slice(-8)}`,
        displayName: `Machines of ${pool.model.path}`.slice(0, 100),
        project: parts.project,
      },
      parts.options,
    );
    const store = storeOf(pool.model);
    this.secret = store && joinSecret(parts, store, this.account);
    new Firewall(name, firewall(parts, this.account), parts.options);
    this.template = machineTemplate(parts, this.account);
    this.groups = machineGroups(parts, this.template);
    this.registerOutputs({});
  }
}

interface Parts {
  readonly name: string;
  readonly args: GcpWorkerGroupArgs;
  /** Name of the groups without their zone. */
  readonly group: string;
  readonly project: string | undefined;
  readonly labels: Readonly<Record<string, Input<string>>>;
  readonly options: CustomResourceOptions;
}

/** Empty; versions are written by the CronJob of the pool. @throws CLN3302 */
function joinSecret({ name, args, labels, options }: Parts, store: SecretStoreModel, machines: Account): Secret {
  const { pool, workloadIdentityPool } = args;
  const named = store.serviceAccountAnnotations['iam.gke.io/gcp-service-account'];
  const writer =
    named === undefined
      ? workloadIdentityPool &&
        interpolate`principal://iam.googleapis.com/${workloadIdentityPool}/subject/ns/${pool.tenant.namespace}/sa/${joinName(pool.model)}`
      : `serviceAccount:${named}`;
  if (writer === undefined) {
    throw problemOf(
      pool.model,
      'noWriter',
      'machines.credentials',
      'its credential is kept in Secret Manager, and nothing says who may write it.',
      'workloadIdentityPool in the arguments of the group, or credentials.serviceAccount of Machines.gcpInstanceGroup.',
    );
  }
  const secret = new Secret(
    `${name}-join`,
    { secretId: store.secret, project: store.location, replication: { auto: {} }, labels },
    options,
  );
  const place = { secretId: secret.secretId, project: store.location };
  new SecretIamMember(
    `${name}-machine`,
    { ...place, role: 'roles/secretmanager.secretAccessor', member: interpolate`serviceAccount:${machines.email}` },
    options,
  );
  // Adds versions, and destroys those before the last two.
  new SecretIamMember(
    `${name}-writer`,
    { ...place, role: 'roles/secretmanager.secretVersionManager', member: writer },
    options,
  );
  return secret;
}

/** Machines talk to each other; everybody else is kept out by the network's default. */
function firewall({ args, project }: Parts, { email }: Account) {
  return {
    description: `Nodes of worker pool ${args.pool.model.path}`,
    network: args.network,
    project,
    direction: 'INGRESS',
    allows: [{ protocol: 'all' }],
    sourceServiceAccounts: [email],
    targetServiceAccounts: [email],
  };
}

function machineTemplate({ name, args, project, labels, options }: Parts, { email }: Account): InstanceTemplate {
  const { model, userDataText } = args.pool;
  const kubeEnv = gceKubeEnv(model);
  const spot = isSpot(model);
  const isArm = model.machines.architecture === 'arm64';
  const latest =
    model.machines.operatingSystem === 'ubuntu'
      ? `projects/ubuntu-os-cloud/global/images/family/ubuntu-2404-lts-${isArm ? 'arm64' : 'amd64'}`
      : undefined;
  return new InstanceTemplate(
    name,
    {
      description: `Nodes of worker pool ${model.path}`,
      project,
      machineType: machineTypeOf(model, 'machineType', 'n2-standard-4'),
      disks: [
        {
          boot: true,
          autoDelete: true,
          sourceImage: args.image ?? imageFor(model, latest),
          diskType: args.diskType ?? 'pd-balanced',
          diskSizeGb: gibibytesOf(model),
          labels,
          ...(args.kmsKey !== undefined && { diskEncryptionKey: { kmsKeySelfLink: args.kmsKey } }),
        },
      ],
      // Without a configuration of access there is no public address.
      networkInterfaces: [{ subnetwork: args.subnetwork }],
      canIpForward: true,
      serviceAccount: { email, scopes: ['https://www.googleapis.com/auth/cloud-platform'] },
      shieldedInstanceConfig: { enableSecureBoot: true, enableVtpm: true, enableIntegrityMonitoring: true },
      scheduling: spot
        ? {
            provisioningModel: 'SPOT',
            preemptible: true,
            automaticRestart: false,
            onHostMaintenance: 'TERMINATE',
            instanceTerminationAction: 'DELETE',
          }
        : { automaticRestart: true, onHostMaintenance: 'MIGRATE' },
      metadata: {
        'user-data': userDataText,
        'block-project-ssh-keys': 'true',
        'enable-oslogin': 'TRUE',
        ...(kubeEnv !== undefined && { 'kube-env': kubeEnv }),
      },
      labels,
    },
    options,
  );
}

/** @throws CLN3304 for a pool without zones */
function machineGroups(parts: Parts, template: InstanceTemplate): Readonly<Record<string, InstanceGroupManager>> {
  const { model } = parts.args.pool;
  const zones = zonesOf(model);
  if (zones.length === 0) {
    throw problemOf(model, 'noMachineType', 'machines.zones', 'no zone is named.', "zones: ['europe-west3-a', ...].");
  }
  return Object.fromEntries(zones.map((zone, index) => [zone, zonalGroup(parts, template, { zone, index, zones })]));
}

function zonalGroup(
  { name, args, group, project, options }: Parts,
  template: InstanceTemplate,
  { zone, index, zones }: { readonly zone: string; readonly index: number; readonly zones: readonly string[] },
): InstanceGroupManager {
  const { size, rollout } = args.pool.model;
  const { model } = args.pool;
  const share = Math.floor(size.min / zones.length) + (index < size.min % zones.length ? 1 : 0);
  const surge = machinesOf(rollout.maxSurge, model);
  const unavailable = machinesOf(rollout.maxUnavailable, model);
  return new InstanceGroupManager(
    `${name}-${zone}`,
    {
      name: `${group}-${zone}`,
      description: `Nodes of worker pool ${model.path}`,
      project,
      zone,
      baseInstanceName: `${group}-${zone}`,
      targetSize: share,
      versions: [{ instanceTemplate: template.selfLinkUnique }],
      updatePolicy: {
        type: 'PROACTIVE',
        minimalAction: 'REPLACE',
        replacementMethod: 'SUBSTITUTE',
        maxSurgeFixed: surge,
        maxUnavailableFixed: surge === 0 ? Math.max(1, unavailable) : unavailable,
      },
    },
    // Within a range, the number is somebody else's.
    { ...options, ...(size.min !== size.max && { ignoreChanges: ['targetSize'] }) },
  );
}
