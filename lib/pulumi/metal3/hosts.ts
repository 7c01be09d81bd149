import type { Provider } from '@pulumi/kubernetes/provider';
import { ComponentResource } from '@pulumi/pulumi';
import type { ComponentResourceOptions, CustomResourceOptions, Input } from '@pulumi/pulumi';
import { bareMetalHosts } from '../../hosts/metal3';
import type { BareMetalHostProps } from '../../hosts/metal3';
import type { KubernetesObject } from '../../kubernetes';
import { KubernetesObjectResource } from '../kubernetes-object';

/** A machine and what its management controller is opened with. */
export interface Metal3HostArgs extends Omit<
  BareMetalHostProps,
  'namespace' | 'credentialsSecret' | 'userDataSecret' | 'networkDataSecret'
> {
  /** User of the management controller. */
  readonly username: Input<string>;
  /** It is a secret of the state, and of the Secret `<name>-bmc`. */
  readonly password: Input<string>;
  /** First-boot document of cloud-init. It holds no secret. @default - none */
  readonly userData?: Input<string>;
  /** Addresses of the machine, as the `network_data.json` of OpenStack has them. @default - DHCP */
  readonly networkData?: Input<string>;
}

/** Machines that Metal3 is told of. */
export interface Metal3HostsArgs {
  /** Provider of the cluster that Metal3 runs in: the bootstrap cluster, or a management cluster. */
  readonly provider: Provider;
  /** Namespace there, which is there already. */
  readonly namespace: string;
  /** The machines, each with a name of its own. */
  readonly hosts: readonly Metal3HostArgs[];
}

/** How long inspecting, cleaning and writing an image may take. */
const PROVISIONING_SECONDS = 3600;

/** Waits for what the Baremetal Operator says of an image that it has written. */
const WHEN_PROVISIONED = {
  'pulumi.com/waitFor': 'jsonpath={.status.provisioning.state}=provisioned',
  'pulumi.com/timeoutSeconds': String(PROVISIONING_SECONDS),
};

/**
 * Machines for Metal3: a BareMetalHost of each, with the Secret of its management controller. One with an image is there when the image has
 * been written, so that what makes a cluster of them may come `after` this, for example `BareMetalManagementCluster`. Others wait for somebody who
 * takes them, such as Metal3Machines of Cluster API.
 *
 * @example
 * new Metal3Hosts('hall-7', {
 *   provider: bootstrap,
 *   namespace: 'metal3',
 *   hosts: [{ name: 'c-1', bmcAddress: 'idrac-virtualmedia://192.0.2.51/redfish/v1/Systems/System.Embedded.1',
 *     bootMacAddress: '00:60:2f:31:81:01', username: 'root', password }],
 * });
 *
 * @see https://github.com/metal3-io/baremetal-operator/blob/main/docs/api.md
 */
export class Metal3Hosts extends ComponentResource {
  /** BareMetalHosts by name. */
  public readonly hosts: Readonly<Record<string, KubernetesObjectResource>>;

  /** @throws ColonnadeError `CLN3250` for addresses that no management controller or network card has, all at once */
  public constructor(name: string, args: Metal3HostsArgs, options: ComponentResourceOptions = {}) {
    super('colonnade:metal3:Hosts', name, {}, options);
    const { provider, namespace } = args;
    // All of them first, so that everything that is wrong is said at once.
    const objects = bareMetalHosts(args.hosts.map((host) => propsOf(host, namespace)));
    const said = new Map(args.hosts.map((host) => [host.name, host]));
    this.hosts = Object.fromEntries(
      objects.flatMap((object) => {
        const host = said.get(object.metadata.name);
        return host === undefined ? [] : [[host.name, hostResource(host, object, { parent: this, provider })] as const];
      }),
    );
    this.registerOutputs({});
  }
}

/** Names of the Secrets of a machine. */
function secretNames(name: string) {
  return { credentials: `${name}-bmc`, boot: `${name}-boot` } as const;
}

function propsOf(
  { username: _username, password: _password, userData, networkData, ...host }: Metal3HostArgs,
  namespace: string,
): BareMetalHostProps {
  const { credentials, boot } = secretNames(host.name);
  return {
    ...host,
    namespace,
    credentialsSecret: credentials,
    ...(userData !== undefined && { userDataSecret: boot }),
    ...(networkData !== undefined && { networkDataSecret: boot }),
  };
}

/** A BareMetalHost after its Secrets. */
function hostResource(
  { name, username, password, userData, networkData, image }: Metal3HostArgs,
  object: KubernetesObject,
  within: CustomResourceOptions,
): KubernetesObjectResource {
  const { credentials, boot } = secretNames(name);
  const { namespace, ...metadata } = object.metadata;
  const secretOf = (secretName: string, stringData: Readonly<Record<string, Input<string>>>) => {
    const type = { apiVersion: 'v1', kind: 'Secret' };
    const inputs = { ...type, metadata: { ...metadata, name: secretName, namespace }, type: 'Opaque', stringData };
    return new KubernetesObjectResource(secretName, type, inputs, within);
  };
  const bootData = { ...(userData !== undefined && { userData }), ...(networkData !== undefined && { networkData }) };
  const secrets = [
    secretOf(credentials, { username, password }),
    ...(Object.keys(bootData).length > 0 ? [secretOf(boot, bootData)] : []),
  ];
  return new KubernetesObjectResource(
    name,
    object,
    {
      ...object,
      ...(image !== undefined && { metadata: { ...object.metadata, annotations: WHEN_PROVISIONED } }),
    },
    { ...within, dependsOn: secrets },
  );
}
