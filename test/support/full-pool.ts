import type { PoolOverrides } from './workers';

/** A pool that says everything that a program can say of machines with kubeadm. */
export const FULL_POOL = {
  labels: { tier: 'web' },
  taints: [{ key: 'dedicated', value: 'web', effect: 'NoSchedule' }],
  bootstrap: { kind: 'kubeadm', discovery: 'token', ignorePreflightErrors: ['NumCPU'], installPackages: true },
  machines: { cloud: { name: 'aws', providerIdScheme: 'aws:///', controller: 'external' } },
  node: {
    swap: 'limited',
    timeServers: ['ntp1.example.com', 'ntp2.example.com'],
    proxy: { http: 'http://proxy.example.com:3128', https: 'http://proxy.example.com:3128', noProxy: ['.example.com'] },
    trustedCertificates: ['-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n'],
    packageMirror: 'https://mirror.example.com/kubernetes/',
    updates: { reboot: 'window', window: { days: ['Sat', 'Sun'], start: '03:00', minutes: 90 } },
    files: [{ path: '/etc/motd', mode: '0644', content: 'hello\n' }],
    commands: { before: ['echo before'], after: ['echo after'] },
    kubelet: { config: { maxParallelImagePulls: 4, maxPods: null }, extraArgs: { v: '2' } },
    containerd: {
      configVersion: 3,
      runtimes: { nvidia: { binary: '/usr/bin/nvidia-container-runtime' } },
      mirrorsOnly: true,
      mirrors: {
        'docker.io': [
          { url: 'https://a.example.com', ca: null, overridePath: false },
          { url: 'https://b.example.com/v2/hub', ca: '/etc/ssl/mirror.pem', overridePath: true },
        ],
      },
    },
  },
  join: {
    group: 'system:bootstrappers:colonnade:general',
    tokenMinutes: 60,
    delivery: {
      kind: 'secret',
      everyMinutes: 20,
      store: {
        kind: 'aws-secrets-manager',
        secret: 'acme/team-a/general',
        location: 'eu-west-1',
        serviceAccountAnnotations: {},
        image: 'example.com/aws',
      },
    },
  },
} as const satisfies PoolOverrides;
