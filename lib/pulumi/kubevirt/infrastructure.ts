import type { Provider } from '@pulumi/kubernetes/provider';
import type { ComponentResource, CustomResourceOptions, Output } from '@pulumi/pulumi';
import { PrivateKey } from '@pulumi/tls/privateKey';
import { kubevirtMachines, virtualMachine } from '../../hosts/kubevirt';
import type { KubevirtSettings } from '../../hosts/kubevirt';
import type { KubernetesObject } from '../../kubernetes';
import { gatewayDocument } from '../bare-metal/gateway';
import { GATEWAY_INDEX, addressAt } from '../bare-metal/planned-machines';
import type { PlannedMachine } from '../bare-metal/planned-machines';
import { KubernetesObjectResource } from '../kubernetes-object';
import { sshService } from './balancers';
import { bootSecret, bootSecretName, machineOptions } from './boot-secret';
import { access, machineDocument } from './documents';

/** The network that machines have their addresses in. */
export interface KubevirtNetwork {
  /** NetworkAttachmentDefinition of Multus, for example of a VLAN: its name, or `<namespace>/<name>`. */
  readonly attachment: string;
  /** IPv4 range of 256 addresses or more, for example `192.168.64.0/24`: those from the 5th to the 223rd have to be free. */
  readonly cidr: string;
}

/** What the infrastructure cluster gets. */
export interface KubevirtInfrastructureArgs {
  readonly name: string;
  readonly settings: KubevirtSettings;
  readonly parent: ComponentResource;
  /** Of the infrastructure cluster. */
  readonly infra: Provider;
  readonly network: KubevirtNetwork;
  readonly machines: readonly PlannedMachine[];
  readonly apiServerCidrs: readonly string[];
}

/** What a management cluster is in the infrastructure cluster. */
export interface KubevirtInfrastructure {
  /** Made for these machines. The private half is a secret of the state. */
  readonly key: PrivateKey;
  /** It stays when everything else goes: something of somebody else's may be in it. */
  readonly namespace: KubernetesObjectResource;
  /** VirtualMachines by name. */
  readonly machines: Readonly<Record<string, KubernetesObjectResource>>;
  /** The VirtualMachine that k0sctl runs on. */
  readonly gateway: KubernetesObjectResource;
  /** Service of type LoadBalancer for SSH on the gateway. */
  readonly ssh: KubernetesObjectResource;
  /** Service of type LoadBalancer for the API server. */
  readonly api: KubernetesObjectResource;
}

/** A Service is there when it has an address and its machines run, and their disks are imported before. */
const SERVICE_TIMEOUTS = { create: '45m' } as const;

/** Namespace, machines with their first-boot documents, a gateway, and Services for the API server and for SSH, as the host renders them. */
export function kubevirtInfrastructure(args: KubevirtInfrastructureArgs): KubevirtInfrastructure {
  const { name, settings, parent, infra, network, machines, apiServerCidrs } = args;
  const { attachment, cidr } = network;
  const key = new PrivateKey(name, { algorithm: 'ED25519' }, { parent });
  const within = { parent, provider: infra };
  const withPrefix = (address: string): string => `${address}/${cidr.split('/')[1] ?? ''}`;
  const addresses = Object.fromEntries(machines.map((machine) => [machine.name, withPrefix(machine.address)]));
  const [space, api, ...virtualMachines] = kubevirtMachines(settings, name, {
    network: { attachment, addresses },
    apiServerCidrs,
  });
  const namespace = resourceOf(`${name}-namespace`, space, { ...within, retainOnDelete: true });
  const inNamespace = { ...within, dependsOn: [namespace] };
  const service = { ...inNamespace, customTimeouts: SERVICE_TIMEOUTS };
  const machine = (object: KubernetesObject, document: Output<string>): KubernetesObjectResource => {
    const place = { name: object.metadata.name, namespace: settings.namespace };
    const secret = bootSecret(place, document, inNamespace);
    return resourceOf(place.name, object, { ...within, ...machineOptions([secret]) });
  };
  const gateway = gatewayMachine(`${name}-gateway`, settings, {
    attachment,
    address: withPrefix(addressAt(cidr, GATEWAY_INDEX)),
  });
  const publicKey = key.publicKeyOpenssh;
  const document = publicKey.apply(machineDocument);
  const gatewayPlace = { name: gateway.metadata.name, namespace: settings.namespace };
  return {
    key,
    namespace,
    machines: Object.fromEntries(virtualMachines.map((object) => [object.metadata.name, machine(object, document)])),
    gateway: machine(
      gateway,
      publicKey.apply((text) => gatewayDocument(cidr, access(text))),
    ),
    ssh: resourceOf(`${name}-ssh`, sshService(gatewayPlace, apiServerCidrs), service),
    api: resourceOf(`${name}-api`, api, service),
  };
}

function resourceOf(name: string, object: KubernetesObject, options: CustomResourceOptions): KubernetesObjectResource {
  return new KubernetesObjectResource(name, object, { ...object }, options);
}

/** A small machine that reaches the others. */
function gatewayMachine(
  name: string,
  { namespace, image, infraStorageClass }: KubevirtSettings,
  network: { readonly attachment: string; readonly address: string },
): KubernetesObject {
  return virtualMachine({
    name,
    namespace,
    cpu: 2,
    memoryGiB: 2,
    diskGiB: 20,
    image,
    storageClass: infraStorageClass,
    userDataSecret: bootSecretName(name),
    network,
  });
}
