import fc from 'fast-check';
import {
  aws,
  azure,
  gcp,
  hetzner,
  k0sControlPlane,
  k0smotronControlPlane,
  kamajiControlPlane,
  kubeadmControlPlane,
  kubevirt,
  metal3,
  openstack,
  vsphere,
} from '../../../lib/engines/cluster-api';
import type { ClusterApiOptions, ControlPlaneProvider, InfrastructureProvider } from '../../../lib/engines/cluster-api';
import { MACHINES } from './cluster-api-providers';
import { flag, hostname, image, name, some, texts } from './option-parts';

const release = fc.integer({ min: 0, max: 3 });
const gib = fc.integer({ min: 20, max: 500 });

const controlPlanes: fc.Arbitrary<ControlPlaneProvider> = fc.oneof(
  some({
    dataStore: name,
    dataStoreOverrides: fc.constantFrom([], [{ resource: '/events', dataStore: 'events' }]),
    ingress: fc.record({ hostname, className: name, annotations: texts }),
    runtimeClassName: name,
  }).map((options) => kamajiControlPlane(options)),
  some({
    gateway: fc.record({ hostname, name, namespace: name, sectionName: name }),
  }).map((options) => kamajiControlPlane(options)),
  some({
    k0sRelease: release,
    kineSecret: name,
    ingress: some({ className: name }).map((further) => ({
      apiHost: 'api.example.org',
      konnectivityHost: 'tunnel.example.org',
      ...further,
    })),
    remoteHostCluster: some({ key: name }).map((key) => ({ secret: 'hosting', namespace: 'k0smotron', ...key })),
    monitoring: flag,
  }).map((options) => k0smotronControlPlane(options)),
  some({
    k0sRelease: release,
    updateStrategy: fc.constantFrom('InPlace' as const, 'Recreate' as const, 'RecreateDeleteFirst' as const),
    enableWorker: flag,
  }).map((options) => k0sControlPlane({ machines: MACHINES, ...options })),
  some({ certificatesExpiryDays: fc.integer({ min: 7, max: 90 }) }).map((options) =>
    kubeadmControlPlane({ machines: MACHINES, ...options }),
  ),
);

const infrastructures: fc.Arbitrary<InfrastructureProvider> = fc.oneof(
  fc
    .tuple(
      some({
        identity: fc.record({
          kind: fc.constantFrom('AWSClusterControllerIdentity' as const, 'AWSClusterRoleIdentity' as const),
          name,
        }),
      }),
      some({
        ami: fc.constant('ami-0123456789abcdef0'),
        iamInstanceProfile: name,
        sshKeyName: name,
        rootVolumeGiB: gib,
        spot: flag,
      }),
    )
    .map(([options, machine]) =>
      aws({ region: 'eu-central-1', ...options, machines: { [MACHINES]: { instanceType: 'm7i.large', ...machine } } }),
    ),
  fc
    .tuple(some({ resourceGroup: name }), some({ osDiskGiB: gib, sshPublicKey: fc.constant('c3NoLWVkMjU1MTk=') }))
    .map(([options, machine]) =>
      azure({
        location: 'westeurope',
        subscriptionId: '00000000-0000-0000-0000-000000000000',
        identity: 'acme',
        ...options,
        machines: { [MACHINES]: { vmSize: 'Standard_D4s_v5', ...machine } },
      }),
    ),
  fc.tuple(some({ network: name }), some({ rootDeviceSize: gib, spot: flag })).map(([options, machine]) =>
    gcp({
      project: 'acme',
      region: 'europe-west3',
      ...options,
      machines: {
        [MACHINES]: { instanceType: 'n2-standard-4', image: 'projects/acme/global/images/node', ...machine },
      },
    }),
  ),
  fc
    .tuple(some({ sshKeys: fc.constantFrom([], ['own']) }), some({ placementGroupName: name }))
    .map(([options, machine]) =>
      hetzner({
        regions: ['fsn1'],
        credentials: { secret: 'hetzner', key: 'hcloud' },
        ...options,
        machines: { [MACHINES]: { type: 'cpx31', imageName: 'node', ...machine } },
      }),
    ),
  fc
    .tuple(some({ infraClusterSecret: name }), image)
    .map(([options, disk]) =>
      kubevirt({ ...options, machines: { [MACHINES]: { image: disk, cores: 4, memory: '8Gi' } } }),
    ),
  fc
    .tuple(
      some({ cloudProviderEnabled: flag }),
      some({ hostSelector: texts, dataTemplate: name }),
      some({
        checksumType: fc.constantFrom('sha256' as const, 'sha512' as const),
        diskFormat: fc.constantFrom(
          'raw' as const,
          'qcow2' as const,
          'vdi' as const,
          'vmdk' as const,
          'live-iso' as const,
        ),
      }),
    )
    .map(([options, machine, disk]) =>
      metal3({
        ...options,
        machines: {
          [MACHINES]: {
            image: { url: 'http://192.0.2.1/n', checksum: 'http://192.0.2.1/n.sha256', ...disk },
            ...machine,
          },
        },
      }),
    ),
  fc
    .tuple(
      some({
        externalNetworkId: fc.constant('5d8e8a0a-7f4a-4a40-9f5c-4a9c0f4c7f10'),
        subnetCidr: fc.constant('10.6.0.0/24'),
      }),
      some({ sshKeyName: name, rootVolumeGiB: gib }),
    )
    .map(([options, machine]) =>
      openstack({
        credentials: { secret: 'cloud-config', cloud: 'openstack' },
        ...options,
        machines: { [MACHINES]: { flavor: 'm1.large', image: 'node', ...machine } },
      }),
    ),
  fc
    .tuple(
      some({ thumbprint: fc.constant('AA:BB'), credentialsSecret: name }),
      some({
        numCPUs: fc.integer({ min: 2, max: 64 }),
        memoryMiB: fc.integer({ min: 2048, max: 65_536 }),
        diskGiB: gib,
        datacenter: name,
        datastore: name,
        folder: name,
        resourcePool: name,
      }),
    )
    .map(([options, machine]) =>
      vsphere({
        server: 'vcenter.example.com',
        ...options,
        machines: { [MACHINES]: { template: 'node', network: 'vms', ...machine } },
      }),
    ),
);

/** What the engine can be told, in any combination, on any infrastructure. */
export const clusterApiOptions: fc.Arbitrary<ClusterApiOptions> = fc
  .tuple(
    fc.record({ controlPlane: controlPlanes, infrastructure: infrastructures }),
    some({
      resources: some({ strategy: fc.constantFrom('ApplyOnce' as const, 'Reconcile' as const) }).map((strategy) => ({
        objects: [
          { kind: 'ConfigMap' as const, name: 'cilium' },
          { kind: 'Secret' as const, name: 'ccm' },
        ],
        ...strategy,
      })),
    }),
  )
  .map(([both, further]) => ({ ...both, ...further }));
