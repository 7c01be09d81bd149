import { runtime, secret } from '@pulumi/pulumi';
import { ColonnadeError } from 'colonnade';
import { bareMetalHosts } from 'colonnade/hosts/metal3';
import { managementProvider } from 'colonnade/pulumi';
import { Metal3Hosts } from 'colonnade/pulumi/metal3';
import type { Metal3HostArgs } from 'colonnade/pulumi/metal3';
import { examplesOn, exportsOf } from '../../../support/page-examples';
import { mocked } from '../../../support/pulumi/mocked';
import { secretTexts } from '../../../support/pulumi/secret-texts';
import type { MockedRun } from '../../../support/pulumi/mocked';

const HOST = {
  name: 'c-1',
  bmcAddress: 'redfish-virtualmedia+https://192.0.2.51/redfish/v1/Systems/1',
  bootMacAddress: '00:60:2f:31:81:01',
} as const;
const IMAGE = { url: 'https://images.example.org/u.qcow2', checksum: 'https://images.example.org/SHA256SUMS' };

const machines = (...hosts: readonly Partial<Metal3HostArgs>[]): Promise<MockedRun> =>
  mocked(() => {
    new Metal3Hosts('hall-7', {
      provider: managementProvider('bootstrap', { kubeconfig: secret('kind: Config') }),
      namespace: 'metal3',
      hosts: hosts.map((host) => ({ ...HOST, username: 'root', password: secret('hunter2'), ...host })),
    });
  });

describe('machines of Metal3, under mocks', () => {
  test('are the BareMetalHosts that the host renders, with the Secret of their management controller', async () => {
    const run = await machines({});
    const [rendered] = bareMetalHosts([{ ...HOST, namespace: 'metal3', credentialsSecret: 'c-1-bmc' }]);
    const host = run.find('BareMetalHost', 'c-1');
    expect(host).toMatchObject({ type: 'kubernetes:metal3.io/v1alpha1:BareMetalHost', parent: 'hall-7' });
    expect(host.inputs).toEqual(rendered);
    expect(host.dependencies).toContain('c-1-bmc');
    const { inputs } = run.find('Secret', 'c-1-bmc');
    expect(inputs).toMatchObject({ metadata: { name: 'c-1-bmc', namespace: 'metal3' } });
    expect(secretTexts(inputs)).toEqual({ username: 'root', password: 'hunter2' });
    expect(JSON.stringify(run.resources.filter(({ type }) => !type.endsWith(':Secret')))).not.toContain('hunter2');
  });

  test('are there when their image has been written, and boot with their documents', async () => {
    const run = await machines({ image: IMAGE, userData: '#cloud-config\n', networkData: '{}' });
    const host = run.find('BareMetalHost', 'c-1');
    expect(host.inputs).toMatchObject({
      metadata: { annotations: { 'pulumi.com/waitFor': 'jsonpath={.status.provisioning.state}=provisioned' } },
      spec: {
        image: { ...IMAGE, checksumType: 'sha256', format: 'qcow2' },
        userData: { name: 'c-1-boot', namespace: 'metal3' },
        networkData: { name: 'c-1-boot', namespace: 'metal3' },
      },
    });
    expect(host.dependencies).toContain('c-1-boot');
    const boot = secretTexts(run.find('Secret', 'c-1-boot').inputs);
    expect(boot).toEqual({ userData: '#cloud-config\n', networkData: '{}' });
  });

  test('do not wait for an image that nobody has named', async () => {
    const run = await machines({});
    expect(run.find('BareMetalHost', 'c-1').inputs['metadata']).not.toHaveProperty('annotations');
  });

  test('with addresses that cannot be are refused, all at once', async () => {
    const refused = machines({ bmcAddress: '192.0.2.51' }, { name: 'c-2', bootMacAddress: 'eth0' });
    const error: unknown = await refused.catch((caught: unknown) => caught);
    if (!ColonnadeError.is(error)) throw new Error('it was not refused.');
    expect(error.findings.map(({ code, property }) => [code, property])).toEqual([
      ['CLN3250', '[0].bmcAddress'],
      ['CLN3250', '[1].bootMacAddress'],
    ]);
  });
});

test('the program on the page of Metal3 provisions machines and then makes a cluster of them, under mocks', async () => {
  runtime.setAllConfig({
    'hall:bootstrap': 'kind: Config',
    'hall:bmc': 'hunter2',
    'hall:publicKey': 'ssh-ed25519 AAAA',
  });
  const [example] = examplesOn(['docs/hosts/metal3.md']);
  const run = await mocked(() => void exportsOf(example?.text ?? ''), {
    states: { 'hall-7-vrrp': { result: 'Ab3dEf9h' }, 'hall-7-kubeconfig': { stdout: 'kind: Config' } },
  });
  expect(run.resources.filter(({ type }) => type.endsWith(':BareMetalHost'))).toHaveLength(2);
  expect(run.find('Command', 'hall-7-apply').dependencies).toEqual(expect.arrayContaining(['c-1', 'w-1']));
});
