import { aPool } from '../../../support/workers';
import type { PoolOverrides } from '../../../support/workers';
import { credentials, describeMachines, scriptOf } from './describe-machines';
import { Machine } from './machine';

const LEAN = { sysctls: {}, modules: [], timeServers: null, updates: null } as const;

function poolOf({ node, ...overrides }: PoolOverrides = {}): ReturnType<typeof aPool> {
  return aPool({
    bootstrap: { kind: 'kubeadm', discovery: 'file', ignorePreflightErrors: [], installPackages: false },
    ...overrides,
    node: { ...LEAN, ...node },
  });
}

/** A curl that answers `/version` with a version. */
const CONTROL_PLANE = (version: string): string =>
  `while [ "$1" != -o ]; do shift; done\nprintf '{"gitVersion": "v%s"}' ${version} >"$2"\nprintf 200`;

describeMachines('a machine that is a node already', () => {
  let machine: Machine;

  beforeEach(async () => {
    machine = new Machine('1.35.4');
    machine.program('curl', CONTROL_PLANE('1.36.3'));
    const joined = machine.run(scriptOf(poolOf({ version: '1.35.4' })), { credential: (await credentials())() });
    expect(joined.code).toBe(0);
    machine.program('systemctl', 'case $1 in cat) exit 1 ;; esac');
  });

  afterEach(() => {
    machine.close();
  });

  test('of a newer pool gets its configuration by kubeadm upgrade node, and its kubelet is restarted', () => {
    machine.kubernetes('1.36.3');
    const run = machine.run(scriptOf(poolOf()));
    expect(run).toMatchObject({ code: 0, said: expect.stringContaining('the kubelet runs 1.36.3') as string });
    const calls = run.calls.filter((call) => /^(kubeadm|systemctl) (upgrade|restart|daemon-reload)/.test(call));
    expect(calls).toEqual([
      'kubeadm upgrade node --patches /etc/colonnade/patches',
      'systemctl daemon-reload',
      'systemctl restart kubelet.service',
    ]);
    expect(machine.run(scriptOf(poolOf())).said).toContain('nothing to change');
  });

  test('of a pool with other settings of the kubelet gets them, with the version that it has', () => {
    const run = machine.run(scriptOf(poolOf({ version: '1.35.4', node: { kubelet: { maxPods: 30 } } })));
    expect(run.calls).toContain('kubeadm upgrade node --patches /etc/colonnade/patches');
    expect(run.calls).toContain('systemctl restart kubelet.service');
    expect(run.calls).not.toContain('systemctl restart containerd.service');
  });

  test('of a pool that ignores checks ignores them here too', () => {
    const bootstrap = {
      kind: 'kubeadm',
      discovery: 'file',
      ignorePreflightErrors: ['Swap', 'SystemVerification'],
      installPackages: false,
    } as const;
    const run = machine.run(scriptOf(poolOf({ version: '1.35.4', bootstrap, node: { kubelet: { maxPods: 30 } } })));
    expect(run.calls).toContain(
      'kubeadm upgrade node --patches /etc/colonnade/patches --ignore-preflight-errors Swap,SystemVerification',
    );
  });

  test('of a pool with another configuration of containerd gets that restarted, and not the kubelet', () => {
    const run = machine.run(
      scriptOf(poolOf({ version: '1.35.4', node: { containerd: { sandboxImage: 'example.com/pause:1' } } })),
    );
    expect(run.calls).toContain('systemctl restart containerd.service');
    expect(run.calls).not.toContain('systemctl restart kubelet.service');
  });

  test('a failed upgrade is said, and tried again by the next run', () => {
    machine.kubernetes('1.36.3');
    machine.kubeadm('[ "$1" != upgrade ] || { echo "error: no rights"; exit 1; }');
    expect(machine.run(scriptOf(poolOf()))).toMatchObject({
      code: 5,
      said: expect.stringMatching(/error: no rights\n.*kubeadm upgrade node failed/) as string,
    });
    machine.kubeadm('');
    expect(machine.run(scriptOf(poolOf())).calls).toContain('kubeadm upgrade node --patches /etc/colonnade/patches');
  });

  test('of a pool newer than the control plane keeps its packages', () => {
    machine.program('curl', CONTROL_PLANE('1.35.4'));
    machine.program('dpkg-query', 'printf installed');
    const installing = poolOf({ bootstrap: aPool().bootstrap });
    const run = machine.run(scriptOf(installing));
    expect(run).toMatchObject({
      code: 3,
      said: expect.stringContaining('kubelet 1.36.3 and its control plane is 1.35.4') as string,
    });
    expect(run.calls.filter((call) => call.startsWith('apt-get'))).toEqual([]);
  });

  test('of another control plane is left alone', () => {
    machine.write('/etc/kubernetes/kubelet.conf', 'clusters:\n- cluster:\n    server: https://198.51.100.1:6443\n');
    expect(machine.run(scriptOf(poolOf({ version: '1.35.4' })))).toMatchObject({
      code: 3,
      said: expect.stringContaining('a node of https://198.51.100.1:6443') as string,
    });
  });

  test('a kubelet that does not run is started', () => {
    machine.program('systemctl', 'case "$1 $3" in cat*) exit 1 ;; "is-active kubelet.service") exit 3 ;; esac');
    const run = machine.run(scriptOf(poolOf({ version: '1.35.4' })));
    expect(run.calls).toContain('systemctl start kubelet.service');
  });

  test('a credential that is still brought to it is removed', async () => {
    const run = machine.run(scriptOf(poolOf({ version: '1.35.4' })), { credential: (await credentials())() });
    expect(run.calls.filter((call) => call.startsWith('left'))).toEqual([]);
  });
});

describeMachines('packages', () => {
  let machine: Machine;

  beforeEach(() => {
    machine = new Machine('1.35.4');
    machine.program('dpkg-query', 'case $4 in conntrack) exit 1 ;; *) printf installed ;; esac');
    machine.program('rpm', 'exit 0');
  });

  afterEach(() => {
    machine.close();
  });

  const prepare = (overrides: PoolOverrides): ReturnType<Machine['run']> =>
    machine.run(scriptOf(aPool({ node: LEAN, ...overrides })), { args: ['--no-join'] });

  test('right versions that are there need no network', () => {
    machine.write('/etc/apt/keyrings/colonnade-kubernetes.asc', 'key');
    const run = prepare({ version: '1.35.4' });
    expect(run.code).toBe(0);
    expect(run.calls.filter((call) => /^(apt-get|curl)/.test(call))).toEqual([]);
    expect(run.calls).toContain('apt-mark hold kubelet');
    machine.program('apt-mark', 'printf "kubelet\\nkubeadm\\ncontainerd\\n"');
    expect(prepare({ version: '1.35.4' }).calls).not.toContain('apt-mark hold kubelet');
  });

  test('an image without the pool’s version is refused where packages are not brought', () => {
    const run = prepare({
      bootstrap: { kind: 'kubeadm', discovery: 'file', ignorePreflightErrors: [], installPackages: false },
    });
    expect(run).toMatchObject({
      code: 3,
      said: expect.stringContaining("kubelet 'v1.35.4' and kubeadm 'v1.35.4'") as string,
    });
  });

  test('dnf installs exact versions, and holds them', () => {
    machine.program(
      'dnf',
      `case "$*" in *install*kubelet-1.36.3-*) for p in kubelet; do ${INSTALLS(machine)}; done ;; esac`,
    );
    const run = prepare({ machines: { operatingSystem: 'rhel' } });
    expect(run).toMatchObject({
      code: 0,
      said: expect.stringContaining('installed kubelet-1.36.3-* kubeadm-1.36.3-*') as string,
    });
    expect(run.calls).toContain(
      'dnf -q -y --setopt=install_weak_deps=False --disableexcludes=colonnade-kubernetes install kubelet-1.36.3-* kubeadm-1.36.3-*',
    );
    expect(run.calls).toContain('dnf -q versionlock add kubelet');
    expect(run.calls).toContain('dnf -q versionlock add containerd.io');
  });

  test('packages that turn out to be of another version are told', () => {
    machine.program('dnf', 'exit 0');
    const run = prepare({ machines: { operatingSystem: 'rhel' } });
    expect(run).toMatchObject({
      code: 1,
      said: expect.stringContaining("after the installation kubelet is 'v1.35.4'") as string,
    });
  });

  test('a repository that does not answer is tried a few times with longer and longer pauses', () => {
    machine.program('dnf', 'case "$*" in *install*) exit 1 ;; esac');
    const run = prepare({ machines: { operatingSystem: 'rhel' } });
    expect(run).toMatchObject({ code: 1, said: expect.stringContaining('failed five times') as string });
    expect(run.calls.filter((call) => call.startsWith('sleep'))).toEqual(['sleep 2', 'sleep 4', 'sleep 8', 'sleep 16']);
  });

  test('format 3 is refused by containerd 1.x before it is started', () => {
    const run = prepare({
      version: '1.35.4',
      machines: { operatingSystem: 'rhel' },
      node: { ...LEAN, containerd: { configVersion: 3 } },
    });
    expect(run).toMatchObject({ code: 3, said: expect.stringContaining('does not read format 3') as string });
    expect(run.calls).not.toContain('systemctl restart containerd.service');
  });
});

/** What makes the stand-ins of kubelet and kubeadm answer with the new version. */
const INSTALLS = (machine: Machine): string =>
  `echo v1.36.3 >${machine.at('version')}; sed -i s/1.35.4/1.36.3/ ${machine.at('bin/kubelet')}`;
