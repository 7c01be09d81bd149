import type { KubernetesObject } from 'colonnade';
import { aws, clusterApi, k0smotronControlPlane, kamajiControlPlane } from '../../../lib/engines/cluster-api';
import type { ClusterApiInstallation, ControlPlaneProvider } from '../../../lib/engines/cluster-api';
import type { Engine } from '../../../lib/engines';
import { k0smotron } from '../../../lib/engines/k0smotron';
import { kamaji } from '../../../lib/engines/kamaji';
import { managementCluster } from './native/fixtures';

/** What is rendered once per management cluster and belongs to no API of Kubernetes itself or of cert-manager. */
function rendered(engine: Engine): readonly KubernetesObject[] {
  const cluster = managementCluster({ engine: engine.reference });
  return engine
    .renderCluster(cluster)
    .filter(({ apiVersion }) => /toolkit\.fluxcd\.io|argoproj\.io|operator\.cluster\.x-k8s\.io/.test(apiVersion));
}

function named(objects: readonly KubernetesObject[]): readonly string[] {
  return objects.map(({ kind, metadata: { namespace = '', name } }) => `${kind} ${namespace}/${name}`);
}

const withClusterApi = (
  operator?: ClusterApiInstallation,
  controlPlane: ControlPlaneProvider = kamajiControlPlane(),
): Engine =>
  clusterApi({ controlPlane, infrastructure: aws({ region: 'eu-central-1' }), ...(operator && { operator }) });

test.each<[string, Engine]>([
  ['kamaji', kamaji()],
  ['k0smotron', k0smotron()],
  ['cluster-api', withClusterApi()],
])('%s installs nothing unless it is told to', (_name, engine) => {
  expect(rendered(engine)).toEqual([]);
});

describe('k0smotron', () => {
  test('is a folder of its repository at the tag of the release, with the image of the release', () => {
    const [application, ...others] = rendered(k0smotron({ operator: { install: 'argo-cd' } }));
    expect(others).toEqual([]);
    expect(application).toMatchObject({
      kind: 'Application',
      metadata: { name: 'k0smotron', namespace: 'argocd' },
      spec: {
        destination: { namespace: 'k0smotron' },
        source: {
          repoURL: 'https://github.com/k0sproject/k0smotron',
          path: 'config/default',
          targetRevision: 'v2.1.0',
          kustomize: { images: ['k0s/k0smotron=quay.io/k0sproject/k0smotron:v2.1.0'] },
        },
        syncPolicy: { syncOptions: expect.arrayContaining(['ServerSideApply=true']) as string[] },
      },
    });
  });

  test('has the version that its operator says', () => {
    const engine = k0smotron({ operator: { install: 'flux', installerNamespace: 'gitops' } });
    const version = engine.operators.find(({ name }) => name === 'k0smotron')?.version ?? '';
    const objects = rendered(engine);
    expect(named(objects)).toEqual(['GitRepository gitops/k0smotron', 'Kustomization gitops/k0smotron']);
    expect(objects).toMatchObject([
      { spec: { ref: { tag: `v${version}` } } },
      { spec: { path: './config/default', images: [{ newTag: `v${version}` }], prune: false } },
    ]);
  });
});

describe('Cluster API', () => {
  test('is cluster-api-operator, Kamaji, and a provider for each part of the engine', () => {
    expect(named(rendered(withClusterApi({ install: 'argo-cd' })))).toEqual([
      'Application argocd/cluster-api-operator',
      'Application argocd/kamaji',
      'CoreProvider capi-system/cluster-api',
      'BootstrapProvider capi-kubeadm-bootstrap-system/kubeadm',
      'ControlPlaneProvider kamaji-system/kamaji',
      'InfrastructureProvider capa-system/aws',
    ]);
    expect(named(rendered(withClusterApi({ install: 'flux' }, k0smotronControlPlane())))).toEqual([
      'HelmRepository flux-system/capi-operator',
      'HelmRelease flux-system/cluster-api-operator',
      'CoreProvider capi-system/cluster-api',
      'BootstrapProvider k0smotron/k0sproject-k0smotron',
      'ControlPlaneProvider k0smotron/k0sproject-k0smotron',
      'InfrastructureProvider capa-system/aws',
    ]);
  });

  test('has its feature gates, and versions as the operators of the engine', () => {
    const engine = withClusterApi({ install: 'flux' });
    const objects = rendered(engine);
    const versionOf = (operator: string) => `v${engine.operators.find(({ name }) => name === operator)?.version ?? ''}`;
    const core = objects.find(({ kind }) => kind === 'CoreProvider');
    expect(core).toMatchObject({
      spec: {
        version: versionOf('cluster-api'),
        manager: { featureGates: { ClusterTopology: true, MachinePool: true } },
      },
    });
    expect(objects.find(({ kind }) => kind === 'InfrastructureProvider')).toMatchObject({
      spec: { version: versionOf('infrastructure-aws') },
    });
  });

  test('gives the credentials to the infrastructure alone', () => {
    const credentials = { name: 'aws', namespace: 'capa-system' };
    const withSecret = rendered(withClusterApi({ install: 'argo-cd', credentials })).filter((object) =>
      JSON.stringify(object).includes('configSecret'),
    );
    expect(withSecret).toMatchObject([{ kind: 'InfrastructureProvider', spec: { configSecret: credentials } }]);
  });

  test('makes the namespaces of the providers, and has Argo CD wait for their definitions', () => {
    const engine = withClusterApi({ install: 'argo-cd' });
    const all = engine.renderCluster(managementCluster({ engine: engine.reference }));
    const namespaces = all.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
    const providers = all.filter(({ apiVersion }) => apiVersion.startsWith('operator.cluster.x-k8s.io/'));
    for (const { metadata } of providers) {
      expect(namespaces).toContain(metadata.namespace);
      expect(metadata.annotations).toMatchObject({
        'argocd.argoproj.io/sync-options': 'SkipDryRunOnMissingResource=true',
      });
    }
    expect(providers).toHaveLength(4);
  });

  test('is installed behind what it needs', () => {
    const names = withClusterApi({ install: 'flux' }).operators.map(({ name }) => name);
    expect(names.slice(0, 3)).toEqual(['cert-manager', 'cluster-api-operator', 'cluster-api']);
    expect(withClusterApi().operators.map(({ name }) => name)).not.toContain('cluster-api-operator');
  });

  test('installs Kamaji in the same way and version as Kamaji’s own engine', () => {
    const own = rendered(kamaji({ operator: { install: 'argo-cd' } }));
    const inside = rendered(withClusterApi({ install: 'argo-cd' })).filter(
      ({ metadata }) => metadata.name === 'kamaji',
    );
    expect(inside.filter(({ kind }) => kind === 'Application')).toEqual(own);
  });
});
