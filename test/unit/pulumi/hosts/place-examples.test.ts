import { runtime } from '@pulumi/pulumi';
import { mocked } from '../../../support/pulumi/mocked';

describe('under mocks, an example', () => {
  test('bare-metal-k0s makes a cluster of its machines, and a tenant of k0smotron with its address on it', async () => {
    const run = await mocked(
      () => {
        // eslint-disable-next-line @typescript-eslint/no-require-imports -- a program that runs when it is loaded
        require('../../../../examples/bare-metal-k0s/index');
      },
      {
        states: {
          'hall-7-vrrp': { result: 'Ab3dEf9h' },
          'hall-7-kubeconfig': { stdout: 'kind: Config' },
          'plant/hall-7/assembly/found/Secret/tenant-assembly/assembly-kubeconfig': { data: { value: 'YQ==' } },
        },
      },
    );
    expect(run.find('Command', 'hall-7-apply').type).toBe('command:local:Command');
    const [tenant] = run.resources.filter(({ type }) => type === 'kubernetes:k0smotron.io/v1beta2:Cluster');
    // k0smotron has no field for it: it is a patch of the Service, and that is text.
    expect(JSON.stringify(tenant?.inputs)).toContain(String.raw`\"kube-vip.io/loadbalancerIPs\":\"192.0.2.100\"`);
    expect(run.find('DaemonSet', 'kube-vip-services').inputs).toMatchObject({ metadata: { namespace: 'kube-system' } });
  });

  test('openstack-kamaji makes servers, and a tenant of Kamaji behind a balancer that was there before', async () => {
    const run = await mocked(
      () => {
        runtime.setAllConfig({ 'project:authUrl': 'https://keystone.example.org/v3' });
        // eslint-disable-next-line @typescript-eslint/no-require-imports -- a program that runs when it is loaded
        require('../../../../examples/openstack-kamaji/index');
      },
      {
        calls: {
          'openstack:networking/getNetwork:getNetwork': { id: 'external-id' },
          'openstack:images/getImage:getImage': { id: 'image-id' },
        },
        states: {
          'eu-1': { publicKeyOpenssh: 'ssh-ed25519 AAAA', privateKeyOpenssh: 'PRIVATE', secret: 'hidden' },
          'eu-1-gateway': { address: '203.0.113.1' },
          'eu-1-api': { address: '203.0.113.2', vipPortId: 'vip' },
          'eu-1-team-a': { address: '203.0.113.99', vipPortId: 'vip-a' },
          'eu-1-kubeconfig': { stdout: 'kind: Config' },
          'acme/eu-1/team-a/found/Secret/tenant-team-a/team-a-admin-kubeconfig': { data: { 'admin.conf': 'YQ==' } },
        },
      },
    );
    expect(run.resources.filter(({ type }) => type.endsWith('compute/instance:Instance'))).toHaveLength(13);
    expect(run.find('TenantControlPlane', 'tenant-team-a/team-a').inputs).toMatchObject({
      spec: {
        networkProfile: { address: '203.0.113.99' },
        controlPlane: {
          service: {
            additionalMetadata: {
              annotations: { 'loadbalancer.openstack.org/load-balancer-id': 'eu-1-team-a-id' },
            },
          },
        },
      },
    });
  });
});
