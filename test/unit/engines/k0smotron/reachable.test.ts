import type { K0smotronOptions } from '../../../../lib/engines/k0smotron';
import { fieldsOfSpec, isReached } from '../../../support/crd-fields';
import { projectCrds } from '../../../support/module-crds';
import { etcdCluster } from '../native/fixtures';
import { aK0sPool } from '../../workers/k0s/pools';
import { render } from './rendered';

const KINDS = ['clusters.k0smotron.io', 'jointokenrequests.k0smotron.io'];
const DEFINITIONS = projectCrds('k0smotron', KINDS);

/** Where types of Kubernetes itself begin, which options take whole. */
const TYPES_OF_KUBERNETES = [
  /topologySpreadConstraints\[\]$/,
  /resources$/,
  /manifests\[\]$/,
  /persistentVolumeClaim$/,
  // A mount is a path and any source of a volume.
  /mounts\[\]\.(?!path$|readOnly$)\w+$/,
];

/** Options that say all that a Cluster's fields can; alternatives of each other are in different ones. */
const OPTIONS: readonly K0smotronOptions[] = [
  {
    image: 'registry.example.org/k0s',
    storage: { kind: 'etcd', image: 'registry.example.org/etcd', autoDeleteVolumes: true },
    defragmentation: { schedule: '0 3 * * *', rule: 'dbQuotaUsage > 0.5', image: 'registry.example.org/defrag' },
    persistence: { kind: 'pvc', size: '1Gi', autoDeleteVolumes: true },
    ingress: {
      apiHost: 'a.example.org',
      konnectivityHost: 'b.example.org',
      port: 443,
      className: 'haproxy',
      deploy: false,
      annotations: { a: 'b' },
    },
    monitoring: { prometheusImage: 'registry.example.org/prometheus', proxyImage: 'registry.example.org/nginx' },
    certificates: [{ type: 'ca', name: 'own-ca' }],
    serviceAccount: 'k0s',
    controlPlaneFlags: ['--debug'],
    manifests: [{ name: 'cni', configMap: { name: 'cni' } }],
    mounts: [{ path: '/etc/own', readOnly: true, secret: { secretName: 'own' } }],
    kubeconfigAnnotations: { a: 'b' },
  },
  { storage: { kind: 'kine', secretName: 'db' }, persistence: { kind: 'hostPath', path: '/var/lib/x' } },
  { storage: { kind: 'nats', size: '2Gi', storageClass: 'fast' } },
  { remoteHost: { secretName: 'hosting', namespace: 'k0smotron', key: 'kubeconfig' } },
];

/** What no prop says, and why. Patches of the tenant reach all of it. */
const NOT_A_PROP: Readonly<Record<string, string>> = {
  'kubeconfigSecretMetadata.labels': 'k0smotron copies them into selectors of StatefulSets, which never change',
  'storage.kine.dataSourceURL': 'a password would be in a manifest; the Secret has it',
};

const describeHere = DEFINITIONS.length === KINDS.length ? describe : describe.skip;
const WHERE = DEFINITIONS.length === KINDS.length ? '' : ' (skipped: no CustomResourceDefinitions of k0smotron)';

describeHere(`every field of k0smotron's kinds${WHERE}`, () => {
  const fieldsOf = (name: string, ends: readonly RegExp[]) => {
    const found = DEFINITIONS.find(({ metadata }) => metadata.name === name);
    if (found === undefined) throw new Error(`no definition of ${name}`);
    return fieldsOfSpec(found, 'v1beta2', ends);
  };

  test('of a Cluster is reached by a prop, or by a patch for a reason', () => {
    const store = {
      kind: 'dedicated',
      cluster: etcdCluster({ namespace: 'tenant-team-a', storageClass: 'fast' }),
    } as const;
    const rendered = OPTIONS.map((options): unknown => render(options, { store }).spec);
    const fields = fieldsOf('clusters.k0smotron.io', TYPES_OF_KUBERNETES);
    const unreached = fields.filter(
      (field) => !isReached(field, rendered) && !/^mounts\[\]\.(?!path$|readOnly$)/.test(field),
    );
    process.stderr.write(`${fields.length} fields of a Cluster, ${unreached.length} by a patch alone\n`);
    expect(fields.length).toBeGreaterThan(40);
    expect(unreached).toEqual(Object.keys(NOT_A_PROP).sort());
  });

  test('of a JoinTokenRequest is reached', () => {
    const { objects } = render({}, { workerPools: [aK0sPool()] });
    const requests = objects.filter(({ kind }) => kind === 'JoinTokenRequest').map((object): unknown => object['spec']);
    expect(fieldsOf('jointokenrequests.k0smotron.io', []).filter((field) => !isReached(field, requests))).toEqual([]);
  });
});
