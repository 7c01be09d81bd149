import { native } from '../../../../../lib/engines/native';
import { managementCluster, tenant } from '../fixtures';
import { dataOf, get, podOf, render, PENDING } from './helpers';

const jobs = (objects = render()) => objects.filter(({ kind }) => kind === 'Job' || kind === 'CronJob');

describe('pods of Jobs', () => {
  test('fulfil Pod Security restricted and keep their root file system', () => {
    for (const job of jobs()) {
      const pod = podOf(job);
      expect(pod).toMatchObject({
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        restartPolicy: 'Never',
      });
      expect(pod.containers[0]).toMatchObject({
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
        resources: { requests: { memory: '32Mi' }, limits: { memory: '192Mi' } },
        image: 'registry.k8s.io/kubectl:v1.36.3',
      });
    }
    expect(jobs()).toHaveLength(4);
  });

  test('are bounded in tries and in time, and a drained pod is no try', () => {
    for (const job of jobs().filter(({ kind }) => kind === 'Job')) {
      expect(job['spec']).toMatchObject({
        backoffLimit: 12,
        activeDeadlineSeconds: 21600,
        podFailurePolicy: {
          rules: [
            { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
            { action: 'FailJob', onExitCodes: { operator: 'In', values: [3] } },
          ],
        },
      });
      expect(job['spec']).not.toHaveProperty('ttlSecondsAfterFinished');
    }
  });

  test('may do one thing each in the management cluster', () => {
    const rules = render().flatMap(({ kind, metadata, ...rest }) =>
      kind === 'Role' ? [[metadata.name, rest['rules']]] : [],
    );
    expect(Object.fromEntries(rules)).toEqual({
      'encryption-key': [
        { apiGroups: [''], resources: ['secrets'], verbs: ['create'] },
        { apiGroups: [''], resources: ['secrets'], resourceNames: ['encryption-config'], verbs: ['get'] },
      ],
      'admin-kubeconfig': [
        {
          apiGroups: [''],
          resources: ['secrets'],
          resourceNames: ['admin-kubeconfig'],
          verbs: ['get', 'create', 'patch'],
        },
      ],
      bootstrap: [{ apiGroups: ['batch'], resources: ['jobs'], verbs: ['list', 'delete'] }],
    });
  });

  test('mount keys for their group only and write them nowhere', () => {
    for (const name of ['bootstrap', 'admin-kubeconfig']) {
      expect(podOf(get(render(), 'Job', name))['volumes']).toContainEqual({
        name: 'credentials',
        secret: { secretName: name === 'bootstrap' ? 'super-admin' : 'admin', defaultMode: 0o440 },
      });
    }
    expect(JSON.stringify(render())).not.toMatch(/PRIVATE KEY|BEGIN CERTIFICATE/);
  });

  test('keep dollar signs of their environment from the kubelet', () => {
    const job = get(render({ annotations: { price: '5$ for $(SECRET) and $$' } }), 'Job', 'encryption-key');
    const manifest = podOf(job).containers[0].env.find(({ name }) => name === 'MANIFEST')?.value;
    expect(manifest).toContain('5$$ for $$(SECRET) and $$$$');
  });
});

describe('names of Jobs', () => {
  const name = (kind: string, changes: Parameters<typeof render>[0] = {}) =>
    get(render(changes), 'Job', kind).metadata.name;

  test('stay when nothing changes', () => {
    expect(render()).toEqual(render());
    expect(name('bootstrap')).toBe(name('bootstrap'));
  });

  test('change with the contents of the tenant, so that the Job runs again', () => {
    const off = { addons: { kubeProxy: null, coreDns: null } };
    expect(name('bootstrap', off)).not.toBe(name('bootstrap'));
    expect(name('encryption-key', off)).toBe(name('encryption-key'));
    expect(name('admin-kubeconfig', off)).toBe(name('admin-kubeconfig'));
  });

  test('change with one number in them', () => {
    const { addons, konnectivity, network } = tenant();
    const coreDns = addons.coreDns && { ...addons.coreDns, replicas: 3 };
    const names = [
      name('bootstrap'),
      name('bootstrap', { addons: { ...addons, coreDns } }),
      name('bootstrap', { konnectivity: { ...konnectivity, port: 8133 } }),
      name('bootstrap', { network: { ...network, podCidrs: ['10.245.0.0/16'] } }),
    ];
    expect(new Set(names).size).toBe(names.length);
  });

  test('change with the address in the certificates that a Job applies', () => {
    const pending = (extraSans: string[]) => name('bootstrap', { endpoint: { ...PENDING, extraSans } });
    expect(pending(['a.example'])).not.toBe(pending(['b.example']));
  });
});

describe('the administrators kubeconfig', () => {
  test('is composed again once a day, at another time for every tenant', () => {
    const schedule = (path: string) =>
      (get(render({ path }), 'CronJob', 'admin-kubeconfig')['spec'] as { schedule: string }).schedule;
    const schedules = ['acme/eu-1/a', 'acme/eu-1/b', 'acme/eu-1/c'].map(schedule);
    for (const text of schedules) expect(text).toMatch(/^[1-5]?[0-9] (1?[0-9]|2[0-3]) \* \* \*$/);
    expect(new Set(schedules).size).toBe(3);
  });

  test('is renewed by the same pod that made it, one at a time', () => {
    const objects = render();
    expect(podOf(get(objects, 'CronJob', 'admin-kubeconfig'))).toEqual(podOf(get(objects, 'Job', 'admin-kubeconfig')));
    expect(get(objects, 'CronJob', 'admin-kubeconfig')['spec']).toMatchObject({ concurrencyPolicy: 'Forbid' });
  });
});

describe('an endpoint of which only the balancer knows the address', () => {
  test('gives the Job the Certificates that must carry it, and the right to apply these two', () => {
    const objects = render({ endpoint: PENDING });
    expect(Object.keys(dataOf(get(objects, 'ConfigMap', 'serving-certificates')))).toEqual([
      'kube-apiserver.json',
      'konnectivity-server.json',
    ]);
    expect(get(objects, 'Role', 'bootstrap')['rules']).toEqual([
      { apiGroups: ['batch'], resources: ['jobs'], verbs: ['list', 'delete'] },
      { apiGroups: [''], resources: ['services'], resourceNames: ['kube-apiserver'], verbs: ['get'] },
      {
        apiGroups: ['cert-manager.io'],
        resources: ['certificates'],
        resourceNames: ['kube-apiserver', 'konnectivity-server'],
        verbs: ['get', 'create', 'patch'],
      },
    ]);
  });

  test('leaves those Certificates out of the tenant, and no others', () => {
    const names = (changes: Parameters<typeof tenant>[0]) =>
      native()
        .renderTenant(tenant(changes), { cluster: managementCluster() })
        .filter(({ kind }) => kind === 'Certificate')
        .map(({ metadata }) => metadata.name);
    const late = names({}).filter((name) => !names({ endpoint: PENDING }).includes(name));
    expect(late.sort()).toEqual(['konnectivity-server', 'kube-apiserver']);
  });
});
