import { isSecret } from '@pulumi/pulumi';
import { kubevirtMachines } from 'colonnade/hosts/kubevirt';
import { parse } from 'yaml';
import { KUBEVIRT, KUBEVIRT_STATES, kubevirtCluster } from '../../../support/pulumi/hosts/kubevirt';
import { mocked } from '../../../support/pulumi/mocked';
import { secretTexts } from '../../../support/pulumi/secret-texts';
import type { MockedRun, Registered } from '../../../support/pulumi/mocked';

const MACHINE = 'kubernetes:kubevirt.io/v1:VirtualMachine';
const ROLES = ['controller', 'general', 'control-plane', 'etcd'];
const NAMES = ROLES.flatMap((role) => [1, 2, 3].map((index) => `dc-1-${role}-${String(index)}`));

/** What is read of a machine. */
interface MachineSpec {
  readonly template: {
    readonly spec: {
      readonly evictionStrategy: string;
      readonly networks: unknown;
      readonly domain: { readonly devices: { readonly interfaces: unknown } };
      readonly volumes: readonly [unknown, { readonly cloudInitNoCloud: { readonly networkData: string } }];
    };
  };
}

describe('under mocks, a cluster in KubeVirt', () => {
  let run: MockedRun;
  let kubeconfigIsSecret = false;

  beforeAll(async () => {
    run = await mocked(
      async () => {
        const dc = kubevirtCluster();
        kubeconfigIsSecret = await isSecret(dc.kubeconfig);
        expect(dc.endpointAnnotations()).toEqual({});
        expect(dc.addresses).toEqual({});
        expect(dc.storageClass).toBe('colonnade-etcd');
      },
      { states: KUBEVIRT_STATES },
    );
  });

  const machine = (name: string): Registered => run.find('VirtualMachine', name);
  const specOf = (name: string) => machine(name).inputs['spec'] as MachineSpec;
  const networkOf = (name: string): unknown =>
    parse(specOf(name).template.spec.volumes[1].cloudInitNoCloud.networkData);

  test('is the objects that the host renders, and a gateway, by the provider of the infrastructure cluster', () => {
    const made = run.resources.filter(({ type }) => type === MACHINE);
    expect(made.map(({ name }) => name)).toEqual([...NAMES, 'dc-1-gateway']);
    const addresses = Object.fromEntries(
      NAMES.map((name) => {
        const role = ROLES.find((one) => name.startsWith(`dc-1-${one}-`)) ?? '';
        const first = { controller: 16, general: 32, 'control-plane': 96, etcd: 160 }[role] ?? 0;
        return [name, `192.168.64.${String(first + Number(name.slice(-1)) - 1)}/24`];
      }),
    );
    const rendered = kubevirtMachines(KUBEVIRT.settings, 'dc-1', {
      network: { attachment: 'machines', addresses },
      apiServerCidrs: ['198.51.100.7/32'],
    });
    const inputs = run.resources
      .filter(({ type, name }) => /:(?:Namespace|Service|VirtualMachine)$/.test(type) && !/gateway|ssh/.test(name))
      .map((one) => one.inputs);
    expect(inputs).toHaveLength(rendered.length);
    expect(inputs).toEqual(expect.arrayContaining(JSON.parse(JSON.stringify(rendered)) as unknown[]));
  });

  test('has addresses that stay while machines migrate, on the interface that nodes are known by', () => {
    const { template } = specOf('dc-1-etcd-2');
    expect(template.spec.evictionStrategy).toBe('LiveMigrate');
    expect(template.spec.networks).toEqual([
      { name: 'default', multus: { networkName: 'machines' } },
      { name: 'pods', pod: {} },
    ]);
    expect(template.spec.domain.devices.interfaces).toEqual([
      { name: 'default', bridge: {}, macAddress: '02:00:c0:a8:40:a1' },
      { name: 'pods', masquerade: {}, macAddress: '02:01:c0:a8:40:a1' },
    ]);
    expect(networkOf('dc-1-etcd-2')).toEqual({
      version: 2,
      ethernets: {
        machines: {
          match: { macaddress: '02:00:c0:a8:40:a1' },
          'set-name': 'machines0',
          dhcp4: false,
          addresses: ['192.168.64.161/24'],
        },
        pods: { match: { macaddress: '02:01:c0:a8:40:a1' }, dhcp4: true },
      },
    });
  });

  test.each([
    ['dc-1-controller-1', 'required'],
    ['dc-1-etcd-1', 'required'],
    ['dc-1-general-1', 'preferred'],
  ])('%s is apart from its group: %s', (name, how) => {
    expect(specOf(name)).toMatchObject({
      template: {
        spec: { affinity: { podAntiAffinity: { [`${how}DuringSchedulingIgnoredDuringExecution`]: [{}] } } },
      },
    });
  });

  test('lets cloud controllers find nodes, and the API server is reached by controllers alone', () => {
    const labels = { 'cluster.x-k8s.io/cluster-name': 'dc-1', 'cluster.x-k8s.io/role': 'worker' };
    expect(specOf('dc-1-general-1')).toMatchObject({ template: { metadata: { labels } } });
    expect(JSON.stringify(specOf('dc-1-controller-1'))).not.toContain('cluster.x-k8s.io');
    expect(run.find('Service', 'dc-1-api').inputs).toMatchObject({
      spec: {
        type: 'LoadBalancer',
        selector: { 'colonnade.dev/machine-group': 'dc-1-controller' },
        ports: [{ port: 6443 }],
        loadBalancerSourceRanges: ['198.51.100.7/32'],
      },
    });
    expect(run.find('Service', 'dc-1-ssh').inputs).toMatchObject({
      spec: {
        selector: { 'colonnade.dev/machine-group': 'dc-1-gateway' },
        ports: [{ port: 22 }],
        loadBalancerSourceRanges: ['198.51.100.7/32'],
      },
    });
  });

  test('gives machines a public key at their first boot, and no secret', () => {
    const secrets = run.resources.filter(({ type }) => type === 'kubernetes:core/v1:Secret');
    expect(secrets.map(({ inputs }) => (inputs['metadata'] as { name: string }).name)).toEqual(
      [...NAMES, 'dc-1-gateway'].map((name) => `${name}-user-data`),
    );
    for (const { inputs } of secrets) {
      const { userdata = '' } = secretTexts(inputs);
      expect(userdata).toMatch(/^#cloud-config\n/);
      expect(parse(userdata)).toMatchObject({ ssh_authorized_keys: ['ssh-ed25519 AAAA'], ssh_pwauth: false });
      expect(userdata).not.toMatch(/PRIVATE|Ab3dEf9h/);
    }
    expect(machine('dc-1-etcd-1').dependencies).toContain('dc-1-etcd-1-user-data');
  });

  test('keeps the namespace, and the disks of machines whose image has become another', () => {
    expect(run.find('Namespace', 'dc-1-namespace')).toMatchObject({ retainOnDelete: true });
    expect(machine('dc-1-etcd-1').ignoreChanges).toEqual(['spec.dataVolumeTemplates']);
  });

  test('is made by k0sctl on the gateway when every machine answers, and its kubeconfig is a secret', () => {
    const ready = run.find('Command', 'dc-1-gateway-ready');
    expect(ready.dependencies).toEqual(expect.arrayContaining([...NAMES, 'dc-1-gateway']));
    expect(ready.inputs).toMatchObject({ connection: { host: '203.0.113.11', user: 'ubuntu' } });
    expect(String(ready.inputs['create'])).toContain('192.168.64.162');
    expect(run.find('Command', 'dc-1-apply').dependencies).toContain('dc-1-gateway-ready');
    const { value } = run.find('Command', 'dc-1-apply').inputs['stdin'] as { value: string };
    const configuration: unknown = parse(value);
    expect(configuration).toMatchObject({
      spec: {
        k0s: {
          config: {
            spec: {
              api: { externalAddress: '192.168.64.6', sans: ['192.168.64.6', '203.0.113.10'] },
              network: {
                controlPlaneLoadBalancing: {
                  keepalived: {
                    vrrpInstances: [{ virtualIPs: ['192.168.64.6/32'], authPass: 'Ab3dEf9h', interface: 'machines0' }],
                  },
                },
              },
            },
          },
        },
      },
    });
    expect(value).toContain('privateAddress: "192.168.64.160"');
    expect(JSON.stringify(run.find('Command', 'dc-1-kubeconfig').inputs['create'])).toContain(
      'https://203.0.113.10:6443',
    );
    expect(kubeconfigIsSecret).toBe(true);
  });
});
