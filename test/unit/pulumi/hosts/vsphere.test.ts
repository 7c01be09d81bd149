import { isSecret } from '@pulumi/pulumi';
import { vsphere } from 'colonnade/hosts/vsphere';
import { parse } from 'yaml';
import { VSPHERE_SITE } from '../../../support/hosts/vsphere-site';
import { VSPHERE_CALLS, VSPHERE_STATES, vsphereCluster } from '../../../support/pulumi/hosts/vsphere';
import { mocked } from '../../../support/pulumi/mocked';
import type { MockedRun } from '../../../support/pulumi/mocked';

const MACHINE = 'vsphere:index/virtualMachine:VirtualMachine';

describe("under mocks, a cluster on vSphere, with types and inputs as the provider's documentation has them", () => {
  let run: MockedRun;
  let kubeconfigIsSecret = false;

  beforeAll(async () => {
    run = await mocked(
      async () => {
        const dc = vsphereCluster();
        kubeconfigIsSecret = await isSecret(dc.kubeconfig);
        expect(dc.endpointAnnotations('team-a')).toEqual({ 'kube-vip.io/loadbalancerIPs': '192.0.2.240' });
      },
      { calls: VSPHERE_CALLS, states: VSPHERE_STATES },
    );
  });

  const documentOf = (name: string, key: string) => {
    const { extraConfig } = run.find('VirtualMachine', name).inputs as { extraConfig: Record<string, string> };
    return Buffer.from(extraConfig[key] ?? '', 'base64').toString('utf8');
  };

  test('clones machines from the template by names of the inventory, onto encrypted disks, with what they need reserved', () => {
    expect(run.resources.filter(({ type }) => type === MACHINE)).toHaveLength(12);
    expect(run.find('VirtualMachine', 'dc-1-etcd-1').inputs).toEqual(
      expect.objectContaining({
        name: 'dc-1-etcd-1',
        resourcePoolId: 'pool-id',
        folder: 'colonnade',
        storagePolicyId: 'Policy-id',
        numCpus: 4,
        memory: 16384,
        memoryReservation: 16384,
        guestId: 'ubuntu64Guest',
        firmware: 'efi',
        enableDiskUuid: true,
        networkInterfaces: [{ networkId: 'Network-id', adapterType: 'vmxnet3' }],
        clone: { templateUuid: 'VirtualMachine-id' },
        tags: ['dc-1-etcd-id'],
      }),
    );
    expect(run.find('VirtualMachine', 'dc-1-etcd-1').inputs['disks']).toMatchObject([
      { label: 'disk0', size: 60, unitNumber: 0, storagePolicyId: 'Policy-id' },
    ]);
    expect(run.find('Tag', 'dc-1-etcd').inputs).toEqual({ name: 'etcd', categoryId: 'dc-1-id' });
    expect(run.find('TagCategory', 'dc-1').inputs).toMatchObject({ name: 'colonnade-dc-1', cardinality: 'SINGLE' });
  });

  test('gives each machine its address and the public key of its user, and no secret', () => {
    expect(JSON.parse(documentOf('dc-1-etcd-1', 'guestinfo.metadata'))).toMatchObject({
      'instance-id': 'dc-1-etcd-1',
      network: { ethernets: { lan: { addresses: ['192.0.2.160/24'], routes: [{ to: 'default', via: '192.0.2.1' }] } } },
    });
    const document = documentOf('dc-1-etcd-1', 'guestinfo.userdata');
    expect(document).toMatch(/^#cloud-config\n/);
    expect(parse(document)).toMatchObject({
      users: [{ name: 'k0s', lock_passwd: true, ssh_authorized_keys: ['ssh-ed25519 AAAA'] }],
    });
    expect(document).not.toMatch(/PRIVATE|Ab3dEf9h/);
  });

  test('spreads machines over compute clusters, so that none of a role share one', () => {
    const rules = run.resources.filter(({ type }) => type.endsWith(':ComputeClusterVmAntiAffinityRule'));
    expect(rules).toEqual([]);
    const { value } = run.find('Command', 'dc-1-apply').inputs['stdin'] as { value: string };
    expect(parse(value)).toMatchObject({
      spec: {
        k0s: { config: { spec: { api: { externalAddress: '192.0.2.10' } } } },
      },
    });
    expect(value).toContain('authPass: Ab3dEf9h');
  });

  test('is made by k0sctl on a machine in between, and its kubeconfig is a secret', () => {
    expect(run.find('Command', 'dc-1-apply')).toMatchObject({ type: 'command:remote:Command' });
    expect(kubeconfigIsSecret).toBe(true);
  });
});

test('under mocks, machines of a role in one compute cluster have hosts of their own, those of etcd always', async () => {
  const host = vsphere(VSPHERE_SITE);
  const run = await mocked(() => void vsphereCluster(host), { calls: VSPHERE_CALLS, states: VSPHERE_STATES });
  const rules = run.resources.filter(({ type }) => type.endsWith(':ComputeClusterVmAntiAffinityRule'));
  expect(rules.map(({ name, inputs }) => [name, inputs['mandatory']])).toEqual([
    ['dc-1-rack-1-controller', true],
    ['dc-1-rack-1-general', false],
    ['dc-1-rack-1-control-plane', false],
    ['dc-1-rack-1-etcd', true],
  ]);
  expect(run.find('ComputeClusterVmAntiAffinityRule', 'rack-1-etcd').inputs).toMatchObject({
    computeClusterId: 'ComputeCluster-id',
    virtualMachineIds: ['dc-1-etcd-1-id', 'dc-1-etcd-2-id', 'dc-1-etcd-3-id'],
  });
});
