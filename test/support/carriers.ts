import type { WorkerPoolModel } from '../../lib/model';
import type { MachinePlan } from '../../lib/workers/machine-plan';

/** What a machine is given, in every form that carriers have to get right: text that YAML, URLs, Jinja and systemd would read otherwise. */
export function aPlan(overrides: Partial<MachinePlan> = {}): MachinePlan {
  return {
    files: [
      {
        path: '/etc/containerd/config.toml',
        mode: '0644',
        content: 'version = 3\n\n[plugins."io.x"]\n  a = "{{ jinja }} {% raw %}"\n',
      },
      {
        path: '/etc/colonnade/odd',
        mode: '0600',
        content: 'ä € 😀\ttab %20 $HOME `x` \\n # no comment\nno newline at the end',
      },
      { path: '/etc/colonnade/empty', mode: '0640', content: '' },
      {
        path: '/etc/systemd/system/kubelet.service.d/20-colonnade.conf',
        mode: '0644',
        content: '[Service]\nRestart=always\n',
      },
      { path: '/etc/systemd/system/colonnade-updates.timer', mode: '0644', content: '[Timer]\nOnCalendar=Sun\n' },
      { path: '/opt/colonnade/worker.sh', mode: '0755', content: '#!/bin/sh\nset -eu\necho "$@"\n' },
    ],
    units: ['containerd.service', 'kubelet.service', 'colonnade-updates.timer'],
    script: { path: '/opt/colonnade/worker.sh', args: ['--first-boot', 'a b%c$d"e'] },
    ...overrides,
  };
}

/** A pool of machines that somebody makes. */
export function aWorkerPool(overrides: Partial<WorkerPoolModel> = {}): WorkerPoolModel {
  return {
    name: 'general',
    path: 'acme/eu-1/team-a/general',
    version: '1.36.3',
    machines: {
      source: 'existing',
      architecture: 'amd64',
      operatingSystem: 'debian',
      capacity: null,
      gpu: null,
      hosts: [],
      firstBoot: { carrier: 'cloud-init', limitBytes: null },
      scaling: { kind: 'manual' },
      zones: [],
      reachable: true,
      cloud: null,
      spot: null,
      options: {},
    },
    size: { min: 3, max: 3 },
    zones: [],
    labels: {},
    taints: [],
    support: null,
    bootstrap: { kind: 'kubeadm', discovery: 'file', ignorePreflightErrors: [], installPackages: true },
    node: {
      kubelet: {
        maxPods: 110,
        cgroupDriver: 'systemd',
        kubeReserved: {},
        systemReserved: {},
        evictionHard: {},
        shutdown: { graceSeconds: 60, criticalSeconds: 20 },
        imageGc: { highPercent: 85, lowPercent: 80 },
        serverCertificates: true,
        podPidsLimit: 4096,
        containerLogs: { maxSize: '10Mi', maxFiles: 5 },
        config: {},
        extraArgs: {},
      },
      containerd: {
        configVersion: 3,
        sandboxImage: 'registry.k8s.io/pause:3.10.2',
        mirrors: {},
        mirrorsOnly: false,
        runtimes: {},
      },
      modules: [],
      sysctls: {},
      swap: 'off',
      timeServers: null,
      proxy: null,
      trustedCertificates: [],
      packageMirror: null,
      updates: null,
      files: [],
      commands: { before: [], after: [] },
    },
    join: { group: 'system:bootstrappers:colonnade:general', tokenMinutes: 120, delivery: { kind: 'person' } },
    rollout: { maxSurge: 1, maxUnavailable: 0, drainSeconds: 600, volumeDetachSeconds: 300, deletionSeconds: 0 },
    repair: null,
    autoscaling: null,
    ...overrides,
  };
}
