import type { Volume } from 'kubernetes-types/core/v1';
import { etcdCluster, tenant } from '../fixtures';
import { COMPONENTS, VERSIONS, render } from './support';

const DEDICATED = { store: { kind: 'dedicated', cluster: etcdCluster({ namespace: 'tenant-team-a' }) } } as const;

describe.each(COMPONENTS)('pods of %s', (name) => {
  const pod = render(DEDICATED).pod(name);
  const containers = [...(pod.initContainers ?? []), ...pod.containers];

  test('run without root, with the default seccomp profile', () => {
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(pod.securityContext?.runAsUser).toBeGreaterThan(0);
  });

  test('have containers with a read-only root, no capabilities and no way to more privileges', () => {
    for (const container of containers) {
      expect(container.securityContext).toMatchObject({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
    }
  });

  test('have an account of their own and no token of it', () => {
    expect(pod).toMatchObject({
      serviceAccountName: name,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
    });
    expect(render().object('ServiceAccount', name)['automountServiceAccountToken']).toBe(false);
  });

  test('let only their group read keys', () => {
    const projected = (pod.volumes ?? []).flatMap((volume) => volume.projected ?? []);
    expect(projected.length).toBeGreaterThan(0);
    for (const volume of projected) expect(volume.defaultMode).toBe(0o440);
    expect(pod.securityContext?.fsGroup).toBe(pod.securityContext?.runAsGroup);
  });

  test('mount certificates and configuration read-only', () => {
    for (const { volumeMounts = [] } of containers) {
      for (const mount of volumeMounts.filter(({ mountPath }) => mountPath === '/etc/kubernetes')) {
        expect(mount.readOnly).toBe(true);
      }
    }
  });

  test('ask for the images of their version from the registry of the tenant, if absent from the node', () => {
    const images = { registry: 'mirror.example/k8s', digests: { [name]: 'sha256:abc' }, pullSecrets: ['mirror'] };
    const rendered = render({ images, version: '1.35.4' });
    expect(rendered.container(name)).toMatchObject({
      image: `mirror.example/k8s/${name}:v1.35.4@sha256:abc`,
      imagePullPolicy: 'IfNotPresent',
    });
    expect(rendered.pod(name).imagePullSecrets).toEqual([{ name: 'mirror' }]);
  });

  test('collect garbage as their size class says and never have a memory limit of Go', () => {
    const goSettings = (size: 'small' | 'large') =>
      render({ size })
        .pod(name)
        .containers.map(({ env = [] }) => env.filter(({ name: variable }) => variable.startsWith('GO')));
    for (const env of goSettings('small')) expect(env).toEqual([{ name: 'GOGC', value: '25' }]);
    for (const env of goSettings('large')) expect(env).toEqual([{ name: 'GOGC', value: '100' }]);
  });

  test('look names up as they are written', () => {
    expect(pod.dnsConfig).toEqual({ options: [{ name: 'ndots', value: '1' }] });
  });

  test('carry the resources of the model', () => {
    const resources = { requests: { cpu: '1', memory: null }, limits: { cpu: null, memory: '3Gi' } };
    const all = {
      apiServer: resources,
      controllerManager: resources,
      scheduler: resources,
      konnectivityServer: resources,
    };
    for (const container of render({ resources: all }).pod(name).containers) {
      expect(container.resources).toEqual({ requests: { cpu: '1' }, limits: { memory: '3Gi' } });
    }
  });
});

describe('keys', () => {
  const secretsOf = (name: string, volume: string) => keysIn(render().pod(name).volumes ?? [], volume);

  test('of the CA are mounted by the controller manager, which signs with it, and by nobody else', () => {
    expect(secretsOf('kube-controller-manager', 'files')).toContain('ca/tls.key');
    expect(secretsOf('kube-apiserver', 'files')).not.toContain('ca/tls.key');
    expect(secretsOf('kube-scheduler', 'files')).not.toContain('ca/tls.key');
    for (const component of COMPONENTS) expect(secretsOf(component, 'files')).not.toContain('front-proxy-ca/tls.key');
  });

  test('of the API server are out of reach for the konnectivity server', () => {
    expect(secretsOf('kube-apiserver', 'konnectivity-files').sort()).toEqual([
      'ca/tls.crt',
      'konnectivity-client/tls.crt',
      'konnectivity-client/tls.key',
      'konnectivity-server/tls.crt',
      'konnectivity-server/tls.key',
    ]);
    const mounts = render()
      .container('kube-apiserver', 'konnectivity-server')
      .volumeMounts?.map(({ name }) => name);
    expect(mounts).toEqual(['konnectivity-files', 'konnectivity']);
  });

  test('of administrators are mounted by no process', () => {
    expect(JSON.stringify(render().objects)).not.toMatch(/"name":"(admin|super-admin)"/);
  });

  test('are never written into a manifest', () => {
    expect(JSON.stringify(render().objects)).not.toMatch(/PRIVATE KEY|client-key-data|"kind":"Secret"/);
  });
});

test('every file that an argument names is mounted at that path', () => {
  const variants = [
    ...VERSIONS.map((version) => render({ version })),
    render(DEDICATED),
    render({ audit: { ...tenant().audit, sink: 'file' } }),
  ];
  for (const rendered of variants) {
    for (const component of COMPONENTS) {
      const pod = rendered.pod(component);
      for (const { args = [], volumeMounts = [] } of pod.containers) {
        const paths = args.flatMap((argument) => /=(\/etc\/[^,]+)$/.exec(argument)?.[1] ?? []);
        const mounted = volumeMounts.flatMap(({ name, mountPath }) => pathsIn(pod.volumes ?? [], name, mountPath));
        expect(paths.length).toBeGreaterThan(0);
        expect(paths.filter((path) => !mounted.includes(path))).toEqual([]);
      }
    }
  }
});

test('every key of a ConfigMap that a pod mounts exists, and every key that exists is mounted', () => {
  for (const changes of [{}, { konnectivity: { ...tenant().konnectivity, enabled: false } }]) {
    const rendered = render(changes);
    const mounted = COMPONENTS.flatMap((component) =>
      (rendered.pod(component).volumes ?? []).flatMap(({ projected }) =>
        (projected?.sources ?? []).flatMap(({ configMap }) =>
          (configMap?.items ?? []).map(({ key }) => `${configMap?.name ?? ''}/${key}`),
        ),
      ),
    );
    const existing = rendered.objects
      .filter(({ kind }) => kind === 'ConfigMap')
      .flatMap(({ metadata, data }) => Object.keys(data as object).map((key) => `${metadata.name}/${key}`));
    expect(mounted.sort()).toEqual(existing.sort());
  }
});

function keysIn(volumes: readonly Volume[], name: string): string[] {
  return volumes
    .filter((volume) => volume.name === name)
    .flatMap((volume) => volume.projected?.sources ?? [])
    .flatMap(({ secret }) => (secret?.items ?? []).map(({ key }) => `${secret?.name ?? ''}/${key}`));
}

function pathsIn(volumes: readonly Volume[], name: string, mountPath: string): string[] {
  return volumes
    .filter((volume) => volume.name === name)
    .flatMap((volume) => volume.projected?.sources ?? [])
    .flatMap(({ secret, configMap }) => (secret ?? configMap)?.items ?? [])
    .map(({ path }) => `${mountPath}/${path}`);
}
