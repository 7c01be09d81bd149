import { isSecret } from '@pulumi/pulumi';
import { OpenStackManagementCluster } from 'colonnade/pulumi/openstack';
import { openstack } from 'colonnade/hosts/openstack';
import { parse } from 'yaml';
import { mocked } from '../../../support/pulumi/mocked';
import { secretTexts } from '../../../support/pulumi/secret-texts';
import type { MockedRun } from '../../../support/pulumi/mocked';

const STATES = {
  'eu-1': { publicKeyOpenssh: 'ssh-ed25519 AAAA', privateKeyOpenssh: 'PRIVATE', secret: 'CREDENTIAL' },
  'eu-1-gateway': { address: '203.0.113.1' },
  'eu-1-api': { address: '203.0.113.2', vipPortId: 'vip-port' },
  'eu-1-team-a': { address: '203.0.113.10', vipPortId: 'team-vip-port' },
  'eu-1-kubeconfig': { stdout: 'kind: Config' },
};

const CALLS = {
  'openstack:networking/getNetwork:getNetwork': { id: 'external-id' },
  'openstack:images/getImage:getImage': { id: 'image-id' },
};

describe('under mocks, a cluster in an OpenStack cloud', () => {
  const secrets: boolean[] = [];
  let annotations: Readonly<Record<string, string>> = {};
  let run: MockedRun;

  beforeAll(async () => {
    const host = openstack({
      externalNetwork: 'public',
      volumeType: 'ssd',
      availabilityZones: ['az1', 'az2', 'az3'],
      apiServerCidrs: ['198.51.100.7/32'],
      tags: ['team=platform'],
    });
    run = await mocked(
      async () => {
        const eu = new OpenStackManagementCluster('eu-1', {
          host,
          version: '1.36.3+k0s.0',
          authUrl: 'https://keystone.example.org/v3',
          endpoints: ['team-a'],
        });
        secrets.push(await isSecret(eu.kubeconfig), await isSecret(eu.addresses['team-a']));
        const id = await new Promise<string>((resolve) => void eu.endpoints['team-a'].balancer.id.apply(resolve));
        annotations = eu.endpointAnnotations('team-a', { address: String, hostname: String, name: () => id });
      },
      { states: STATES, calls: CALLS },
    );
  });

  const servers = () => run.resources.filter(({ type }) => type === 'openstack:compute/instance:Instance');

  test('keeps backups in a container with versions, and a credential that reads and writes there alone in a Secret', () => {
    expect(run.find('Container', 'eu-1-backups').inputs).toMatchObject({ name: 'eu-1-backups', versioning: true });
    const { inputs, secretOutputs } = run.find('ApplicationCredential', 'eu-1-backups');
    expect(secretOutputs).toContain('secret');
    expect(inputs).toMatchObject({ roles: ['member'], unrestricted: false });
    const rules = inputs['accessRules'] as readonly Readonly<Record<'service' | 'method' | 'path', string>>[];
    expect(new Set(rules.map(({ path }) => path))).toEqual(new Set(['/v1/*/eu-1-backups', '/v1/*/eu-1-backups/**']));
    expect(rules.map(({ method }) => method)).not.toContain('DELETE');
    const kept = run.find('Secret', 'eu-1-backups');
    expect(kept.inputs).toMatchObject({ metadata: { name: 'swift' } });
    expect(kept.secretOutputs).toEqual(expect.arrayContaining(['stringData', 'data']));
    expect(JSON.stringify(secretTexts(kept.inputs))).toContain('eu-1-backups-id');
  });

  test('boots servers from volumes on SSDs, with addresses that are chosen before', () => {
    expect(servers()).toHaveLength(13);
    expect(run.find('Instance', 'eu-1-etcd-2').inputs).toMatchObject({
      name: 'eu-1-etcd-2',
      flavorName: 'm1.large',
      availabilityZone: 'az2',
      networks: [{ port: 'eu-1-etcd-2-id' }],
      blockDevices: [
        { uuid: 'image-id', sourceType: 'image', destinationType: 'volume', volumeType: 'ssd', bootIndex: 0 },
      ],
      schedulerHints: [{ group: 'eu-1-etcd-id' }],
    });
    expect(run.find('Port', 'eu-1-etcd-2').inputs).toMatchObject({
      fixedIps: [{ ipAddress: '10.126.0.161' }],
      securityGroupIds: ['eu-1-servers-id'],
    });
  });

  test('never lets controllers or members of etcd share a host, and others where it can', () => {
    const policies = ['controller', 'etcd', 'control-plane', 'general'].map(
      (role) => run.find('ServerGroup', `eu-1-${role}`).inputs['policies'],
    );
    expect(policies).toEqual([['anti-affinity'], ['anti-affinity'], ['soft-anti-affinity'], ['soft-anti-affinity']]);
  });

  test('lets in what comes from the private network, and SSH to the gateway from where the host says', () => {
    const rules = run.resources.filter(({ type }) => type.endsWith(':SecGroupRule'));
    const inward = rules.filter(({ inputs }) => inputs['direction'] === 'ingress');
    expect(
      inward.map(({ inputs }) => [inputs['securityGroupId'], inputs['remoteIpPrefix'], inputs['portRangeMin']]),
    ).toEqual([
      ['eu-1-servers-id', '10.126.0.0/20', undefined],
      ['eu-1-gateway-id', '198.51.100.7/32', 22],
    ]);
    const floating = run.resources.filter(({ type }) => type.endsWith(':FloatingIp'));
    expect(floating.map(({ name }) => name).sort()).toEqual(['eu-1-api', 'eu-1-gateway', 'eu-1-team-a']);
  });

  test('has a balancer that shows the API server to some, and other ports to nobody outside', () => {
    const allowed = [6443, 8132, 9443].map(
      (port) => run.find('Listener', `eu-1-api-${String(port)}`).inputs['allowedCidrs'],
    );
    expect(allowed).toEqual([['10.126.0.0/20', '198.51.100.7/32'], ['10.126.0.0/20'], ['10.126.0.0/20']]);
    expect(run.resources.filter(({ type }) => type.endsWith(':Member'))).toHaveLength(9);
    expect(run.find('FloatingIpAssociate', 'eu-1-api').inputs).toMatchObject({
      floatingIp: '203.0.113.2',
      portId: 'vip-port',
    });
  });

  test('makes balancers of tenants before their Services, each with an address that stays', () => {
    expect(run.find('LoadBalancer', 'eu-1-team-a').inputs).toMatchObject({ vipSubnetId: 'eu-1-id' });
    expect(run.find('FloatingIpAssociate', 'eu-1-team-a').inputs).toMatchObject({
      floatingIp: '203.0.113.10',
      portId: 'team-vip-port',
    });
    expect(annotations).toEqual({ 'loadbalancer.openstack.org/load-balancer-id': 'eu-1-team-a-id' });
  });

  test('tags everything that has tags', () => {
    const tagged = [
      'Instance',
      'Network',
      'Subnet',
      'Router',
      'SecGroup',
      'Port',
      'FloatingIp',
      'LoadBalancer',
      'Listener',
    ];
    const own = run.resources.filter(({ type }) => tagged.some((kind) => type.endsWith(`:${kind}`)));
    expect(own.length).toBeGreaterThan(30);
    for (const { inputs } of own)
      expect(inputs['tags']).toEqual(['team=platform', 'management-cluster=eu-1', 'managed-by=colonnade']);
  });

  test('puts no secret into documents of first boot', () => {
    const documents = servers().flatMap(({ inputs }) =>
      inputs['userData'] === undefined ? [] : [inputs['userData'] as string],
    );
    expect(documents).toHaveLength(1);
    for (const document of documents) expect(document).not.toMatch(/PRIVATE|CREDENTIAL/);
  });

  test('is made by k0sctl on the gateway, with controllers that are known by one address', () => {
    const { value } = run.find('Command', 'eu-1-apply').inputs['stdin'] as { value: string };
    expect(parse(value)).toMatchObject({
      spec: {
        k0s: { config: { spec: { api: { externalAddress: '10.126.0.6', sans: ['10.126.0.6', '203.0.113.2'] } } } },
      },
    });
    expect(run.find('Command', 'eu-1-gateway-ready').dependencies).toEqual(expect.arrayContaining(['eu-1-gateway']));
    expect(secrets).toEqual([true, false]);
  });

  test('gives its controllers a credential of their own, as a secret', () => {
    expect(run.find('ApplicationCredential', 'eu-1').inputs).toMatchObject({ roles: ['member'], unrestricted: false });
    const secret = run.find('Secret', 'eu-1-cloud-config');
    expect(secret.secretOutputs).toContain('data');
    expect(secretTexts(secret.inputs)['cloud.conf']).toContain('floating-network-id=external-id');
  });
});
