import { spawnSync } from 'node:child_process';
import { kops } from '../../../../lib/installers/kops';
import type { KopsProps } from '../../../../lib/installers/kops';
import { contentOf, documentsOf, expectGolden, refusals, secretsIn } from '../../../support/installers';
import { FULL, SHORT } from './samples';

describe('the files of kOps', () => {
  test('of a short program are those that were read', () => {
    expectGolden(__dirname, 'short', kops(SHORT));
  });
  test('with everything said otherwise are those that were read', () => {
    expectGolden(__dirname, 'full', kops(FULL));
  });
  test('are the same bytes for the same props, and hold no secret', () => {
    for (const props of [SHORT, FULL]) {
      expect(kops(structuredClone(props))).toEqual(kops(props));
      expect(secretsIn(kops(props))).toEqual([]);
    }
  });
  test('have a control plane with a member of etcd in every zone, and an encrypted disk everywhere', () => {
    const [cluster] = documentsOf(kops(SHORT), 'cluster.yaml');
    const groups = documentsOf(kops(SHORT), 'instance-groups.yaml');
    expect(groups.map(({ metadata }) => metadata)).toMatchObject([
      { name: 'control-plane-eu-west-1a' },
      { name: 'control-plane-eu-west-1b' },
      { name: 'control-plane-eu-west-1c' },
      { name: 'general' },
      { name: 'etcd-eu-west-1a' },
      { name: 'etcd-eu-west-1b' },
      { name: 'etcd-eu-west-1c' },
    ]);
    for (const { spec } of groups) {
      expect(spec).toMatchObject({
        rootVolumeEncryption: true,
        associatePublicIp: false,
        instanceMetadata: { httpTokens: 'required' },
      });
    }
    expect(cluster).toMatchObject({
      spec: {
        topology: { dns: { type: 'None' } },
        api: { loadBalancer: { class: 'Network', type: 'Internal' } },
        kubernetesApiAccess: ['172.20.0.0/16'],
        etcdClusters: ['main', 'events'].map((name) => ({
          name,
          etcdMembers: ['a', 'b', 'c'].map((zone) => ({
            name: zone,
            instanceGroup: `control-plane-eu-west-1${zone}`,
            encryptedVolume: true,
          })),
        })),
      },
    });
  });
  test('let pods ask the metadata of a machine only where they have no roles of their own', () => {
    const limits = (props: KopsProps) =>
      documentsOf(kops(props), 'instance-groups.yaml').map(
        ({ spec }) =>
          (spec as { readonly instanceMetadata: { readonly httpPutResponseHopLimit: number } }).instanceMetadata
            .httpPutResponseHopLimit,
      );
    expect(limits(SHORT)).toEqual([3, 3, 3, 1, 1, 1, 1]);
    expect(limits(FULL)).toEqual([1, 1, 1, 1, 1]);
  });
  test('make a key of encryption through a pipe', () => {
    const script = contentOf(kops(SHORT), 'encryption-config.sh');
    const run = () => spawnSync('sh', { input: script, encoding: 'utf8' }).stdout;
    expect(run()).toMatch(/secret: [A-Za-z0-9+/]{43}=$/m);
    expect(run()).not.toBe(run());
  });
});

describe('kOps is refused', () => {
  const group = { name: 'a', machineType: 'm7i.large', min: 1, max: 2 };
  test.each<[string, Partial<KopsProps>, readonly string[]]>([
    ['two zones', { zones: ['eu-west-1a', 'eu-west-1b'] }, ['CLN8000 zones']],
    ['zones of two regions', { zones: ['eu-west-1a', 'eu-west-2a', 'eu-west-2b'] }, ['CLN8022 zones']],
    ['one zone three times', { zones: ['eu-west-1a', 'eu-west-1a', 'eu-west-1a'] }, ['CLN8022 zones']],
    ['an old version', { version: '1.30.2' }, ['CLN8001 version']],
    ['a name without a domain', { name: 'mgmt' }, ['CLN8002 name']],
    ['a state store of files', { stateStore: '/var/kops' }, ['CLN8020 stateStore']],
    ['a network without room', { networkCidr: '10.0.0.0/19' }, ['CLN8004 networkCidr']],
    ['an API for everybody', { api: { kind: 'public', allowedCidrs: ['0.0.0.0/0'] } }, ['CLN8024 api.allowedCidrs']],
    ['a burstable control plane', { controlPlaneMachineType: 't3.large' }, ['CLN8021 controlPlaneMachineType']],
    [
      'etcd on burstable nodes',
      {
        nodeGroups: [
          { ...group, machineType: 't4g.large', taints: [{ key: 'role', value: 'etcd', effect: 'NoSchedule' }] },
        ],
      },
      ['CLN8021 nodeGroups[0].machineType'],
    ],
    ['a maximum below the minimum', { nodeGroups: [{ ...group, max: 0 }] }, ['CLN8023 nodeGroups[0].max']],
    ['two groups of one name', { nodeGroups: [group, group] }, ['CLN8002 nodeGroups[1].name']],
  ])('%s', (_, props, codes) => {
    expect(refusals(() => kops({ ...SHORT, ...props }))).toEqual(codes);
  });
});
