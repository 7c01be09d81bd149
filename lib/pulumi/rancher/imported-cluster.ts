import { ConfigGroup } from '@pulumi/kubernetes/yaml/v2/configGroup';
import type { Provider } from '@pulumi/kubernetes/provider';
import { ComponentResource, secret } from '@pulumi/pulumi';
import type { ComponentResourceOptions, Input, Output } from '@pulumi/pulumi';
import { Cluster } from '@pulumi/rancher2/cluster';
import type { ClusterArgs } from '@pulumi/rancher2/cluster';

/** How Rancher gets a cluster that is there. */
export interface RancherImportedClusterArgs {
  /** Name in Rancher. @default - the name of the resource */
  readonly name?: Input<string>;
  /** @default - none */
  readonly description?: Input<string>;
  /** Labels of the cluster in Rancher. @default {} */
  readonly labels?: Readonly<Record<string, Input<string>>>;
  /** Workspace of Rancher's continuous delivery. @default 'fleet-default' */
  readonly workspace?: Input<string>;
  /**
   * Into the cluster itself, for example `fleet.tenant('team-a').provider`: then Rancher's agent is put into it.
   *
   * @default - nobody puts it there; {@link RancherImportedCluster.command} says how
   */
  readonly agent?: Provider;
  /** What else Rancher can be told of an imported cluster. @default {} */
  readonly importedConfig?: NonNullable<ClusterArgs['importedConfig']>;
}

/**
 * A management cluster or a tenant that SUSE Rancher imports. Rancher makes a registration token for its agent, and whoever has it can
 * register as this cluster: it is a secret, and so is everything that holds it.
 *
 * The Rancher is that of the program's provider of `@pulumi/rancher2`, or of `opts.providers`.
 * https://ranchermanager.docs.rancher.com/how-to-guides/new-user-guides/kubernetes-clusters-in-rancher-setup/register-existing-clusters
 *
 * @example
 * new RancherImportedCluster('team-a', { agent: fleet.tenant('team-a').provider, labels: { team: 'a' } });
 */
export class RancherImportedCluster extends ComponentResource {
  /** The cluster in Rancher. */
  public readonly cluster: Cluster;
  /** Rancher's agent in the cluster; `undefined` without `agent`. */
  public readonly agent: ConfigGroup | undefined;
  /** Token of Rancher's agent. A secret. */
  public readonly registrationToken: Output<string>;
  /** URL of the agent's manifest, which has the token in it. A secret. */
  public readonly manifestUrl: Output<string>;
  /** What a person runs with access to the cluster. A secret. */
  public readonly command: Output<string>;

  public constructor(name: string, args: RancherImportedClusterArgs = {}, opts: ComponentResourceOptions = {}) {
    super('colonnade:rancher:ImportedCluster', name, {}, opts);
    const { description, labels, importedConfig, agent } = args;
    this.cluster = new Cluster(
      name,
      {
        name: args.name ?? name,
        fleetWorkspaceName: args.workspace ?? 'fleet-default',
        ...(description !== undefined && { description }),
        ...(labels !== undefined && { labels }),
        ...(importedConfig !== undefined && { importedConfig }),
      },
      { parent: this, additionalSecretOutputs: ['clusterRegistrationToken', 'kubeConfig'] },
    );
    const registration = secret(this.cluster.clusterRegistrationToken);
    this.registrationToken = registration.apply(({ token }) => token);
    this.manifestUrl = registration.apply(({ manifestUrl }) => manifestUrl);
    this.command = registration.apply(({ command }) => command);
    this.agent =
      agent === undefined
        ? undefined
        : new ConfigGroup(`${name}-agent`, { files: [this.manifestUrl] }, { parent: this, provider: agent });
    this.registerOutputs({});
  }
}
