import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { ContainerdModel } from '../../../lib/model';
import { containerdConfig, hostsToml } from '../../../lib/workers/node';
import { toolPaths } from '../../../tools';
import { describeWith, runTool } from '../../support/debian-tools';
import type { Ended } from '../../support/debian-tools';
import { SEED, runs } from '../../support/fleets';
import { describeReal } from '../../support/real-parts';
import { aPool } from '../../support/workers';

const MODEL: ContainerdModel = {
  ...aPool().node.containerd,
  runtimes: { nvidia: { binary: '/usr/bin/nvidia-container-runtime' } },
};
const CRI = '[plugins."io.containerd.grpc.v1.cri"';

/** Reads configurations with a containerd, in a folder that goes with the tests. */
function reader(program: () => string): (toml: string) => Ended {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'colonnade-containerd-'));
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  // containerd prints its defaults with what it understood of the file in their place.
  return (toml) => {
    const path = join(folder, 'config.toml');
    writeFileSync(path, toml);
    return runTool(program(), ['--config', path, 'config', 'dump']);
  };
}

function section(text: string, head: string): string {
  const start = text.indexOf(`${head}]`);
  return start === -1 ? '' : (text.slice(start).split(/\n\s*\n/)[0] ?? '');
}

describeReal(
  'what containerd 2 reads',
  [],
  () => {
    const dump = reader(() => toolPaths(['containerd-2'])['containerd-2'].binaries['containerd'] ?? '');

    test.each([
      [3, 'systemd'],
      [3, 'cgroupfs'],
      [2, 'systemd'],
    ] as const)('format %i with the cgroup driver %s', (configVersion, driver) => {
      const { code, out } = dump(containerdConfig({ ...MODEL, configVersion }, driver));
      const [images, runtime] = ['images', 'runtime'].map((name) => `[plugins.'io.containerd.cri.v1.${name}'`);
      const options = `SystemdCgroup = ${String(driver === 'systemd')}`;
      expect(code).toBe(0);
      expect(section(out, `${images}.pinned_images`)).toContain("sandbox = 'registry.k8s.io/pause:3.10.2'");
      expect(section(out, `${images}.registry`)).toContain("config_path = '/etc/containerd/certs.d'");
      expect(section(out, `${runtime}.containerd`)).toContain("default_runtime_name = 'runc'");
      expect(section(out, `${runtime}.containerd.runtimes.runc.options`)).toContain(options);
      expect(section(out, `${runtime}.containerd.runtimes.nvidia.options`)).toContain(options);
      expect(section(out, `${runtime}.containerd.runtimes.nvidia.options`)).toContain(
        '/usr/bin/nvidia-container-runtime',
      );
    });
  },
  ['containerd-2'],
);

describeWith('what containerd reads', [{ command: 'containerd', package: 'containerd' }], () => {
  const dump = reader(() => 'containerd');

  test.each(['systemd', 'cgroupfs'] as const)('format 2 with the cgroup driver %s', (driver) => {
    const { code, out } = dump(containerdConfig(MODEL, driver));
    const options = `SystemdCgroup = ${String(driver === 'systemd')}`;
    expect(code).toBe(0);
    expect(section(out, CRI)).toContain('sandbox_image = "registry.k8s.io/pause:3.10.2"');
    expect(section(out, `${CRI}.registry`)).toContain('config_path = "/etc/containerd/certs.d"');
    expect(section(out, `${CRI}.containerd`)).toContain('default_runtime_name = "runc"');
    expect(section(out, `${CRI}.containerd.runtimes.runc.options`)).toContain(options);
    expect(section(out, `${CRI}.containerd.runtimes.nvidia.options`)).toContain(options);
    expect(section(out, `${CRI}.containerd.runtimes.nvidia.options`)).toContain('/usr/bin/nvidia-container-runtime');
  });

  test('no text breaks the syntax', () => {
    const text = fc.string({ unit: 'binary', maxLength: 20 }).filter((value) => !/\p{Surrogate}/u.test(value));
    const mirror = fc.record({ url: text, ca: fc.option(text), overridePath: fc.boolean() });
    fc.assert(
      fc.property(
        text,
        text,
        fc.array(mirror, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        (image, name, list, only) => {
          const model = { ...MODEL, sandboxImage: image, runtimes: { [name]: { binary: image } } };
          expect(dump(containerdConfig(model, 'systemd'))).toMatchObject({ code: 0 });
          // Unknown keys are passed over, so that what is seen is whether the file can be read.
          expect(dump(`version = 2\n${hostsToml('docker.io', list, only)}`)).toMatchObject({ code: 0 });
        },
      ),
      { seed: SEED, numRuns: runs(15) },
    );
  });

  test('a file that is no TOML is refused, so that reading one means something', () => {
    expect(dump('version = 2\n[host."a"b"]\n').code).not.toBe(0);
  });
});
