import { tanzu, tkg } from '../../../../lib/installers/tanzu';
import type { TanzuProps } from '../../../../lib/installers/tanzu';
import { documentsOf, expectGolden, refusals, secretsIn } from '../../../support/installers';
import { FULL, SHORT } from './samples';

/** Variables of builtin-generic-v3.4.0 and later: https://developer.broadcom.com/xapis/vmware-vsphere-kubernetes-service/latest/variable-docs.html */
const VARIABLES = new Set([
  'kubernetes',
  'node',
  'osConfiguration',
  'resourceConfiguration',
  'storageClass',
  'vmClass',
  'volumes',
  'vsphereOptions',
]);

describe('the files of VKS', () => {
  test.each([
    ['short', SHORT],
    ['full', FULL],
  ] as const)('of the %s program are those that were read', (name, props) => {
    expectGolden(__dirname, name, tanzu(props));
  });
  test('are the same bytes for the same props, and hold no secret', () => {
    for (const props of [SHORT, FULL]) {
      expect(tanzu(structuredClone(props))).toEqual(tanzu(props));
      expect(secretsIn(tanzu(props))).toEqual([]);
    }
  });
  test('name the class as the API of the Supervisor wants it', () => {
    const topology = (props: TanzuProps) => documentsOf(tanzu(props), 'cluster.yaml')[0];
    expect(topology(SHORT)).toMatchObject({
      apiVersion: 'cluster.x-k8s.io/v1beta2',
      spec: { topology: { classRef: { name: 'builtin-generic-v3.7.0', namespace: 'vmware-system-vks-public' } } },
    });
    expect(topology(FULL)).toMatchObject({
      apiVersion: 'cluster.x-k8s.io/v1beta1',
      spec: { topology: { class: 'builtin-generic-v3.5.0', classNamespace: 'vmware-system-vks-public' } },
    });
  });
  test('have variables that the class knows', () => {
    const names = [
      ...JSON.stringify(documentsOf(tanzu(FULL), 'cluster.yaml')).matchAll(/\{"name":"(\w+)","value"/g),
    ].map(([, name]) => name ?? '');
    expect(names).toHaveLength(8);
    expect(names.filter((name) => !VARIABLES.has(name))).toEqual([]);
  });
  test('leave the number of nodes to the autoscaler where bounds are given', () => {
    const [cluster] = documentsOf(tanzu(FULL), 'cluster.yaml');
    expect(cluster).toMatchObject({
      spec: {
        topology: {
          workers: {
            machineDeployments: [
              {
                metadata: {
                  annotations: {
                    'cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size': '3',
                    'cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size': '6',
                  },
                },
              },
            ],
          },
        },
      },
    });
    expect(JSON.stringify(cluster)).not.toMatch(/"name":"etcd",[^{]*"replicas"/);
  });
});

describe('VKS is refused', () => {
  const pool = { name: 'a', replicas: 1 };
  test.each<[string, Partial<TanzuProps>, readonly string[]]>([
    ['the name of a release', { version: 'v1.36.2---vmware.2-vkr.1' }, ['CLN8001 version']],
    ['a namespace that is none', { namespace: 'Platform' }, ['CLN8002 namespace']],
    ['the class of TKG', { clusterClass: 'tanzukubernetescluster' }, ['CLN8070 clusterClass']],
    ['a class of somebody else', { clusterClass: 'my-class' }, ['CLN8071 clusterClass']],
    ['a class that is too old', { clusterClass: 'builtin-generic-v3.6.0' }, ['CLN8071 clusterClass']],
    ['no pool', { nodePools: [] }, ['CLN8072 nodePools']],
    ['two pools of one name', { nodePools: [pool, pool] }, ['CLN8072 nodePools[1].name']],
    [
      'bounds the wrong way round',
      { nodePools: [{ ...pool, replicas: { min: 3, max: 1 } }] },
      ['CLN8072 nodePools[0].replicas'],
    ],
    [
      'a disk nowhere',
      { nodePools: [{ ...pool, volumes: [{ name: 'x', mountPath: 'x', capacity: '5Gi' }] }] },
      ['CLN8072 nodePools[0].volumes'],
    ],
    [
      'a label that makes a control plane',
      { nodePools: [{ ...pool, labels: { 'node-role.kubernetes.io/x': '' } }] },
      ['CLN8005 nodePools[0].labels'],
    ],
  ])('%s', (_, props, codes) => {
    expect(refusals(() => tanzu({ ...SHORT, ...props }))).toEqual(codes);
  });
});

test('TKG is refused, with its last release and its successor', () => {
  expect(refusals(() => tkg())).toEqual(['CLN8070 ']);
  expect(() => tkg()).toThrow(/2\.5\.4.*TanzuKubernetesCluster is deprecated.*VKS/);
});
