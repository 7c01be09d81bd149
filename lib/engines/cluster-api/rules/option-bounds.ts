import type { EngineReference, Rule } from '../../../model';
import { atLeast, filled, matching, named, objectName, quantity, range, reportOutOfBounds } from '../../option-bounds';
import type { OptionBound } from '../../option-bounds';
import { isJsonObject } from '../api';
import type { ControlPlaneKind, InfrastructureKind } from '../provider';
import { program } from './each';

/** Of the engine itself. */
const COMMON: readonly OptionBound[] = [
  filled('resources.objects', 100),
  named('resources.objects.*.name'),
  objectName('topology.name'),
  objectName('topology.namespace'),
  ...['operatorVersion', 'credentials.name', 'kamaji.chartVersion'].map((name) => named(`operator.${name}`)),
  ...['installerNamespace', 'credentials.namespace', 'kamaji.namespace'].map((name) => objectName(`operator.${name}`)),
];

/** What the definitions of infrastructures ask of values besides their type, and names that must be names. */
const INFRASTRUCTURES: Readonly<Record<InfrastructureKind, readonly OptionBound[]>> = {
  // An empty name of a key means that there is none.
  aws: [
    ...names('region', 'identity.name'),
    ...ofMachines(named, 'instanceType', 'ami', 'iamInstanceProfile'),
    ...ofMachines(least(8), 'rootVolumeGiB'),
  ],
  azure: [
    ...names('location', 'subscriptionId', 'identity', 'resourceGroup'),
    ...ofMachines(named, 'vmSize', 'sshPublicKey'),
    ...ofMachines(least(1), 'osDiskGiB'),
  ],
  gcp: [
    ...names('project', 'region', 'network'),
    ...ofMachines(named, 'instanceType', 'image'),
    ...ofMachines(least(1), 'rootDeviceSize'),
  ],
  hetzner: [
    filled('infrastructure.regions'),
    ...names('credentials.secret', 'credentials.key', 'sshKeys.*'),
    ...ofMachines(named, 'type', 'imageName', 'placementGroupName'),
  ],
  kubevirt: [
    ...names('infraClusterSecret'),
    ...ofMachines(named, 'image'),
    ...ofMachines(least(1), 'cores'),
    ...ofMachines(quantity, 'memory'),
  ],
  metal3: [
    ...ofMachines((path) => matching(/^[a-z][a-z0-9+.-]*:\/\/./i, 'a URL', path), 'image.url'),
    ...ofMachines(named, 'image.checksum', 'dataTemplate'),
  ],
  openstack: [
    ...names('credentials.secret', 'credentials.cloud'),
    matching(
      /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
      'an id such as 5d8e8a0a-7f4a-4a40-9f5c-4a9c0f4c7f10',
      'infrastructure.externalNetworkId',
    ),
    range('infrastructure.subnetCidr'),
    ...ofMachines(named, 'flavor', 'image', 'sshKeyName'),
    ...ofMachines(least(1), 'rootVolumeGiB'),
  ],
  vsphere: [
    ...names('server', 'thumbprint', 'credentialsSecret'),
    ...ofMachines(named, 'template', 'network', 'datacenter', 'datastore', 'folder', 'resourcePool'),
    ...ofMachines(least(2), 'numCPUs'),
    ...ofMachines(least(1), 'memoryMiB', 'diskGiB'),
  ],
};

/** The same of control planes. */
const CONTROL_PLANES: Readonly<Record<ControlPlaneKind, readonly OptionBound[]>> = {
  kamaji: [
    'dataStore',
    'dataStoreOverrides.*.resource',
    'dataStoreOverrides.*.dataStore',
    'ingress.hostname',
    'ingress.className',
    'gateway.hostname',
    'gateway.name',
    'gateway.namespace',
    'gateway.sectionName',
    'runtimeClassName',
  ].map((name) => named(`controlPlane.${name}`)),
  k0smotron: [
    ...[
      'kineSecret',
      'ingress.apiHost',
      'ingress.konnectivityHost',
      'ingress.className',
      'remoteHostCluster.secret',
      'remoteHostCluster.namespace',
      'remoteHostCluster.key',
    ].map((name) => named(`controlPlane.${name}`)),
    atLeast(0, 'controlPlane.k0sRelease'),
  ],
  k0s: [named('controlPlane.machines'), atLeast(0, 'controlPlane.k0sRelease')],
  kubeadm: [named('controlPlane.machines'), atLeast(7, 'controlPlane.certificatesExpiryDays')],
};

const PROGRAM = (gib: number) =>
  program(
    'kamajiControlPlane()',
    `aws({ region: 'eu-central-1', machines: { large: { instanceType: 'm7i.large', rootVolumeGiB: ${gib} } } })`,
    "endpoint: Endpoint.loadBalancer({ address: '203.0.113.20' }),",
  );

/** CLN7413 */
export const optionBounds: Rule = {
  code: 'CLN7413',
  severity: 'error',
  title: 'a value that a provider of Cluster API cannot do anything with',
  explanation:
    'Types say that something is a number or a text, and not how small it may be, nor that a name has to be one. The definitions of Cluster API and its providers do, and the API server of the management cluster refuses what they do not take, when the rest of the fleet has been applied already. See https://cluster-api.sigs.k8s.io/reference/providers.',
  wrong: PROGRAM(4),
  right: PROGRAM(40),
  check(fleet, report) {
    reportOutOfBounds(fleet, isOwn, COMMON, report);
    for (const [part, boundsOf] of Object.entries({ infrastructure: INFRASTRUCTURES, controlPlane: CONTROL_PLANES }))
      for (const [name, bounds] of Object.entries(boundsOf))
        reportOutOfBounds(
          fleet,
          (reference) => isOwn(reference) && nameOf(reference.options[part]) === name,
          bounds,
          report,
        );
  },
};

function isOwn({ name }: EngineReference): boolean {
  return name === 'cluster-api';
}

function nameOf(provider: unknown): unknown {
  return isJsonObject(provider) ? provider['name'] : undefined;
}

function names(...options: readonly string[]): readonly OptionBound[] {
  return options.map((option) => named(`infrastructure.${option}`));
}

function ofMachines(bound: (path: string) => OptionBound, ...options: readonly string[]): readonly OptionBound[] {
  return options.map((option) => bound(`infrastructure.machines.*.${option}`));
}

function least(minimum: number): (path: string) => OptionBound {
  return (path) => atLeast(minimum, path);
}
