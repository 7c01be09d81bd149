import { Machines } from '../../../../lib/workers/machines';

const INFRASTRUCTURE = { apiVersion: 'infrastructure.cluster.x-k8s.io/v1beta1', kind: 'XTemplate', name: 'workers' };

describe('a source of machines', () => {
  test.each([
    ['existing', Machines.existing(), 'script', null, 'manual', null, 'person'],
    ['ssh', Machines.ssh({ hosts: [{ name: 'a' }] }), 'script', null, 'hosts', null, 'single-use'],
    [
      'aws-auto-scaling-group',
      Machines.awsAutoScalingGroup({ region: 'r' }),
      'cloud-init',
      16_384,
      'group',
      'aws:///',
      'secret',
    ],
    ['aws-instances', Machines.awsInstances({ region: 'r' }), 'cloud-init', 16_384, 'instances', 'aws:///', 'secret'],
    [
      'azure-scale-set',
      Machines.azureScaleSet({ vault: 'https://a' }),
      'cloud-init',
      65_535,
      'group',
      'azure:///',
      'secret',
    ],
    [
      'gcp-instance-group',
      Machines.gcpInstanceGroup({ project: 'p' }),
      'cloud-init',
      262_144,
      'group',
      'gce://',
      'secret',
    ],
    ['openstack', Machines.openstack(), 'cloud-init', 49_149, 'manual', 'openstack:///', 'person'],
    ['hetzner', Machines.hetzner(), 'cloud-init', 24_576, 'group', 'hcloud://', 'person'],
    ['digitalocean', Machines.digitalocean(), 'cloud-init', 65_536, 'manual', 'digitalocean://', 'person'],
    ['kubevirt', Machines.kubevirt(), 'cloud-init', null, 'manual', 'kubevirt://', 'person'],
    [
      'cluster-api',
      Machines.clusterApi({ infrastructure: INFRASTRUCTURE }),
      'cluster-api',
      null,
      'group',
      null,
      'cluster-api',
    ],
  ] as const)(
    '%s knows what its machines read and how they are paid with',
    (source, made, carrier, limitBytes, kind, scheme, delivery) => {
      expect(made.facts).toMatchObject({ source, firstBoot: { carrier, limitBytes }, scaling: { kind } });
      expect(made.facts.cloud?.providerIdScheme ?? null).toBe(scheme);
      expect(made.delivery.kind).toBe(delivery);
      expect(made.facts).toMatchObject({ architecture: 'amd64', operatingSystem: 'ubuntu', capacity: null, gpu: null });
    },
  );

  test('a document that is larger than nova takes in base64 is over the limit', () => {
    const { limitBytes } = Machines.openstack().facts.firstBoot;
    expect(Buffer.alloc(limitBytes ?? 0).toString('base64').length).toBeLessThanOrEqual(65_535);
    expect(Buffer.alloc((limitBytes ?? 0) + 1).toString('base64').length).toBeGreaterThan(65_535);
  });

  test.each([
    ['flatcar', 'ignition'],
    ['fedora-coreos', 'ignition'],
    ['talos', 'native'],
    ['bottlerocket', 'native'],
    ['debian', 'cloud-init'],
  ] as const)('%s of a cloud reads %s', (operatingSystem, carrier) => {
    expect(Machines.hetzner({ operatingSystem }).facts.firstBoot.carrier).toBe(carrier);
  });

  test('hosts of SSH take user and port from the list, and are their name where no address is said', () => {
    const { facts } = Machines.ssh({
      user: 'admin',
      port: 2222,
      hosts: [{ name: 'rack-1' }, { name: 'rack-2', address: '192.0.2.12', user: 'pi', port: 22, labels: { a: 'b' } }],
    });
    expect(facts.hosts).toEqual([
      { name: 'rack-1', address: 'rack-1', user: 'admin', port: 2222, hostKey: null, labels: {} },
      { name: 'rack-2', address: '192.0.2.12', user: 'pi', port: 22, hostKey: null, labels: { a: 'b' } },
    ]);
  });

  test.each([
    [
      'eks.amazonaws.com/role-arn',
      Machines.awsAutoScalingGroup({ region: 'eu-central-1', credentials: { roleArn: 'x' } }),
      'eu-central-1',
    ],
    [
      'iam.gke.io/gcp-service-account',
      Machines.gcpInstanceGroup({ project: 'acme', credentials: { serviceAccount: 'x' } }),
      'acme',
    ],
    [
      'azure.workload.identity/client-id',
      Machines.azureScaleSet({ vault: 'https://a', credentials: { clientId: 'x' } }),
      'https://a',
    ],
  ])('a cloud keeps credentials where its machines read them, written by %s', (annotation, { delivery }, location) => {
    expect(delivery).toMatchObject({
      kind: 'secret',
      place: {
        location,
        serviceAccountAnnotations: { [annotation]: 'x' },
        image: expect.stringMatching(/:(?:\d+(?:\.\d+){2}|stable)$/) as string,
      },
    });
  });

  test('an image with the cloud’s tool can be another', () => {
    const { delivery } = Machines.azureScaleSet({ vault: 'https://a', credentials: { image: 'mirror/az:1' } });
    expect(delivery).toMatchObject({ place: { image: 'mirror/az:1', serviceAccountAnnotations: {} } });
  });

  test('what only a source knows is among its options, and nothing that was not said', () => {
    expect(Machines.awsAutoScalingGroup({ region: 'r', instanceTypes: ['m7i.large'] }).facts.options).toEqual({
      region: 'r',
      instanceTypes: ['m7i.large'],
    });
    expect(Machines.openstack().facts.options).toEqual({});
  });

  test('spot machines are all of them unless a share is said', () => {
    expect(Machines.awsAutoScalingGroup({ region: 'r', spot: {} }).facts.spot).toEqual({
      percent: 100,
      maxPricePerHour: null,
    });
  });
});
