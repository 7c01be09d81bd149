import type { KubernetesObject } from 'colonnade';
import { ColonnadeError } from 'colonnade';
import type { Host } from 'colonnade/hosts';
import { bareMetal } from 'colonnade/hosts/bare-metal';
import { digitalOcean } from 'colonnade/hosts/digitalocean';
import { edge } from 'colonnade/hosts/edge';
import { hetzner } from 'colonnade/hosts/hetzner';
import type { LogBucket } from 'colonnade/hosts/hetzner';
import { kubevirt } from 'colonnade/hosts/kubevirt';
import { metal3 } from 'colonnade/hosts/metal3';
import { openstack } from 'colonnade/hosts/openstack';
import { vsphere } from 'colonnade/hosts/vsphere';
import { parse } from 'yaml';
import { VSPHERE_SITE } from '../../support/hosts/vsphere-site';
import { COMMON_SETTINGS, FLUENT_BIT_SETTINGS } from '../../support/hosts/fluent-bit-settings';
import { managementClusterAt } from '../../support/hosts/management-cluster';
import { MACHINES } from '../../support/hosts/places';

const BUCKET: LogBucket = { bucket: 'acme-logs', endpoint: 'https://fsn1.your-objectstorage.com', secret: 's3' };
const RACKS = { machines: MACHINES, apiServerAddress: '192.0.2.10', storage: { disks: 'nvme' } } as const;

type Logs = { readonly logs?: LogBucket };

const PLACES: Readonly<Record<string, (props: Logs) => Host>> = {
  hetzner: (logs) => hetzner(logs),
  openstack: (logs) => openstack({ externalNetwork: 'public', volumeType: 'ssd', ...logs }),
  vsphere: (logs) => vsphere({ ...VSPHERE_SITE, ...logs }),
  'bare-metal': (logs) => bareMetal({ ...RACKS, ...logs }),
  kubevirt: (logs) => kubevirt({ infraStorageClass: 'ceph-block', ...logs }),
  metal3: (logs) => metal3({ ...RACKS, ...logs }),
  edge: (logs) => edge({ machines: MACHINES, board: { disk: 'nvme' }, ...logs }),
};

/** The objects of the collector at a place. */
function collected(logs?: Partial<LogBucket>, place = 'hetzner'): readonly KubernetesObject[] {
  const host = PLACES[place]?.(logs === undefined ? {} : { logs: { ...BUCKET, ...logs } });
  if (host === undefined) throw new Error(`there is no ${place}`);
  const objects = host.renderCluster?.(managementClusterAt(host)) ?? [];
  return objects.filter(({ metadata }) => [metadata.name, metadata.namespace].includes('colonnade-logs'));
}

function kind(name: string, logs: Partial<LogBucket> = {}): KubernetesObject {
  const found = collected(logs).find((object) => object.kind === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
}

interface Mount {
  readonly name: string;
  readonly mountPath: string;
  readonly readOnly?: boolean;
}

interface Container {
  readonly image: string;
  readonly env: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: object }[];
  readonly volumeMounts: readonly Mount[];
  readonly securityContext: object;
}

interface Template {
  readonly metadata: { readonly annotations: Readonly<Record<string, string>> };
  readonly spec: { readonly containers: readonly [Container]; readonly volumes: readonly object[] };
}

function template(logs: Partial<LogBucket> = {}): Template {
  return (kind('DaemonSet', logs)['spec'] as { readonly template: Template }).template;
}

type Plugin = Readonly<Record<string, unknown>> & { readonly name: keyof typeof FLUENT_BIT_SETTINGS };

interface Configuration {
  readonly service: Readonly<Record<string, unknown>>;
  readonly parsers: readonly { readonly name: string; readonly regex: string }[];
  readonly pipeline: Readonly<Record<'inputs' | 'filters' | 'outputs', readonly Plugin[]>>;
}

function configuration(logs: Partial<LogBucket> = {}): Configuration {
  const { 'fluent-bit.yaml': text = '' } = kind('ConfigMap', logs)['data'] as Readonly<Record<string, string>>;
  return parse(text) as Configuration;
}

function input(tag: string): Plugin {
  const found = configuration().pipeline.inputs.find((plugin) => String(plugin['tag']).startsWith(tag));
  if (found === undefined) throw new Error(`nothing has the tag ${tag}`);
  return found;
}

function output(logs: Partial<LogBucket> = {}): Plugin {
  const [s3] = configuration(logs).pipeline.outputs;
  if (s3 === undefined) throw new Error('nothing is sent');
  return s3;
}

describe.each(Object.keys(PLACES))('logs of %s', (place) => {
  test('are collected once there is a bucket for them, with the namespace first', () => {
    expect(collected({}, place).map((object) => object.kind)).toEqual([
      'Namespace',
      'ServiceAccount',
      'NetworkPolicy',
      'ConfigMap',
      'DaemonSet',
    ]);
    expect(collected(undefined, place)).toEqual([]);
  });
});

describe('the collector', () => {
  test('is on every node, whatever taints it has, and is not put off it by others', () => {
    expect(template().spec).toMatchObject({
      tolerations: [{ operator: 'Exists' }],
      priorityClassName: 'system-node-critical',
    });
    expect(template().spec).not.toHaveProperty('affinity');
  });

  test('can do nothing to its node but read logs, and nothing to the API server', () => {
    const { spec } = template();
    const [container] = spec.containers;
    expect(spec).toMatchObject({ automountServiceAccountToken: false, securityContext: { runAsUser: 0 } });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(spec).not.toHaveProperty('hostNetwork');
    expect(spec).not.toHaveProperty('hostPID');
    const writable = container.volumeMounts.filter(({ readOnly }) => readOnly !== true);
    expect(writable).toEqual([{ name: 'state', mountPath: '/state' }]);
    expect(spec.volumes).toContainEqual({
      name: 'state',
      hostPath: { path: '/var/lib/colonnade-logs', type: 'DirectoryOrCreate' },
    });
    const folders = spec.volumes.flatMap((volume) => (JSON.stringify(volume).includes('hostPath') ? [volume] : []));
    expect(folders).toHaveLength(4);
    expect(collected({}).filter((object) => object.kind.includes('Role'))).toEqual([]);
  });

  test('reaches DNS and the port of the store, and is reached by nobody', () => {
    const policy = (logs: Partial<LogBucket>) => kind('NetworkPolicy', logs)['spec'];
    const ports = (port: number) => ({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      egress: [
        {
          ports: [
            { protocol: 'UDP', port: 53 },
            { protocol: 'TCP', port: 53 },
          ],
        },
        { ports: [{ protocol: 'TCP', port }] },
      ],
    });
    expect(policy({})).toEqual(ports(443));
    expect(policy({ endpoint: 'https://rgw.example.org:7480' })).toEqual(ports(7480));
  });

  test('has the key from the Secret alone, and the bucket from what was said', () => {
    const [{ env }] = template().spec.containers;
    expect(env).toMatchObject([
      { name: 'AWS_ACCESS_KEY_ID', valueFrom: { secretKeyRef: { name: 's3', key: 'AWS_ACCESS_KEY_ID' } } },
      { name: 'AWS_SECRET_ACCESS_KEY', valueFrom: { secretKeyRef: { name: 's3', key: 'AWS_SECRET_ACCESS_KEY' } } },
      { name: 'LOG_BUCKET', value: 'acme-logs' },
      { name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
    ]);
    expect(collected({}).map((object) => object.kind)).not.toContain('Secret');
  });

  test('is of a pinned release, or an image of your own', () => {
    expect(template().spec.containers[0].image).toMatch(/^cr\.fluentbit\.io\/fluent\/fluent-bit:\d+\.\d+\.\d+$/);
    expect(template({ image: 'registry.example.org/fluent-bit:5.1.2' }).spec.containers[0].image).toBe(
      'registry.example.org/fluent-bit:5.1.2',
    );
  });

  test('starts anew when its configuration is another one', () => {
    const hash = (logs: Partial<LogBucket>) => template(logs).metadata.annotations['colonnade.dev/config-hash'];
    expect(hash({})).toBe(hash({}));
    expect(hash({ region: 'fsn1' })).not.toBe(hash({}));
  });
});

describe('the configuration of Fluent Bit, which was not run,', () => {
  test('says nothing but what its sources list', () => {
    const { service, parsers, pipeline } = configuration();
    const strange = (keys: object, known: ReadonlySet<string>, more: ReadonlySet<string> = new Set()) =>
      Object.keys(keys).filter((key) => !known.has(key) && !more.has(key));
    expect(strange(service, FLUENT_BIT_SETTINGS.service)).toEqual([]);
    for (const one of parsers) expect(strange(one, FLUENT_BIT_SETTINGS.parsers)).toEqual([]);
    for (const section of ['inputs', 'filters', 'outputs'] as const) {
      expect(pipeline[section].length).toBeGreaterThan(0);
      for (const plugin of pipeline[section]) {
        expect([plugin.name, strange(plugin, FLUENT_BIT_SETTINGS[plugin.name], COMMON_SETTINGS[section])]).toEqual([
          plugin.name,
          [],
        ]);
      }
    }
  });

  test('reads what is mounted, and writes where it may', () => {
    const mounts = template().spec.containers[0].volumeMounts;
    const under = (path: string, writable: boolean) =>
      mounts.some(({ mountPath, readOnly }) => path.startsWith(`${mountPath}/`) && (readOnly !== true) === writable);
    const { service, pipeline } = configuration();
    const read = pipeline.inputs.flatMap(({ path }) => (typeof path === 'string' ? path.split(',') : []));
    expect(read.length).toBeGreaterThan(3);
    expect(read.filter((path) => !under(path, false))).toEqual([]);
    const written = [service['storage.path'], ...pipeline.inputs.map(({ db }) => db), output()['store_dir']].map(
      String,
    );
    expect(new Set(written).size).toBe(5);
    expect(written.filter((path) => !under(path, true))).toEqual([]);
    // Without a path the journal of this machine is looked for in both folders.
    expect(input('journal')).not.toHaveProperty('path');
    expect(mounts.map(({ mountPath }) => mountPath)).toEqual(
      expect.arrayContaining(['/var/log', '/run/log', '/etc/machine-id']),
    );
  });

  test.each([
    [
      '/var/log/pods/tenant-team-a_kube-apiserver-6f5d_0f3a-11/kube-apiserver/0.log',
      { namespace: 'tenant-team-a', pod: 'kube-apiserver-6f5d', uid: '0f3a-11', container: 'kube-apiserver' },
    ],
    [
      '/var/log/pods/kube-system_etcd-c-1.example.org_9b1c/etcd/12.log',
      { namespace: 'kube-system', pod: 'etcd-c-1.example.org', uid: '9b1c', container: 'etcd' },
    ],
  ])('knows whose log %s is', (path, expected) => {
    const [parser] = configuration().parsers;
    expect({ ...new RegExp(parser?.regex ?? '').exec(path)?.groups }).toEqual(expected);
    const tagged = new RegExp(String(input('pods')['tag_regex'])).exec(path)?.groups;
    expect(tagged).toMatchObject({ namespace: expected.namespace });
    expect(input('pods')['tag']).toBe('pods.<namespace>');
    expect(configuration().pipeline.filters[0]).toMatchObject({ parser: parser?.name, key_name: 'file' });
  });

  test('does not read its own', () => {
    expect(input('pods')).toMatchObject({
      path: '/var/log/pods/*/*/*.log',
      exclude_path: '/var/log/pods/colonnade-logs_*/*/*.log',
    });
  });

  test('begins where it was, or at the beginning, and keeps what it could not send', () => {
    for (const plugin of configuration().pipeline.inputs) {
      expect(plugin).toMatchObject({ db: expect.any(String) as unknown, 'storage.type': 'filesystem' });
      if (plugin.name === 'tail') expect(plugin).toMatchObject({ read_from_head: true });
      else expect(plugin).not.toHaveProperty('read_from_tail');
    }
    expect(output()['retry_limit']).toBeGreaterThan(100);
  });

  test('writes compressed objects below the name of the cluster, each under a name of its own', () => {
    expect(output({ region: 'fsn1' })).toMatchObject({
      name: 's3',
      match: '*',
      bucket: '${LOG_BUCKET}',
      endpoint: 'https://fsn1.your-objectstorage.com',
      region: 'fsn1',
      s3_key_format: '/eu-1/$TAG[0]/$TAG[1]/%Y/%m/%d/${NODE_NAME}-%H%M%S-$UUID.gz',
      compression: 'gzip',
      use_put_object: true,
    });
    expect(output()['region']).toBe('us-east-1');
    // The key has two parts of the tag, so there are no more and no less.
    const tags = configuration().pipeline.inputs.map(({ tag }) => String(tag).split('.'));
    expect(tags.map((parts) => parts.length)).toEqual([2, 2, 2]);
  });
});

/** What is wrong with a host, by code and property. */
function refusedOf(make: () => unknown): readonly unknown[] {
  try {
    make();
  } catch (error) {
    if (ColonnadeError.is(error)) return error.findings.map(({ code, property }) => [code, property]);
    throw error;
  }
  throw new Error('it was not refused.');
}

test('a bucket that nobody can have, an endpoint without TLS, and names that no Secret has are refused, all at once', () => {
  const make = () =>
    hetzner({
      logs: {
        bucket: 'Acme Logs',
        // @ts-expect-error -- as a program in JavaScript may do
        endpoint: 'http://fsn1.your-objectstorage.com',
        region: 'fsn 1',
        secret: 'S3_key',
        image: '',
      },
    });
  expect(refusedOf(make)).toEqual(
    ['bucket', 'endpoint', 'image', 'region', 'secret'].map((property) => ['CLN3250', `logs.${property}`]),
  );
});

test('logs at DigitalOcean are kept for 90 days unless something else is said', () => {
  expect(digitalOcean({ region: 'fra1' }).settings).toMatchObject({ logs: true, logRetentionDays: 90 });
});

test.each([0, 1.5])('logs that are kept for %s days are refused', (logRetentionDays) => {
  expect(refusedOf(() => digitalOcean({ region: 'fra1', logRetentionDays }))).toEqual([
    ['CLN3250', 'logRetentionDays'],
  ]);
});
