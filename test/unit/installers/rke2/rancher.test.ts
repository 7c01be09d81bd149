import { spawnSync } from 'node:child_process';
import Ajv from 'ajv';
import { rancherRke2 } from '../../../../lib/installers/rke2';
import type { RancherRke2Props } from '../../../../lib/installers/rke2';
import type { JsonObject } from '../../../../lib/kubernetes';
import { documentsOf, expectGolden, refusals, secretsIn } from '../../../support/installers';
import { SERVER_OPTIONS } from './options';
import { CLUSTER } from './rancher-schema';
import { FULL, SHORT } from './samples';

const { name, version, servers, agents = [] } = SHORT;
const PLAIN: RancherRke2Props = { name, version, servers, agents };
const S3 = {
  bucket: 'snapshots',
  region: 'eu-west-1',
  endpoint: 's3.eu-west-1.amazonaws.com',
  folder: 'acme',
  cloudCredential: 'cattle-global-data:cc-abcde',
};
const EVERYTHING: RancherRke2Props = {
  ...FULL,
  workspace: 'fleet-eu',
  labels: { 'example.com/site': 'eu-1' },
  snapshots: { schedule: '0 3 * * *', retention: 7, s3: S3 },
};

describe('a cluster of RKE2 that Rancher makes', () => {
  test.each([
    ['rancher', PLAIN],
    ['rancher-full', EVERYTHING],
  ] as const)('has the files that were read (%s)', (golden, props) => {
    expectGolden(__dirname, golden, rancherRke2(props));
    expect(rancherRke2(structuredClone(props))).toEqual(rancherRke2(props));
    expect(secretsIn(rancherRke2(props))).toEqual([]);
  });
  test.each([
    ['plain', PLAIN],
    ['with everything', EVERYTHING],
  ])('has fields and types as the types of Rancher have them: no registry serves its definitions (%s)', (_, props) => {
    const [cluster] = documentsOf(rancherRke2(props), 'cluster.yaml');
    const ajv = new Ajv({ allErrors: true, strict: false });
    expect([ajv.validate(CLUSTER, cluster), ajv.errors]).toEqual([true, null]);
    const renamed: unknown = JSON.parse(JSON.stringify(cluster).replace('"snapshotRetention"', '"retention"'));
    expect(ajv.validate(CLUSTER, renamed)).toBe(false);
    const { rkeConfig } = cluster?.['spec'] as { readonly rkeConfig: { readonly machineGlobalConfig: JsonObject } };
    const unknown = Object.keys(rkeConfig.machineGlobalConfig).filter((option) => !SERVER_OPTIONS.has(option));
    expect(unknown).toEqual([]);
  });
  test('is configured as one that RKE2 makes by itself', () => {
    const [cluster] = documentsOf(rancherRke2(PLAIN), 'cluster.yaml');
    expect(cluster).toMatchObject({
      spec: {
        kubernetesVersion: version,
        rkeConfig: {
          machineGlobalConfig: { 'secrets-encryption': true, profile: 'cis', 'ingress-controller': 'none' },
        },
      },
    });
    expect(JSON.stringify(cluster)).toContain('audit.k8s.io/v1');
  });
  test('says what each machine adds to the command, and prepares it', () => {
    const { notes, files } = rancherRke2(PLAIN);
    expect(notes).toContainEqual(expect.stringMatching(/On server-2: .*--etcd --controlplane --node-name server-2/));
    expect(notes).toContainEqual(expect.stringMatching(/--worker --node-name agent-1/));
    for (const { content, executable } of files) {
      if (executable !== true) continue;
      expect(spawnSync('sh', ['-n'], { input: content, encoding: 'utf8' }).stderr).toBe('');
      expect(content).not.toContain('urandom');
    }
    expect(rancherRke2({ ...PLAIN, cisProfile: false }).files.map(({ path }) => path)).toEqual(['cluster.yaml']);
  });
});

describe('Rancher is refused', () => {
  test.each<[string, Partial<RancherRke2Props>, readonly string[]]>([
    ['two servers', { servers: servers.slice(0, 2) }, ['CLN8000 servers']],
    ['a version of RKE1', { version: 'v1.28.9-rancher1-1' }, ['CLN8040 version']],
    ['a workspace that is no name', { workspace: 'Fleet' }, ['CLN8002 workspace']],
    ['a label that is none', { labels: { 'a b': 'c' } }, ['CLN8005 labels']],
    ['the address of a server as that of all', { endpoint: '192.0.2.11' }, ['CLN8003 endpoint.host']],
    ['no snapshot kept', { snapshots: { retention: 0 } }, ['CLN8041 snapshots']],
    [
      'a key in the place of its name',
      { snapshots: { s3: { ...S3, cloudCredential: 'AKIA' } } },
      ['CLN8042 snapshots.s3'],
    ],
    ['pods where machines are', { network: { podCidrs: ['192.0.0.0/16'] } }, ['CLN8004 network.podCidrs']],
  ])('%s', (_, props, codes) => {
    expect(refusals(() => rancherRke2({ ...PLAIN, ...props }))).toEqual(codes);
  });
});
