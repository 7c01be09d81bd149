import { Endpoint, EtcdStore, Fleet, FleetApp, ManagementCluster, TenantControlPlane } from 'colonnade';
import { clusterApi, aws, k0smotronControlPlane } from 'colonnade/engines/cluster-api';
import { k0smotron } from 'colonnade/engines/k0smotron';
import { kamaji } from 'colonnade/engines/kamaji';
import { argoCd, flux } from 'colonnade/gitops';
import { existing } from 'colonnade/hosts/existing';
import { build as kamajiExample } from '../../../examples/kamaji/fleet';
import { refusal } from '../synth/folders';
import { codesOf, fileOf, filesOf, objectOf, twoClusters } from './fixtures';

const repository = 'https://git.example.org/platform/fleet.git';
const SOURCE = { kind: 'GitRepository', name: 'fleet' } as const;
const files = filesOf(twoClusters(), argoCd({ repository, path: 'clusters/acme', revision: 'main' }));
const applications = fileOf(files, 'argo-cd/eu-1/applications.yaml');

const syncOptions = (object: { readonly metadata: { readonly annotations?: Readonly<Record<string, string>> } }) =>
  object.metadata.annotations?.['argocd.argoproj.io/sync-options']?.split(',') ?? [];
const wave = (object: { readonly metadata: { readonly annotations?: Readonly<Record<string, string>> } }) =>
  Number(object.metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0);

describe('the repository', () => {
  test('has the manifests where they are without it, and the objects of Argo CD beside them', () => {
    expect([...files.keys()]).toEqual([
      'eu-1/management-cluster.yaml',
      'eu-1/store-shared.yaml',
      'eu-1/tenant-team-a.yaml',
      'eu-1/tenant-team-b.yaml',
      'us-1/management-cluster.yaml',
      'us-1/tenant-team-c.yaml',
      'argo-cd/health.yaml',
      'argo-cd/root.yaml',
      'argo-cd/eu-1/applications.yaml',
      'argo-cd/us-1/applications.yaml',
    ]);
  });
  test('has an Application for each file of a management cluster, which reads that file alone', () => {
    expect(applications.map(({ spec }) => spec['source'])).toEqual(
      ['management-cluster', 'store-shared', 'tenant-team-a', 'tenant-team-b'].map((name) => ({
        repoURL: repository,
        targetRevision: 'main',
        path: 'clusters/acme/eu-1',
        directory: { include: `${name}.yaml` },
      })),
    );
  });
  test('applies what the cluster needs once before datastores, and these before tenants', () => {
    const waves = applications.map((application) => wave(application));
    expect(waves).toEqual([...waves].sort((a, b) => a - b));
    expect(new Set(waves.slice(0, 3)).size).toBe(3);
    expect(waves[2]).toBe(waves[3]);
  });
  test('applies server-side, and leaves to controllers what they own when it syncs', () => {
    for (const { spec } of applications) {
      expect(spec['syncPolicy']).toMatchObject({
        automated: { prune: true, selfHeal: true },
        syncOptions: expect.arrayContaining(['ServerSideApply=true', 'RespectIgnoreDifferences=true']) as unknown,
      });
    }
  });
  test('goes to the cluster by the name that it is registered with', () => {
    expect(applications.map(({ spec }) => spec['destination'])).toEqual([
      { name: 'eu-1', namespace: expect.any(String) as unknown },
      { name: 'eu-1', namespace: 'etcd-shared' },
      { name: 'eu-1', namespace: 'tenant-team-a' },
      { name: 'eu-1', namespace: 'tenant-team-b' },
    ]);
  });
  test('holds no Secret and no key', () => {
    const kinds = [...files.values()].flat().map(({ kind }) => kind);
    expect(kinds).not.toContain('Secret');
  });
  test('is the same, byte for byte, whatever the order of the program', () => {
    const twice = filesOf(twoClusters(), argoCd({ revision: 'main', path: 'clusters/acme', repository }));
    expect(JSON.stringify([...twice])).toBe(JSON.stringify([...files]));
  });
});

describe('the root', () => {
  const root = fileOf(files, 'argo-cd/root.yaml');
  const project = objectOf(root, 'AppProject', 'acme');

  test('has an Application for each management cluster, over the Applications of that cluster', () => {
    expect(objectOf(root, 'Application', 'acme-eu-1').spec['source']).toMatchObject({
      repoURL: repository,
      path: 'clusters/acme/argo-cd/eu-1',
    });
    expect(objectOf(root, 'Application', 'acme-us-1').spec['source']).toMatchObject({
      path: 'clusters/acme/argo-cd/us-1',
    });
  });
  test('allows every namespace and kind of the manifests, and nothing else', () => {
    const destinations = project.spec['destinations'] as readonly {
      readonly name: string;
      readonly namespace: string;
    }[];
    const namespaces = new Set(destinations.filter(({ name }) => name === 'eu-1').map(({ namespace }) => namespace));
    const rendered = ['management-cluster', 'store-shared', 'tenant-team-a', 'tenant-team-b'].flatMap((name) =>
      fileOf(files, `eu-1/${name}.yaml`),
    );
    for (const { metadata } of rendered)
      if (metadata.namespace !== undefined) expect(namespaces).toContain(metadata.namespace);
    expect(namespaces).not.toContain('*');
    const kinds = ['clusterResourceWhitelist', 'namespaceResourceWhitelist'].flatMap(
      (list) => project.spec[list] as readonly { readonly group: string; readonly kind: string }[],
    );
    const missing = rendered.filter(
      ({ apiVersion, kind }) =>
        !kinds.some(
          (allowed) => allowed.kind === kind && apiVersion.startsWith(allowed.group === '' ? 'v1' : allowed.group),
        ),
    );
    expect(missing).toEqual([]);
    expect(JSON.stringify(kinds)).not.toContain('*');
    expect(project.spec['sourceRepos']).toEqual([repository]);
  });
  test('keeps Applications that make Applications in a project that can make nothing else', () => {
    expect(objectOf(root, 'Application', 'acme-eu-1').spec['project']).toBe('acme-applications');
    expect(objectOf(root, 'AppProject', 'acme-applications').spec).toMatchObject({
      destinations: [{ server: 'https://kubernetes.default.svc', namespace: 'argocd' }],
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist: [{ group: 'argoproj.io', kind: 'Application' }],
    });
  });
});

describe('what is protected from deletion', () => {
  test('is neither pruned nor deleted, nor is the Application of its file', () => {
    const claims = fileOf(files, 'eu-1/tenant-team-a.yaml').filter(
      ({ metadata }) => metadata.labels?.['colonnade.dev/deletion-protection'] === 'enabled',
    );
    expect(claims.length).toBeGreaterThan(0);
    for (const object of claims)
      expect(syncOptions(object)).toEqual(expect.arrayContaining(['Prune=false', 'Delete=false']));
    const application = objectOf(applications, 'Application', 'acme-eu-1-tenant-team-a');
    expect(syncOptions(application)).toEqual(['Prune=false', 'Delete=false']);
    expect(application.metadata).not.toHaveProperty('finalizers');
  });
  test('is all: an unprotected tenant goes with its Application', () => {
    const application = objectOf(applications, 'Application', 'acme-eu-1-tenant-team-b');
    expect(syncOptions(application)).toEqual([]);
    expect(application.metadata).toHaveProperty('finalizers', ['resources-finalizer.argocd.argoproj.io']);
    for (const object of fileOf(files, 'eu-1/tenant-team-b.yaml'))
      expect(syncOptions(object)).not.toContain('Prune=false');
  });
});

describe('waves within a file', () => {
  test('put namespaces first, what guards pods before pods, and nothing else apart', () => {
    const objects = fileOf(files, 'eu-1/tenant-team-a.yaml');
    const wavesOf = (...kinds: readonly string[]) =>
      new Set(objects.filter(({ kind }) => kinds.includes(kind)).map((object) => wave(object)));
    expect([...wavesOf('Namespace')]).toEqual([-3]);
    expect([...wavesOf('NetworkPolicy')]).toEqual([-2]);
    // Pods that wait for each other are in one wave: Argo CD waits until a wave is healthy.
    expect([...wavesOf('Deployment', 'StatefulSet', 'Job', 'Certificate', 'Service')]).toEqual([0]);
  });
});

describe('what controllers write', () => {
  const eu = (engine: ReturnType<typeof kamaji>) => {
    const fleet = new Fleet(new FleetApp(), 'acme');
    const cluster = new ManagementCluster(fleet, 'eu-1', {
      version: '1.36.3',
      host: existing({ zones: ['a', 'b', 'c'], storageClass: 'fast-ssd', loadBalancer: 'static-ip' }),
      engine,
    });
    new TenantControlPlane(cluster, 'team-a', {
      version: '1.35.4',
      store: new EtcdStore(cluster, 'shared', { members: 3, volume: '16Gi' }),
      endpoint: Endpoint.loadBalancer({ address: '203.0.113.10' }),
    });
    return fileOf(filesOf(fleet, argoCd({ repository })), 'argo-cd/eu-1/applications.yaml');
  };
  const ignored = (found: ReturnType<typeof eu>, name: string) =>
    objectOf(found, 'Application', name).spec['ignoreDifferences'] as
      readonly { readonly kind: string; readonly name: string; readonly jsonPointers: readonly string[] }[] | undefined;

  test('is no difference, object by object', () => {
    expect(ignored(eu(kamaji({ autoscaling: { minReplicas: 2, maxReplicas: 4 } })), 'acme-eu-1-tenant-team-a')).toEqual(
      [
        {
          group: 'kamaji.clastix.io',
          kind: 'TenantControlPlane',
          name: 'team-a',
          namespace: 'tenant-team-a',
          jsonPointers: ['/metadata/finalizers', '/spec/controlPlane/deployment/replicas'],
        },
      ],
    );
  });
  test('is a difference where the program says a value: a change of it would never arrive', () => {
    const [entry] = ignored(eu(kamaji()), 'acme-eu-1-tenant-team-a') ?? [];
    expect(entry?.jsonPointers).toEqual(['/metadata/finalizers']);
  });
  test('is nothing with the native engine', () => {
    expect(ignored(applications, 'acme-eu-1-tenant-team-a')).toBeUndefined();
  });
});

describe('health checks', () => {
  const checks = (engine: Parameters<typeof twoClusters>[1]) =>
    Object.keys(
      objectOf(
        fileOf(filesOf(onlyDedicated(engine), argoCd({ repository })), 'argo-cd/health.yaml'),
        'ConfigMap',
        'argocd-cm',
      ).data,
    );
  const onlyDedicated = (engine: Parameters<typeof twoClusters>[1]) => {
    const fleet = new Fleet(new FleetApp(), 'acme');
    const cluster = new ManagementCluster(fleet, 'eu-1', {
      version: '1.36.3',
      host: existing({ zones: ['a', 'b', 'c'], storageClass: 'fast-ssd', loadBalancer: 'static-ip' }),
      ...(engine !== undefined && { engine }),
    } as ConstructorParameters<typeof ManagementCluster>[2]);
    new TenantControlPlane(cluster, 'team-a', {
      version: '1.35.4',
      store: 'dedicated',
      endpoint: Endpoint.loadBalancer({ address: '203.0.113.10' }),
    });
    return fleet;
  };

  test.each([
    ['kamaji', kamaji(), ['kamaji.clastix.io_TenantControlPlane']],
    ['k0smotron', k0smotron(), ['k0smotron.io_Cluster']],
    [
      'cluster-api',
      clusterApi({ controlPlane: k0smotronControlPlane(), infrastructure: aws({ region: 'eu-central-1' }) }),
      ['cluster.x-k8s.io_Cluster'],
    ],
  ])('are there for the kinds of %s, for certificates, and for Applications', (_name, engine, kinds) => {
    expect(checks(engine)).toEqual(
      expect.arrayContaining([
        'application.resourceTrackingMethod',
        ...[...kinds, 'argoproj.io_Application', 'cert-manager.io_Certificate', 'cert-manager.io_Issuer'].map(
          (kind) => `resource.customizations.health.${kind}`,
        ),
      ]),
    );
  });
});

describe('an ApplicationSet', () => {
  const set = filesOf(twoClusters(), argoCd({ repository, generator: 'application-set' }));
  test('makes the Application of a management cluster when a cluster with its labels is registered', () => {
    const root = fileOf(set, 'argo-cd/root.yaml');
    expect(root.map(({ kind }) => kind)).toEqual(['AppProject', 'AppProject', 'ApplicationSet']);
    expect(objectOf(root, 'ApplicationSet', 'acme').spec).toMatchObject({
      goTemplate: true,
      generators: [
        {
          clusters: {
            selector: {
              matchLabels: { 'colonnade.dev/fleet': 'acme' },
              matchExpressions: [{ key: 'colonnade.dev/management-cluster', operator: 'In', values: ['eu-1', 'us-1'] }],
            },
          },
        },
      ],
      syncPolicy: { preserveResourcesOnDeletion: true },
      template: {
        spec: { source: { path: 'argo-cd/{{ index .metadata.labels "colonnade.dev/management-cluster" }}' } },
      },
    });
  });
});

describe('an Argo CD in each management cluster', () => {
  const local = filesOf(twoClusters(), argoCd({ repository, topology: 'local' }));
  test('has a root of its own, and applies to its own cluster', () => {
    const root = fileOf(local, 'argo-cd/root-us-1.yaml');
    expect(root.filter(({ kind }) => kind === 'Application').map(({ metadata }) => metadata.name)).toEqual([
      'acme-us-1',
    ]);
    const [first] = fileOf(local, 'argo-cd/us-1/applications.yaml');
    expect(first?.spec['destination']).toMatchObject({ server: 'https://kubernetes.default.svc' });
    expect(JSON.stringify(objectOf(root, 'AppProject', 'acme').spec)).not.toContain('tenant-team-a');
  });
});

describe('options', () => {
  const codes = (options: Parameters<typeof argoCd>[0]) =>
    refusal(() => filesOf(twoClusters(), argoCd(options))).findings.map(({ code, path, property }) => [
      code,
      path,
      property,
    ]);

  test.each([
    [
      'a password in the URL',
      { repository: 'https://me:secret@git.example.org/x.git' },
      ['CLN8100', 'acme', 'repository'],
    ],
    ['no URL', { repository: '' }, ['CLN8101', 'acme', 'repository']],
    ['a folder outside of the repository', { repository, path: '../other' }, ['CLN8101', 'acme', 'path']],
    ['an absolute folder', { repository, path: '/out' }, ['CLN8101', 'acme', 'path']],
    ['a namespace that is none', { repository, namespace: 'Argo CD' }, ['CLN8101', 'acme', 'namespace']],
    [
      'a cluster that is not there',
      { repository, destinations: { 'eu-2': { name: 'eu-2' } } },
      ['CLN8102', 'acme', 'destinations.eu-2'],
    ],
    [
      'two clusters in one place',
      { repository, destinations: { 'eu-1': { name: 'x' }, 'us-1': { name: 'x' } } },
      ['CLN8103', 'acme/us-1', 'destinations'],
    ],
    [
      'an ApplicationSet without a hub',
      { repository, topology: 'local', generator: 'application-set' },
      ['CLN8104', 'acme', 'generator'],
    ],
  ] as const)('%s is refused', (_title, options, expected) => {
    expect(codes(options)).toEqual([expected]);
  });
  test.each([
    ['a hub somewhere else', argoCd({ repository }), ['CLN8105']],
    ['a hub that is the cluster itself', argoCd({ repository, destinations: { 'eu-1': { name: 'in-cluster' } } }), []],
    ['an Argo CD in the cluster', argoCd({ repository, topology: 'local' }), []],
    ['a Flux somewhere else', flux({ source: SOURCE, remote: { 'eu-1': { configMap: 'x' } } }), []],
  ] as const)('operators by Argo CD, and %s', (_title, layout, expected) => {
    expect(codesOf(kamajiExample(new FleetApp()), layout)).toEqual(expected);
  });
  test('a password is not repeated in what is said about it', () => {
    const error = refusal(() =>
      filesOf(twoClusters(), argoCd({ repository: 'https://me:hunter2@git.example.org/x.git' })),
    );
    expect(error.message).not.toContain('hunter2');
  });
});
