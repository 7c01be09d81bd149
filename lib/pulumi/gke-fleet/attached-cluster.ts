import { AttachedCluster } from '@pulumi/gcp/container/attachedCluster';
import { getAttachedInstallManifestOutput } from '@pulumi/gcp/container/getAttachedInstallManifest';
import { ConfigGroup } from '@pulumi/kubernetes/yaml/v2/configGroup';
import type { Provider } from '@pulumi/kubernetes/provider';
import { ComponentResource, interpolate } from '@pulumi/pulumi';
import type { ComponentResourceOptions, Input, Output } from '@pulumi/pulumi';
import { refuseEndingService, refuseUnknownIssuer } from './refusals';

/** How a cluster of any kind joins a fleet of Google. */
export interface GkeAttachedClusterArgs {
  /** Project that the attached cluster is in. */
  readonly project: Input<string>;
  /** Number of the fleet's host project, for example `123456789012`. */
  readonly fleetProjectNumber: Input<string>;
  /** Region of Google that manages it, for example `europe-west1`. */
  readonly location: Input<string>;
  /** Version of what Google puts into the cluster, for example `1.33.0-gke.1`: `gcloud container attached get-server-config` lists them. */
  readonly platformVersion: Input<string>;
  /** What the cluster is. Tenants are `generic`. @default 'generic' */
  readonly distribution?: 'generic' | 'eks' | 'aks';
  /** Issuer of the cluster's service account tokens, as its discovery document says. */
  readonly issuerUrl: Input<string>;
  /**
   * Public keys of that issuer (`kubectl get --raw /openid/v1/jwks`). Needed where Google cannot reach the issuer, as with tenants.
   *
   * @default - Google asks the issuer
   */
  readonly jwks?: Input<string>;
  /** Users of Google that administer the cluster, at most ten. @default [] */
  readonly adminUsers?: readonly Input<string>[];
  /** Groups of Google that administer the cluster, at most ten. @default [] */
  readonly adminGroups?: readonly Input<string>[];
  /** Logs that go to Cloud Logging. @default ['SYSTEM_COMPONENTS'] */
  readonly logs?: readonly ('SYSTEM_COMPONENTS' | 'WORKLOADS')[];
  /** Whether metrics go to Managed Service for Prometheus. @default true */
  readonly metrics?: boolean;
  /** @default - none */
  readonly description?: Input<string>;
  /** Whether the program may not detach the cluster. @default true */
  readonly protect?: boolean;
  /**
   * Into the cluster itself, for example `fleet.tenant('team-a').provider`: then what Google needs in it is put there first.
   *
   * @default - it is there already
   */
  readonly agent?: Provider;
}

/**
 * A management cluster or a tenant in a fleet of Google (formerly Anthos): an attached cluster, which has its membership with it. Clusters
 * of Google Kubernetes Engine join with {@link GkeFleetMember} instead.
 * https://cloud.google.com/kubernetes-engine/multi-cloud/docs/attached/generic/how-to/attach-cluster
 *
 * @example
 * new GkeAttachedCluster('team-a', { project, fleetProjectNumber, location, platformVersion, issuerUrl, jwks, agent: fleet.tenant('team-a').provider });
 *
 * @throws ColonnadeError `CLN8120` for GKE on AWS and GKE on Azure, which end on 2027-03-17; `CLN8121` for an issuer that Google cannot
 * check tokens of
 */
export class GkeAttachedCluster extends ComponentResource {
  /** The attached cluster, as the resource of `@pulumi/gcp` that it is. */
  public readonly cluster: AttachedCluster;
  /** What Google needs in the cluster; `undefined` without `agent`. */
  public readonly agent: ConfigGroup | undefined;
  /** Name of the membership, `projects/<number>/locations/global/memberships/<name>`. */
  public readonly membership: Output<string>;

  public constructor(name: string, args: GkeAttachedClusterArgs, opts: ComponentResourceOptions = {}) {
    const { distribution = 'generic', issuerUrl, jwks } = args;
    refuseEndingService(name, distribution);
    refuseUnknownIssuer(name, issuerUrl, jwks);
    super('colonnade:gkeFleet:Attachment', name, {}, opts);
    const { project, location, platformVersion, agent, description, adminUsers = [], adminGroups = [] } = args;
    const { logs = ['SYSTEM_COMPONENTS'], metrics = true } = args;
    this.agent = agent === undefined ? undefined : this.agentOf(name, { project, location, platformVersion }, agent);
    this.cluster = new AttachedCluster(
      name,
      {
        name,
        project,
        location,
        platformVersion,
        distribution,
        fleet: { project: interpolate`projects/${args.fleetProjectNumber}` },
        oidcConfig: { issuerUrl, ...(jwks !== undefined && { jwks }) },
        ...(adminUsers.length + adminGroups.length > 0 && {
          authorization: { adminUsers: [...adminUsers], adminGroups: [...adminGroups] },
        }),
        ...(logs.length > 0 && { loggingConfig: { componentConfig: { enableComponents: [...logs] } } }),
        monitoringConfig: { managedPrometheusConfig: { enabled: metrics } },
        ...(description !== undefined && { description }),
      },
      { parent: this, protect: args.protect ?? true, ...(this.agent !== undefined && { dependsOn: [this.agent] }) },
    );
    this.membership = this.cluster.fleet.apply((fleet) => fleet.membership);
    this.registerOutputs({});
  }

  private agentOf(
    name: string,
    place: {
      readonly project: Input<string>;
      readonly location: Input<string>;
      readonly platformVersion: Input<string>;
    },
    provider: Provider,
  ): ConfigGroup {
    const { manifest } = getAttachedInstallManifestOutput({ clusterId: name, ...place }, { parent: this });
    return new ConfigGroup(`${name}-agent`, { yaml: manifest }, { parent: this, provider });
  }
}
