import { k0smotron } from '../../../../lib/engines/k0smotron';
import { managementCluster, resources, tenant } from '../native/fixtures';
import { aK0sPool } from '../../workers/k0s/pools';
import { k0sTenant, render } from './rendered';

describe('the Cluster of a tenant', () => {
  test('always says which version of k0s, as the tag of an image', () => {
    expect(render().spec['version']).toBe('v1.36.3-k0s.0');
    expect(render({ release: 2 }, { version: '1.35.4' }).spec['version']).toBe('v1.35.4-k0s.2');
  });

  test('carries no label that a user can change, because selectors are made of them', () => {
    const { objects, object } = render({}, { labels: { team: 'a' }, deletionProtection: 'enabled' });
    expect(object('Cluster', 'team-a').metadata.labels).toEqual({ 'colonnade.dev/tenant': 'team-a' });
    for (const { kind, metadata } of objects) {
      if (kind !== 'Cluster') expect([kind, metadata.labels]).toMatchObject([kind, { team: 'a' }]);
    }
  });

  test('asks for the sum of what the components would have', () => {
    expect(render().spec['resources']).toEqual({ requests: { cpu: '145m', memory: '384Mi' } });
    const limited = { ...resources('1', '1Gi'), limits: { cpu: '2', memory: '1Gi' } };
    const all = { apiServer: limited, controllerManager: limited, scheduler: limited, konnectivityServer: limited };
    expect(render({}, { resources: all }).spec['resources']).toEqual({
      requests: { cpu: '4', memory: '4Gi' },
      limits: { cpu: '8', memory: '4Gi' },
    });
  });

  test('exposes a load balancer by the ports and the address of the model, the rest by a patch', () => {
    const { spec, patch } = render(
      {},
      {
        endpoint: {
          kind: 'loadBalancer',
          address: '203.0.113.10',
          hostname: null,
          sourceRanges: ['198.51.100.0/24'],
          loadBalancerClass: 'example.com/lb',
          port: 6443,
          extraSans: ['api.example.org'],
          annotations: { 'example.com/pool': 'x' },
        },
      },
    );
    expect(spec).toMatchObject({
      externalAddress: '203.0.113.10',
      service: { type: 'LoadBalancer', apiPort: 6443, konnectivityPort: 8132 },
      k0sConfig: { spec: { api: { sans: ['api.example.org'] } } },
    });
    expect(patch('Service', 'control-plane')).toEqual({
      metadata: { annotations: { 'example.com/pool': 'x' } },
      spec: {
        externalTrafficPolicy: 'Cluster',
        loadBalancerIP: '203.0.113.10',
        loadBalancerClass: 'example.com/lb',
        loadBalancerSourceRanges: ['198.51.100.0/24'],
      },
    });
  });

  test('leaves the address to k0smotron when the balancer picks it, and says where it is found', () => {
    const endpoint = { ...tenant().endpoint, kind: 'loadBalancer', address: null, hostname: null } as const;
    const pending = k0sTenant({}, { endpoint: { ...endpoint, sourceRanges: [], loadBalancerClass: null } });
    expect(render({}, { endpoint: pending.endpoint }).spec).not.toHaveProperty('externalAddress');
    const engine = k0smotron();
    const context = { cluster: managementCluster() };
    expect(engine.outputs(pending, context).endpoint).toMatchObject({ kind: 'Cluster', field: 'spec.externalAddress' });
    expect(engine.outputs(k0sTenant(), context)).toEqual({
      kubeconfig: { name: 'team-a-kubeconfig', namespace: 'tenant-team-a', key: 'value' },
      certificateAuthority: { name: 'team-a-ca', namespace: 'tenant-team-a', key: 'tls.crt' },
      endpoint: 'https://203.0.113.10:6443',
    });
    expect(engine.writesBack[0]?.pointers).toContain('/spec/externalAddress');
  });

  test('has node ports for the Service and the pods alike, and a port for a tunnel that is off', () => {
    const endpoint = { kind: 'nodePort', address: 'nodes.example.org', nodePort: 30443, port: 6443 } as const;
    const common = { extraSans: [], annotations: {} };
    const withTunnel = { ...endpoint, ...common, konnectivityNodePort: 30444 };
    expect(render({}, { endpoint: withTunnel }).spec).toMatchObject({
      externalAddress: 'nodes.example.org',
      service: { type: 'NodePort', apiPort: 30443, konnectivityPort: 30444 },
    });
    const { spec } = render(
      {},
      {
        endpoint: { ...withTunnel, konnectivityNodePort: null },
        konnectivity: { ...tenant().konnectivity, enabled: false },
        addons: { kubeProxy: null, coreDns: null },
      },
    );
    expect(spec).toMatchObject({
      service: { apiPort: 30443, konnectivityPort: 30132 },
      controlPlaneFlags: ['--disable-components=konnectivity-server,coredns'],
      k0sConfig: { spec: { network: { kubeProxy: { disabled: true } } } },
    });
  });

  test('has patches for what has no field: priority, node selector, tolerations, zones, pull secrets', () => {
    const { patch, spec } = render(
      {},
      {
        scheduling: {
          zones: ['a', 'b'],
          spread: 'required',
          nodeSelector: { pool: 'control' },
          tolerations: [{ key: 'control', operator: 'Exists' }],
          priorityClassName: null,
        },
        images: { registry: 'registry.k8s.io', digests: {}, pullSecrets: ['pull'] },
      },
    );
    expect(patch('StatefulSet', 'control-plane')).toMatchObject({
      spec: {
        template: {
          spec: {
            priorityClassName: 'colonnade-control-plane',
            nodeSelector: { pool: 'control' },
            tolerations: [{ key: 'control', operator: 'Exists' }],
            imagePullSecrets: [{ name: 'pull' }],
            affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: {} } },
          },
        },
      },
    });
    expect(patch('StatefulSet', 'etcd')).toMatchObject({
      spec: { template: { spec: { priorityClassName: 'colonnade-etcd', imagePullSecrets: [{ name: 'pull' }] } } },
    });
    expect(spec['topologySpreadConstraints']).toMatchObject([
      { topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'DoNotSchedule', matchLabelKeys: ['component'] },
      { topologyKey: 'kubernetes.io/hostname' },
    ]);
  });

  test('keeps data where the options say', () => {
    expect(render().spec['storage']).toMatchObject({
      type: 'etcd',
      etcd: {
        persistence: { size: '16Gi' },
        args: ['--auto-compaction-mode=periodic', '--auto-compaction-retention=5m', '--quota-backend-bytes=8589934592'],
        defragJob: { enabled: true },
        autoDeletePVCs: false,
      },
    });
    expect(render({ defragmentation: false }).spec['storage']).not.toHaveProperty('etcd.defragJob');
    const kine = render({ storage: { kind: 'kine', secretName: 'db' } });
    expect(kine.spec['storage']).toEqual({ type: 'kine', kine: { dataSourceSecretName: 'db' } });
    expect(kine.patch('StatefulSet', 'etcd')).toBeUndefined();
    expect(render({ storage: { kind: 'nats', size: '4Gi' } }).spec['storage']).toEqual({
      type: 'nats',
      nats: { persistence: { size: '4Gi' } },
    });
    expect(render({ persistence: { kind: 'pvc', size: '2Gi' } }).spec['persistence']).toMatchObject({
      type: 'pvc',
      persistentVolumeClaim: { spec: { resources: { requests: { storage: '2Gi' } } } },
    });
  });

  test('passes on the options that k0smotron alone has', () => {
    const { spec } = render({
      remoteHost: { secretName: 'hosting', namespace: 'k0smotron' },
      certificates: [{ type: 'ca', name: 'own-ca' }],
      serviceAccount: 'k0s',
      ingress: { apiHost: 'a.example.org', konnectivityHost: 'k.example.org' },
      monitoring: { proxyImage: 'nginx:1.29' },
      manifests: [{ name: 'cni', configMap: { name: 'cni' } }],
      kubeconfigAnnotations: { a: 'b' },
      patches: [{ target: { kind: 'ConfigMap', component: 'entrypoint' }, type: 'merge', content: { data: {} } }],
    });
    expect(spec).toMatchObject({
      remoteHostCluster: { kubeconfigRef: { name: 'hosting', namespace: 'k0smotron' } },
      certificateRefs: [{ type: 'ca', name: 'own-ca' }],
      serviceAccount: 'k0s',
      ingress: { apiHost: 'a.example.org', konnectivityHost: 'k.example.org' },
      monitoring: { enabled: true, proxyImage: 'nginx:1.29' },
      manifests: [{ name: 'cni', configMap: { name: 'cni' } }],
      kubeconfigSecretMetadata: { annotations: { a: 'b' } },
    });
    expect(spec.patches.at(-1)).toEqual({
      target: { kind: 'ConfigMap', component: 'entrypoint' },
      patch: { type: 'merge', content: '{"data":{}}' },
    });
  });

  test('of a pool has a join token and the worker profile, which kubelets read from the control plane', () => {
    const { object, spec } = render({}, { workerPools: [aK0sPool()] });
    expect(object('JoinTokenRequest', 'team-a-general')).toMatchObject({ spec: { clusterName: 'team-a' } });
    expect(spec.k0sConfig.spec['workerProfiles']).toMatchObject([{ name: 'edge', values: { maxPods: 110 } }]);
  });
});

describe('the k0s configuration of a tenant', () => {
  test('honours audit, encryption, admission and issuers by files that are mounted', () => {
    const { spec, object, patch } = render(
      {},
      {
        admission: { enable: ['AlwaysPullImages'], disable: ['DefaultStorageClass'] },
        authentication: { anonymous: 'health', jwt: [{ issuer: { url: 'https://id.example.org', audiences: ['k'] } }] },
      },
    );
    expect(spec.k0sConfig.spec.api.extraArgs).toMatchObject({
      'audit-policy-file': '/etc/colonnade/config/audit-policy.yaml',
      'audit-log-path': '-',
      'authentication-config': '/etc/colonnade/config/authentication.yaml',
      'encryption-provider-config': '/etc/colonnade/encryption/encryption-config.yaml',
      'enable-admission-plugins': 'NodeRestriction,AlwaysPullImages',
      'disable-admission-plugins': 'DefaultStorageClass',
    });
    expect(spec['mounts']).toMatchObject([
      { path: '/etc/colonnade/config', configMap: { name: 'kube-apiserver-config' } },
      { path: '/etc/colonnade/encryption', secret: { secretName: 'encryption-config' } },
    ]);
    const { data } = object('ConfigMap', 'kube-apiserver-config') as unknown as { data: Record<string, string> };
    expect(Object.keys(data)).toEqual(['admission.yaml', 'audit-policy.yaml', 'authentication.yaml']);
    // Beside --anonymous-auth, which k0s writes, API servers refuse it.
    expect(data['authentication.yaml']).not.toContain('anonymous');
    expect(patch('StatefulSet', 'control-plane')).toMatchObject({
      spec: { template: { metadata: { annotations: { 'colonnade.dev/config-hash': expect.any(String) as string } } } },
    });
  });

  test('another audit policy replaces the pods, the same one does not', () => {
    const patchOf = (rules: { level: string }[]) =>
      render({}, { audit: { ...tenant().audit, rules } }).patch('StatefulSet', 'control-plane');
    expect(patchOf([{ level: 'Metadata' }])).toEqual(patchOf([{ level: 'Metadata' }]));
    expect(patchOf([{ level: 'Request' }])).not.toEqual(patchOf([{ level: 'Metadata' }]));
  });

  test('has both families with two ranges, and the family of the first one is primary', () => {
    const network = {
      ...tenant().network,
      podCidrs: ['fd00::/56', '10.244.0.0/16'],
      serviceCidrs: ['fd01::/112', '10.96.0.0/16'],
    };
    const { spec } = render({}, { network });
    expect(spec.k0sConfig.spec['network']).toMatchObject({
      podCIDR: '10.244.0.0/16',
      serviceCIDR: '10.96.0.0/16',
      dualStack: { enabled: true, IPv6podCIDR: 'fd00::/56', IPv6serviceCIDR: 'fd01::/112' },
      primaryAddressFamily: 'IPv6',
    });
    expect(spec.k0sConfig.spec['controllerManager']).toMatchObject({
      extraArgs: { 'node-cidr-mask-size-ipv4': '24', 'node-cidr-mask-size-ipv6': '64' },
    });
  });

  test("merges the user's own over it", () => {
    const { spec } = render({ config: { telemetry: null, network: { kuberouter: { mtu: 1400 } } } });
    expect(spec.k0sConfig.spec).not.toHaveProperty('telemetry');
    expect(spec.k0sConfig.spec['network']).toMatchObject({ provider: 'custom', kuberouter: { mtu: 1400 } });
  });
});

describe('what k0smotron does not make', () => {
  test('is beside the Cluster: policies, budgets, the key for encryption', () => {
    const { objects } = render();
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name.replace(/-[0-9a-f]{8}$/, '')}`)).toEqual([
      'Namespace tenant-team-a',
      'NetworkPolicy default-deny',
      'NetworkPolicy k0s-control-plane',
      'NetworkPolicy k0s-etcd',
      'NetworkPolicy jobs',
      'PodDisruptionBudget k0s-control-plane',
      'PodDisruptionBudget k0s-etcd',
      'ConfigMap kube-apiserver-config',
      'ServiceAccount encryption-key',
      'Role encryption-key',
      'RoleBinding encryption-key',
      'Job encryption-key',
      'Cluster team-a',
    ]);
  });

  test('warns before certificates end, when Prometheus is there', () => {
    const { object } = render({ certificateAlarms: { daysBefore: 30, labels: { release: 'prometheus' } } });
    const rule = object('PrometheusRule', 'k0smotron-certificates');
    expect(rule.metadata.labels).toMatchObject({ release: 'prometheus' });
    expect(JSON.stringify(rule['spec'])).toContain(
      'secret=~\\"team-a-etcd-server|team-a-etcd-peer|team-a-apiserver-etcd-client\\"} > 28944000',
    );
  });

  test('is left out where pods are in another cluster, because it would be in the wrong one', () => {
    const { objects } = render({ remoteHost: { secretName: 'hosting', namespace: 'k0smotron' } });
    expect(objects.map(({ kind }) => kind)).toEqual(['Namespace', 'Cluster']);
  });

  test('lets the pods of k0s in, which are not restricted, and paths of the node only where they are wanted', () => {
    const enforce = 'pod-security.kubernetes.io/enforce';
    expect(render().object('Namespace', 'tenant-team-a').metadata.labels).toMatchObject({ [enforce]: 'baseline' });
    const { object } = render({ persistence: { kind: 'hostPath', path: '/var/lib/x' } });
    expect(object('Namespace', 'tenant-team-a').metadata.labels).toMatchObject({ [enforce]: 'privileged' });
  });
});

describe('the engine', () => {
  test('records its options as frozen data', () => {
    const options = { release: 1, patches: [] };
    const { reference } = k0smotron(options);
    expect(reference).toEqual({ name: 'k0smotron', options: { release: 1, patches: [] } });
    expect(Object.isFrozen(reference.options['patches'])).toBe(true);
  });

  test('renders the same twice, and changes nothing that it is given', () => {
    const model = k0sTenant();
    const before = JSON.stringify(model);
    const context = { cluster: managementCluster() };
    const engine = k0smotron();
    expect(engine.renderTenant(model, context)).toEqual(engine.renderTenant(model, context));
    expect(JSON.stringify(model)).toBe(before);
  });

  test('needs cert-manager first, and no issuer of its own', () => {
    const engine = k0smotron();
    expect(engine.operators.map(({ name, after }) => [name, after])).toEqual([
      ['cert-manager', []],
      ['k0smotron', ['cert-manager']],
    ]);
    expect(engine.renderCluster(managementCluster()).map(({ kind }) => kind)).toEqual([
      'PriorityClass',
      'PriorityClass',
      'ValidatingAdmissionPolicy',
      'ValidatingAdmissionPolicyBinding',
      'ValidatingAdmissionPolicy',
      'ValidatingAdmissionPolicyBinding',
    ]);
  });
});
