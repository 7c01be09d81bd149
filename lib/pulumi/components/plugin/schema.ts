/** A property of a component, as schemas of Pulumi packages have it. */
interface Property {
  readonly type: 'string' | 'integer' | 'boolean' | 'array' | 'object';
  readonly description: string;
  readonly items?: { readonly type: 'string' };
  readonly additionalProperties?: { readonly type: 'string' };
  readonly secret?: true;
}

interface Component {
  readonly description: string;
  readonly inputs: Readonly<Record<string, Property>>;
  readonly required: readonly string[];
  readonly outputs: Readonly<Record<string, Property>>;
}

const text = (description: string): Property => ({ type: 'string', description });
const secretText = (description: string): Property => ({ type: 'string', description, secret: true });
const count = (description: string): Property => ({ type: 'integer', description });
const texts = (description: string): Property => ({ type: 'array', items: { type: 'string' }, description });
const flag = (description: string): Property => ({ type: 'boolean', description });

const KUBECONFIG = secretText('Content of the kubeconfig of the management cluster.');
const CLUSTER = text('facts of the ManagementCluster.');

/** The components by the names of their classes: what other languages give them, and get of them. */
export const COMPONENTS: Readonly<Record<string, Component>> = {
  ManagementCluster: {
    description: 'What the native engine needs once per management cluster.',
    inputs: {
      kubeconfig: KUBECONFIG,
      version: text('Its Kubernetes version, for example 1.36.3.'),
      zones: texts('Zones of its nodes.'),
      storageClass: text('StorageClass for etcd; by default that of the cluster.'),
      loadBalancer: text('What its load balancers have: static-ip (the default), dynamic-ip, hostname or none.'),
      fleet: text('Name of the fleet, by default "fleet".'),
    },
    required: ['kubeconfig', 'version'],
    outputs: { facts: text('What datastores and tenants have to know of it.') },
  },
  EtcdStore: {
    description: 'An etcd cluster that several tenants share.',
    inputs: {
      kubeconfig: KUBECONFIG,
      managementCluster: CLUSTER,
      volume: text('Volume of each member, for example 16Gi.'),
      members: count('1, 3 (the default) or 5.'),
      deletionProtection: flag('Refuse deletion of its data; true by default.'),
    },
    required: ['kubeconfig', 'managementCluster', 'volume'],
    outputs: { facts: text('What tenants have to know of it.') },
  },
  TenantControlPlane: {
    description: 'A hosted control plane of the native engine, behind a load balancer.',
    inputs: {
      kubeconfig: KUBECONFIG,
      managementCluster: CLUSTER,
      version: text('Kubernetes version, for example 1.35.4.'),
      address: text('Address of its API server, which the load balancer has.'),
      store: text('facts of an EtcdStore; by default an etcd of its own.'),
      volume: text('Volume of each member of an etcd of its own, by default 8Gi.'),
      workerPools: texts('facts of its WorkerPools.'),
      replicas: count('Number of API servers, by default 2.'),
      deletionProtection: flag('Refuse deletion of what holds data; true by default.'),
    },
    required: ['kubeconfig', 'managementCluster', 'version', 'address'],
    outputs: {
      kubeconfig: secretText('Kubeconfig of an administrator.'),
      certificateAuthority: secretText('Certificate of the CA of its API server, in PEM.'),
      endpoint: text('URL of its API server.'),
      workerDocuments: {
        type: 'object',
        additionalProperties: { type: 'string' },
        description:
          'By the names of its pools: what machines run, or read at their first boot, to become nodes. No secret.',
      },
    },
  },
  WorkerPool: {
    description: 'Machines that somebody makes and that join a tenant.',
    inputs: {
      size: count('Number of machines.'),
      operatingSystem: text('debian, ubuntu (the default), rhel, flatcar, fedora-coreos or other.'),
      carrier: text(
        'Form of the document: script (the default), cloud-init or ignition (on Flatcar and Fedora CoreOS).',
      ),
      version: text('Of kubelets, for example 1.35.4; by default that of the tenant.'),
      zones: texts('Zones of the machines.'),
    },
    required: ['size'],
    outputs: { facts: text('What the tenant has to know of it.') },
  },
};

/**
 * The schema of the package, from which SDKs for other languages are made.
 *
 * @see https://www.pulumi.com/docs/iac/guides/building-extending/packages/schema/
 */
export function packageSchema(version: string): object {
  const resources = Object.entries(COMPONENTS).map(([name, { description, inputs, required, outputs }]) => [
    `colonnade:index:${name}`,
    {
      isComponent: true,
      description,
      inputProperties: inputs,
      requiredInputs: required,
      properties: outputs,
      required: Object.keys(outputs),
    },
  ]);
  return {
    name: 'colonnade',
    version,
    description: 'Hosted Kubernetes control planes.',
    license: 'Apache-2.0',
    resources: Object.fromEntries(resources) as object,
  };
}
