import { createHash } from 'node:crypto';
import { k0sPlan, script } from '../../../../lib/workers';
import { aTenant } from '../../../support/workers';
import { describeMachines } from '../script/describe-machines';
import { Machine } from '../script/machine';
import { aK0sPool } from './pools';

const TOKEN = Buffer.from('a compressed kubeconfig').toString('base64');
const LABELS = 'example.com/site=north';
const TAINTS = 'example.com/edge=yes:NoSchedule';

/** What `k0s` does to files: it says its version, writes its unit, and remembers what it was installed with. */
const K0S = `#!/bin/sh
printf '%s\\n' "k0s $*" >>"$MACHINE_CALLS"
case $1 in version) echo v1.35.4+k0s.0 ;; install) : >/etc/k0sworker.unit ;; esac
`;
/** The service of a worker whose control plane takes it: the kubelet gets its kubeconfig, if there is a token. */
const TAKEN = `case "$1 $2" in
  'restart k0sworker.service') grep -q '^[A-Za-z0-9]' /etc/k0s/token && mkdir -p /var/lib/k0s && echo ok >/var/lib/k0s/kubelet.conf ;;
  cat*) exit 1 ;;
esac
exit 0`;

describeMachines('the script of a k0s worker', () => {
  let machine: Machine;
  beforeEach(() => {
    machine = new Machine('1.35.4', ['/usr/local/bin']);
    machine.program('systemctl', TAKEN);
    machine.program('uname', 'echo x86_64');
    offer(K0S);
  });
  afterEach(() => {
    machine.close();
  });

  /** Lets the releases of k0s be there, with these sums. */
  function offer(binary: string, sum = createHash('sha256').update(binary).digest('hex')): void {
    machine.write('/opt/release/k0s', binary);
    machine.write('/opt/release/sums', `${'0'.repeat(64)}  k0s-v1.35.4+k0s.0-arm64\n${sum} *k0s-v1.35.4+k0s.0-amd64\n`);
    machine.program(
      'curl',
      `while [ $# -gt 1 ]; do [ "$1" != -o ] || out=$2; shift; done
case $1 in *sha256sums.txt) cp /opt/release/sums "$out" ;; *) cp /opt/release/k0s "$out" ;; esac`,
    );
  }

  const run = (options: Parameters<Machine['run']>[1] = {}, pool = aK0sPool()) =>
    machine.run(script(k0sPlan(aTenant(), pool)), options);

  test('fetches k0s, installs the worker with what the pool says, joins, and leaves no token', () => {
    const { code, said, calls } = run({ credential: `${TOKEN}\n` });
    expect([code, said]).toEqual([0, expect.stringContaining('joined the control plane of pool team-a/general')]);
    expect(calls).toContainEqual(
      expect.stringContaining(
        'https://github.com/k0sproject/k0s/releases/download/v1.35.4%2Bk0s.0/k0s-v1.35.4%2Bk0s.0-amd64',
      ),
    );
    expect(calls).toContain(
      `k0s install worker --force --token-file /etc/k0s/token --profile edge --labels ${LABELS} --taints ${TAINTS}`,
    );
    expect(machine.read('/etc/k0s/token')).toBe('# used\n');
    expect(calls.filter((call) => call.startsWith('left'))).toEqual([]);
    expect(JSON.stringify([said, calls])).not.toContain(TOKEN);
  });

  test('changes nothing when it runs again', () => {
    const pool = aK0sPool({ node: { modules: [], sysctls: {} } });
    run({ credential: TOKEN }, pool);
    const { code, said, calls } = run({}, pool);
    expect([code, said]).toEqual([0, expect.stringContaining('nothing to change')]);
    expect(calls.filter((call) => /install|restart|curl/.test(call))).toEqual([]);
  });

  test('brings a worker up to date without a token, with what this node was given at first', () => {
    run({ credential: TOKEN, args: ['--name', 'pi-1', '--labels', 'a=b'] });
    const { code, calls } = run({}, aK0sPool({ labels: {} }));
    expect(code).toBe(0);
    expect(calls).toContain(
      `k0s install worker --force --token-file /etc/k0s/token --profile edge --labels a=b --taints ${TAINTS} --kubelet-extra-args --hostname-override=pi-1`,
    );
    expect(calls).toContain('systemctl restart k0sworker.service');
  });

  test('takes its files of registries and of the proxy along', () => {
    const pool = aK0sPool({
      node: {
        containerd: {
          configVersion: 3,
          mirrors: { 'docker.io': [{ url: 'https://mirror.example.com', ca: null, overridePath: false }] },
        },
        proxy: { http: null, https: 'http://proxy:3128', noProxy: [] },
      },
    });
    run({ credential: TOKEN }, pool);
    expect(machine.read('/etc/k0s/containerd.d/90-colonnade.toml')).toBe(
      'version = 3\n\n[plugins."io.containerd.cri.v1.images".registry]\nconfig_path = "/etc/k0s/certs.d"\n',
    );
    expect(machine.read('/etc/k0s/certs.d/docker.io/hosts.toml')).toContain('[host."https://mirror.example.com"]');
    expect(machine.read('/etc/systemd/system/k0sworker.service.d/20-colonnade-proxy.conf')).toContain(
      'HTTPS_PROXY=http://proxy:3128',
    );
  });

  test('takes no k0s that is not what its release says', () => {
    offer(K0S, 'f'.repeat(64));
    const { code, said } = run({ credential: TOKEN });
    expect([code, said]).toEqual([1, expect.stringContaining('is not what its release says it is')]);
    expect(machine.has('/usr/local/bin/k0s')).toBe(false);
    expect(machine.has('/usr/local/bin/k0s.colonnade-new')).toBe(false);
  });

  test('uses the mirror of a pool without a way out', () => {
    const { calls } = run(
      { credential: TOKEN },
      aK0sPool({ node: { packageMirror: 'https://mirror.example.com/k0s' } }),
    );
    const fetched = calls.filter((call) => call.startsWith('curl')).map((call) => call.split(' ').at(-1));
    expect(fetched).toEqual([
      'https://mirror.example.com/k0s/sha256sums.txt',
      'https://mirror.example.com/k0s/k0s-v1.35.4%2Bk0s.0-amd64',
    ]);
  });

  test.each<[string, { readonly program?: readonly [string, string]; readonly credential?: string }, number, string]>([
    ['of another architecture', { program: ['uname', 'echo armv7l'], credential: TOKEN }, 3, 'this machine is arm'],
    ['without a token', {}, 4, 'no join token'],
    ['with a credential of kubeadm', { credential: 'colonnade-join/v1\ntoken=x\n' }, 4, 'no join token of k0s'],
    [
      'that its control plane does not take',
      { program: ['systemctl', 'exit 0'], credential: TOKEN },
      5,
      'did not take this machine',
    ],
  ])('says what is wrong on a machine %s', (_, { program, ...credential }, expected, saying) => {
    if (program !== undefined) machine.program(...program);
    const { code, said, calls } = run(credential);
    expect([code, said]).toEqual([expected, expect.stringContaining(saying)]);
    expect(JSON.stringify([said, calls])).not.toContain(TOKEN);
    if (machine.has('/etc/k0s/token')) expect(machine.read('/etc/k0s/token')).toBe('# used\n');
  });
});
