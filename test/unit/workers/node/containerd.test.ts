import { containerdConfig, hostsToml } from '../../../../lib/workers/node';
import { aPool } from '../../../support/workers';

const MODEL = aPool().node.containerd;
const A = { url: 'https://a.example.com', ca: null, overridePath: false };
const B = { url: 'https://b.example.com/v2/hub', ca: '/etc/ssl/b.pem', overridePath: true };

describe('config.toml of containerd', () => {
  test('format 3 has the tables of containerd 2', () => {
    const runtimes = { nvidia: { binary: '/usr/bin/nvidia-container-runtime' } };
    const toml = containerdConfig({ ...MODEL, configVersion: 3, runtimes }, 'systemd');
    expect(toml).toMatch(/^version = 3\n/);
    expect(toml).toContain(
      '[plugins."io.containerd.cri.v1.images".pinned_images]\nsandbox = "registry.k8s.io/pause:3.10.2"\n',
    );
    expect(toml).toContain(
      '[plugins."io.containerd.cri.v1.images".registry]\nconfig_path = "/etc/containerd/certs.d"\n',
    );
    expect(toml).toContain(
      '[plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc.options]\nSystemdCgroup = true\n',
    );
    expect(toml).toContain(
      '[plugins."io.containerd.cri.v1.runtime".containerd.runtimes.nvidia.options]\nBinaryName = "/usr/bin/nvidia-container-runtime"\nSystemdCgroup = true\n',
    );
    expect(toml).not.toContain('io.containerd.grpc.v1.cri');
  });

  test.each([2, 3] as const)('format %d follows the cgroup driver of the kubelet', (configVersion) => {
    expect(containerdConfig({ ...MODEL, configVersion }, 'cgroupfs')).toContain('SystemdCgroup = false');
  });
});

describe('hosts.toml of a registry', () => {
  test('mirrors in order, then the registry itself, where it really answers', () => {
    expect(hostsToml('docker.io', [A, B], false)).toBe(`server = "https://registry-1.docker.io"

[host."https://a.example.com"]
  capabilities = ["pull", "resolve"]

[host."https://b.example.com/v2/hub"]
  capabilities = ["pull", "resolve"]
  ca = "/etc/ssl/b.pem"
  override_path = true
`);
  });

  test('mirrors alone: the last of them stands where the registry would be, with its settings', () => {
    expect(hostsToml('docker.io', [A, B], true)).toBe(`server = "https://b.example.com/v2/hub"
capabilities = ["pull", "resolve"]
ca = "/etc/ssl/b.pem"
override_path = true

[host."https://a.example.com"]
  capabilities = ["pull", "resolve"]
`);
    expect(hostsToml('registry.k8s.io', [A], true)).not.toContain('registry.k8s.io');
  });

  test('mirrors of all other registries name no registry', () => {
    expect(hostsToml('_default', [A], false)).toBe(
      '[host."https://a.example.com"]\n  capabilities = ["pull", "resolve"]\n',
    );
  });
});
