import type { KubernetesObject } from 'colonnade';
import { kamaji } from 'colonnade/engines/kamaji';
import type { DataStoreOptions, KamajiOptions } from 'colonnade/engines/kamaji';
import type { TenantModel } from '../../../../lib/model';
import { fieldsOfSpec, isReached } from '../../../support/crd-fields';
import { projectCrds } from '../../../support/module-crds';
import { managementCluster } from '../native/fixtures';
import { render } from './fixtures';

const KINDS = ['datastores', 'kubeconfiggenerators', 'tenantcontrolplanes'].map((kind) => `${kind}.kamaji.clastix.io`);
const DEFINITIONS = projectCrds('kamaji', KINDS);

/** Where types of Kubernetes itself begin, which options take whole. */
const TYPES_OF_KUBERNETES = [
  /ontainers?\[\]$/,
  /affinity$/,
  /olumes?\[\]$/,
  /VolumeMounts\.\w+\[\]$/,
  /topologySpreadConstraints\[\]$/,
  /tolerations\[\]$/,
  /ecurityContexts?(\.\w+)?$/,
  /resources(\.\w+)?$/,
  /elector$/,
];

const PROBE = {
  initialDelaySeconds: 1,
  timeoutSeconds: 1,
  periodSeconds: 1,
  successThreshold: 1,
  failureThreshold: 3,
};
const PROBES = { liveness: PROBE, readiness: PROBE, startup: PROBE };
const EACH = <T>(value: T) => ({ apiServer: value, controllerManager: value, scheduler: value });

/** Options that say all that Kamaji's fields can; alternatives of each other are in different ones. */
const OPTIONS: readonly KamajiOptions[] = [
  {
    dataStoreOverrides: [{ resource: '/events', dataStore: 'events' }],
    writePermissions: { blockCreation: true, blockUpdate: true, blockDeletion: true },
    exposure: {
      ingress: { hostname: 'a.example.org', ingressClassName: 'nginx', labels: { a: 'b' }, annotations: { a: 'b' } },
    },
    service: {
      allocateLoadBalancerNodePorts: false,
      labels: { a: 'b' },
      additionalPorts: [{ name: 'x', port: 1, targetPort: 2, protocol: 'TCP', appProtocol: 'https' }],
    },
    network: { address: '192.0.2.1', advertiseAddress: '192.0.2.2', allowAddressAsExternalIP: true },
    kubelet: {
      preferredAddressTypes: ['InternalIP'],
      configurationJSONPatches: [{ op: 'move', path: '/a', from: '/b', value: 1 }],
      cgroupfs: 'systemd',
    },
    deployment: {
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      runtimeClassName: 'gvisor',
      affinity: { nodeAffinity: {} },
      probes: { ...PROBES, ...EACH(PROBES) },
      additionalInitContainers: [{ name: 'init' }],
      additionalContainers: [{ name: 'sidecar' }],
      additionalVolumeMounts: EACH([{ name: 'v', mountPath: '/v' }]),
      images: { tagSuffix: '-fips' },
      kine: { resources: { limits: { memory: '1Gi' } }, extraArgs: ['--debug'] },
    },
    konnectivity: { server: { extraArgs: ['--v=2'] }, agent: { extraArgs: ['--v=2'] } },
  },
  {
    exposure: {
      gateway: {
        hostname: 'a.example.org',
        labels: { a: 'b' },
        annotations: { a: 'b' },
        parentRefs: [{ name: 'g', namespace: 'n', sectionName: 's', port: 443, group: 'x', kind: 'Gateway' }],
      },
    },
  },
];

/** What is not a field of a prop, and why. Patches of the tenant reach all of it. */
const NOT_A_PROP: Readonly<Record<string, string>> = {
  'controlPlane.deployment.additionalMetadata.annotations':
    'of the Deployment itself; those of the pods are the tenant’s',
  'controlPlane.deployment.additionalMetadata.labels': 'of the Deployment itself; those of the pods are the tenant’s',
};

function aTenant(changes: Partial<TenantModel>): Partial<TenantModel> {
  return changes;
}

/** Tenants between which every field of the model that Kamaji has is said. */
const TENANTS: readonly Partial<TenantModel>[] = [
  aTenant({
    endpoint: {
      kind: 'loadBalancer',
      address: '192.0.2.1',
      hostname: null,
      port: 6443,
      extraSans: ['a.example.org'],
      annotations: { a: 'b' },
      sourceRanges: ['192.0.2.0/24'],
      loadBalancerClass: 'metallb',
    },
    scheduling: {
      zones: ['a', 'b'],
      spread: 'preferred',
      nodeSelector: { a: 'b' },
      tolerations: [{ key: 'a', operator: 'Exists' }],
      priorityClassName: null,
    },
  }),
];

function specs(kind: string, objects: readonly KubernetesObject[]): readonly unknown[] {
  return objects.filter((object) => object.kind === kind).map((object): unknown => object['spec']);
}

function definitionOf(kind: string) {
  const found = DEFINITIONS.find(({ metadata }) => metadata.name.startsWith(kind));
  if (found === undefined) throw new Error(`no definition of ${kind}`);
  return found;
}

const describeHere = DEFINITIONS.length === KINDS.length ? describe : describe.skip;
const WHERE = DEFINITIONS.length === KINDS.length ? '' : ' (skipped: no CustomResourceDefinitions of kamaji)';

describeHere(`every field of Kamaji's kinds${WHERE}`, () => {
  test('of a TenantControlPlane is reached by a prop, or by a patch for a reason', () => {
    const deployments = { mode: 'Deployment', replicas: 2, hostNetwork: false, tolerations: [{ key: 'a' }] };
    const rendered = OPTIONS.flatMap((options) =>
      TENANTS.flatMap((changes) => {
        const { tenant } = render(changes, options);
        const withAgents = {
          ...changes,
          konnectivity: { ...tenant.konnectivity, agent: { ...tenant.konnectivity.agent, ...deployments } },
        } as Partial<TenantModel>;
        return specs('TenantControlPlane', render(withAgents, options).objects);
      }),
    );
    const fields = fieldsOfSpec(definitionOf('tenantcontrolplanes'), 'v1alpha1', TYPES_OF_KUBERNETES);
    const unreached = fields.filter((field) => !isReached(field, rendered));
    process.stderr.write(`${fields.length} fields of a TenantControlPlane, ${unreached.length} by a patch alone\n`);
    expect(fields.length).toBeGreaterThan(100);
    expect(unreached).toEqual(Object.keys(NOT_A_PROP).sort());
  });

  test('and what no prop says can be patched', () => {
    const patch = {
      target: { kind: 'TenantControlPlane', name: 'team-a', namespace: 'tenant-team-a' },
      operations: [
        { op: 'add', path: '/spec/controlPlane/deployment/additionalMetadata', value: { labels: { a: 'b' } } },
      ],
      merge: null,
    } as const;
    const { spec } = render({ patches: [patch] });
    expect(spec).toMatchObject({ controlPlane: { deployment: { additionalMetadata: { labels: { a: 'b' } } } } });
  });

  test('of a DataStore is reached', () => {
    const secret = { name: 's', namespace: 'n', key: 'k' };
    const pair = { certificate: secret, privateKey: secret };
    const stores: Readonly<Record<string, DataStoreOptions>> = {
      etcd: { driver: 'etcd', endpoints: ['a:2379'], tls: { certificateAuthority: pair, clientCertificate: pair } },
      pg: { driver: 'PostgreSQL', endpoints: ['a:5432'], basicAuth: { username: secret, password: secret } },
    };
    const engine = kamaji({
      dataStores: stores,
      kubeconfigGenerators: {
        auditors: {
          user: { value: 'a' },
          groups: [{ value: 'b' }, { fromField: 'metadata.name' }],
          namespaceLabels: { a: 'b' },
          tenantLabels: { a: 'b' },
          endpointFrom: 'admin.conf',
        },
        owners: { user: { fromField: 'metadata.name' } },
      },
    });
    const objects = engine.renderCluster(managementCluster({ engine: engine.reference }));
    const unreached = fieldsOfSpec(definitionOf('datastores'), 'v1alpha1', []).filter(
      (field) => !isReached(field, specs('DataStore', objects)),
    );
    // Content would be a secret in a manifest.
    expect(unreached.filter((field) => !field.endsWith('.content'))).toEqual([]);
    expect(unreached.length).toBeGreaterThan(0);
    expect(
      fieldsOfSpec(definitionOf('kubeconfiggenerators'), 'v1alpha1', [/elector$/]).filter(
        (field) => !isReached(field, specs('KubeconfigGenerator', objects)),
      ),
    ).toEqual([]);
  });
});
