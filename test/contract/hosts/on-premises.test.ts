import type { KubernetesObject } from 'colonnade';
import { kubevirt, kubevirtMachines, virtualMachineSpec, workerLabels } from 'colonnade/hosts/kubevirt';
import type { KubevirtMachineOptions } from 'colonnade/hosts/kubevirt';
import { bareMetalHosts } from 'colonnade/hosts/metal3';
import { describeCrds } from '../../support/describe-crds';
import { SPARE } from '../../support/hosts/places';
import { Judge } from '../../support/judge';

describeCrds('what Metal3 defines', 'metal3', ['baremetalhosts.metal3.io'], (definitions) => {
  let judge: Judge;
  beforeAll(async () => {
    judge = await Judge.start('1.36.3', { crds: false, definitions });
  }, 300_000);
  afterAll(() => judge.stop());

  test('takes the inventory, by serial number or by size of the disk', async () => {
    const named = { ...SPARE, name: 'spare-2', rootDevice: { serialNumber: 'S1' }, bootMode: 'UEFI' as const };
    expect(await judge.refusals([...bareMetalHosts([SPARE, named])])).toEqual([]);
  });

  test('takes a machine with an image and its first-boot documents', async () => {
    const provisioned = {
      ...SPARE,
      name: 'spare-3',
      image: {
        url: 'https://images.example.org/ubuntu-24.04.qcow2',
        checksum: 'https://images.example.org/SHA256SUMS',
      },
      userDataSecret: 'spare-3-boot',
      networkDataSecret: 'spare-3-boot',
    };
    expect(await judge.refusals([...bareMetalHosts([provisioned])])).toEqual([]);
  });

  test('would refuse a hint that it does not know', async () => {
    const [host] = bareMetalHosts([SPARE]);
    if (host === undefined) throw new Error('there is no host');
    const wrong: KubernetesObject = { ...host, spec: { online: true, rootDeviceHints: { colour: 'blue' } } };
    expect(await judge.refusals([wrong])).toMatchObject([{ message: expect.stringContaining('colour') as string }]);
  });
});

const TEMPLATES = 'kubevirtmachinetemplates.infrastructure.cluster.x-k8s.io';

describeCrds(
  'what Cluster API defines of virtual machines of KubeVirt',
  'capi-kubevirt',
  [TEMPLATES],
  (definitions) => {
    let judge: Judge;
    beforeAll(async () => {
      judge = await Judge.start('1.36.3', { crds: false, definitions });
    }, 300_000);
    afterAll(() => judge.stop());

    const template = (spec: unknown): KubernetesObject => ({
      apiVersion: 'infrastructure.cluster.x-k8s.io/v1alpha1',
      kind: 'KubevirtMachineTemplate',
      metadata: { name: 'workers', namespace: 'default' },
      spec: { template: { spec: { virtualMachineTemplate: { spec } } } },
    });

    const machine = {
      name: 'w-1',
      namespace: 'default',
      image: 'quay.io/containerdisks/ubuntu:24.04',
      storageClass: 'ceph-block',
      userDataSecret: 'w-1-user-data',
    };

    test.each([
      ['that migrates', machine],
      ['that does not', { ...machine, migrates: false, cpu: 8, memoryGiB: 32, diskGiB: 100 }],
      ['on the pod network with an address of its own', { ...machine, network: 'bridge' as const }],
      ['on a network of Multus', { ...machine, network: { attachment: 'networks/lan' } }],
      ['of a worker group', { ...machine, labels: workerLabels('team-a'), spread: 'required' as const }],
    ])('takes the machine %s', async (_, props) => {
      expect(await judge.refusals([template(virtualMachineSpec(props))])).toEqual([]);
    });

    const names = ['controller', 'general', 'control-plane', 'etcd'].flatMap((role) =>
      [1, 2, 3].map((index) => `eu-1-${role}-${String(index)}`),
    );
    const addresses = Object.fromEntries(names.map((name, index) => [name, `192.168.64.${String(16 + index)}/24`]));

    test.each<[string, KubevirtMachineOptions]>([
      ['without a network of their own', {}],
      [
        'with addresses of theirs',
        { network: { attachment: 'machines', addresses }, apiServerCidrs: ['198.51.100.7/32'] },
      ],
    ])('takes every machine of a management cluster, controllers and groups, %s', async (_, options) => {
      const { settings } = kubevirt({ infraStorageClass: 'ceph-block' });
      const objects = kubevirtMachines(settings, 'eu-1', options);
      const machines = objects.filter(({ kind }) => kind === 'VirtualMachine');
      expect(machines.map(({ metadata }) => metadata.name)).toEqual(names);
      const named = machines.map(({ spec, metadata }) => {
        const wrapped = template(spec);
        return { ...wrapped, metadata: { ...wrapped.metadata, name: metadata.name } };
      });
      expect(await judge.refusals(named)).toEqual([]);
      const others = objects.filter(({ kind }) => kind !== 'VirtualMachine');
      expect(await judge.refusals(others)).toEqual([]);
    });

    test('would refuse a field that KubeVirt does not know', async () => {
      const wrong = { ...virtualMachineSpec(machine), colour: 'blue' };
      expect(await judge.refusals([template(wrong)])).toMatchObject([
        { message: expect.stringContaining('colour') as string },
      ]);
    });
  },
);
