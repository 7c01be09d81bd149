import { aPool } from '../../../support/workers';
import { TOKEN, credentials, describeMachines, scriptOf } from './describe-machines';
import { JOINS, Machine } from './machine';

// Packages are on the image and nothing else is asked for, so that what is seen is joining.
const POOL = aPool({
  node: { sysctls: {}, modules: [], timeServers: null, updates: null },
  labels: { tier: 'web', '123': '1e3' },
  taints: [{ key: 'dedicated', value: 'web', effect: 'NoSchedule' }],
  bootstrap: { kind: 'kubeadm', discovery: 'file', ignorePreflightErrors: [], installPackages: false },
});
const SCRIPT = scriptOf(POOL);

describeMachines('the script of a pool, on a machine', () => {
  let credential: Awaited<ReturnType<typeof credentials>>;
  let machine: Machine;

  beforeAll(async () => {
    credential = await credentials();
  });

  beforeEach(() => {
    machine = new Machine('1.36.3');
    machine.program('curl', 'for out; do :; done; exit 0');
  });

  afterEach(() => {
    machine.close();
  });

  test('joins, removes the credential and leaves nothing secret behind', () => {
    const run = machine.run(SCRIPT, { credential: credential() });
    expect(run).toMatchObject({ code: 0, said: expect.stringContaining('is a node of team-a/general') as string });
    expect(run.calls.filter((call) => call.startsWith('left'))).toEqual([]);
    expect(run.said + run.calls.join('\n')).not.toContain(TOKEN);
  });

  test('a second run changes nothing, restarts nothing and says so', () => {
    machine.run(SCRIPT, { credential: credential() });
    machine.program('systemctl', 'case $1 in cat) exit 1 ;; esac');
    const run = machine.run(SCRIPT);
    // Units run again after a restart of the machine; here /run is new, so they are started.
    expect(run.calls.filter((call) => /restart|kubeadm (join|upgrade)|put/.test(call))).toEqual([]);
    machine.program('systemctl', 'case $1 in cat) exit 1 ;; esac');
    machine.program(
      'sysctl',
      'case "$1 $2" in "-n vm.overcommit_memory") echo 1 ;; "-n kernel.panic") echo 10 ;; esac',
    );
    const settled = scriptOf({ ...POOL, node: { ...POOL.node, sysctls: {}, modules: [], timeServers: null } });
    machine.run(settled);
    expect(machine.run(settled)).toMatchObject({
      code: 0,
      said: expect.stringContaining('nothing to change') as string,
    });
  });

  test('what kubeadm reads: file discovery with CA and token, name, labels, taints, arguments of this node', () => {
    const args = ['--name', 'node-7', '--node-ip', '10.0.0.7', '--provider-id', 'aws:///eu/i-7', '--labels', 'rack=r1'];
    machine.run(SCRIPT, { credential: credential(), args });
    const given = machine.read('/etc/kubernetes/given.yaml');
    expect(given).toMatch(/kubeConfigPath: "\/run\/colonnade\/work\.\w+\/discovery\.yaml"/);
    expect(given).toContain(`tlsBootstrapToken: "${TOKEN}"`);
    expect(given).toContain('name: "node-7"');
    expect(given).toContain('value: "rack=r1,123=1e3,tier=web"');
    expect(given).toContain('    - name: node-ip\n      value: "10.0.0.7"');
    expect(given).toContain('    - name: provider-id\n      value: "aws:///eu/i-7"');
    expect(given).not.toContain('COLONNADE');
    expect(machine.read('/etc/kubernetes/discovery.yaml')).not.toContain('COLONNADE');
  });

  test('labels of a node whose pool has none', () => {
    machine.run(scriptOf({ ...POOL, labels: {} }), { credential: credential(), args: ['--labels', 'rack=r1'] });
    expect(machine.read('/etc/kubernetes/given.yaml')).toContain('    - name: node-labels\n      value: "rack=r1"');
  });

  test('discovery by token and hash', () => {
    const script = scriptOf({
      ...POOL,
      bootstrap: { ...POOL.bootstrap, kind: 'kubeadm', discovery: 'token' } as never,
    });
    machine.run(script, { credential: credential() });
    const given = machine.read('/etc/kubernetes/given.yaml');
    expect(given).toContain('apiServerEndpoint: "203.0.113.10:6443"');
    expect(given).toMatch(/caCertHashes:\n\s+- "sha256:[0-9a-f]{64}"/);
    expect(given).not.toContain('unsafeSkipCAVerification');
  });

  test('the credential comes from standard input or from a file, which is removed', () => {
    const run = machine.run(SCRIPT, { args: ['--credential', '-'], input: credential() });
    expect(run.code).toBe(0);
    machine.remove('/etc/kubernetes/kubelet.conf');
    machine.write('/opt/join', credential().replaceAll('\n', '\r\n'));
    expect(machine.run(SCRIPT, { args: ['--credential', '/opt/join'] }).code).toBe(0);
    expect(machine.has('/opt/join')).toBe(false);
  });

  test.each([
    ['nothing', () => undefined, 'has no join credential. Get one with: npx colonnade join-token team-a general'],
    ['another text', () => 'hello\n', 'first line is not colonnade-join/v1'],
    ['an expired one', () => credential({ expires: '2020-01-01T00:00:00Z' }), 'expired at 2020-01-01T00:00:00Z'],
    ['that of another pool', () => credential({ pool: 'other' }), 'is for pool team-a/other'],
    ['one without a token', () => credential().replace(/token=.*\n/, ''), 'has no token'],
    ['a token of another form', () => credential().replace(TOKEN, 'no token'), 'no bootstrap token'],
    ['a server with a quote', () => credential().replace('203', '"203'), 'no https://host:port'],
    ['a hash of another CA', () => credential().replace(/sha256:.{8}/, 'sha256:00000000'), 'is not that of its ca'],
  ])('refuses %s before kubeadm is called', (_, text, message) => {
    const given = text();
    const run = machine.run(SCRIPT, given === undefined ? {} : { credential: given });
    expect(run).toMatchObject({ code: 4, said: expect.stringContaining(message) as string });
    expect(run.calls.filter((call) => call.startsWith('kubeadm join'))).toEqual([]);
    expect(run.said).not.toContain(TOKEN);
  });

  test.each([
    [
      'error: cluster CA found in cluster-info ConfigMap is invalid: none of the public keys "sha256:0" are pinned',
      4,
      'another CA',
    ],
    ['tls: failed to verify certificate: x509: certificate signed by unknown authority', 4, 'not signed by the CA'],
    [
      'error: token id "abcdef" is invalid for this cluster or it has expired. Use "kubeadm token create"',
      4,
      'expired, or was revoked',
    ],
    ['Abort reading the cluster-info ConfigMap after timeout of 2m0s: Unauthorized', 4, 'expired, or was revoked'],
    [
      'this version of kubeadm only supports deploying clusters with the control plane version >= 1.35.0',
      3,
      'never newer',
    ],
    ['a Node with name "x" and status "Ready" already exists in the cluster.', 5, 'Is it another machine?'],
    [
      '[ERROR FileAvailable--etc-kubernetes-kubelet.conf]: /etc/kubernetes/kubelet.conf already exists',
      3,
      'checks failed',
    ],
    ['error execution phase kubelet-start: failed while waiting for TLS bootstrap', 5, 'journalctl -u kubelet'],
    ['configmaps "kubeadm-config" is forbidden: User "system:bootstrap:abcdef" cannot get', 4, 'was the pool removed?'],
    ['something that nobody knows', 5, 'Run this again'],
  ])('says what "%s" means', (line, code, message) => {
    machine.kubeadm(`case $1 in join) echo '${line}'; echo "my token is ${TOKEN}"; exit 1 ;; esac`);
    const run = machine.run(SCRIPT, { credential: credential() });
    expect(run).toMatchObject({ code, said: expect.stringContaining(message) as string });
    expect(run.said).toContain(line);
    expect(run.said).not.toContain(TOKEN);
  });

  test('after a failure the credential is still there, and what the attempt left does not stop the next', () => {
    machine.kubeadm('[ "$1" != join ] || { mkdir -p /etc/kubernetes/pki; : >/etc/kubernetes/pki/ca.crt; exit 1; }');
    const failed = machine.run(SCRIPT, { credential: credential() });
    expect(failed.calls).toContain('left /run/colonnade/join');
    machine.kubeadm(`[ "$1" != join ] || [ ! -e /etc/kubernetes/pki/ca.crt ] || exit 1\n${JOINS}`);
    expect(machine.run(SCRIPT, { credential: credential() }).code).toBe(0);
  });

  test.each([
    ['', 'holds no id'],
    ['uninitialized\n', 'holds no id'],
    ['00000000000000000000000000000000\n', 'all zero'],
  ])('refuses the machine-id %j', (id, message) => {
    machine.write('/etc/machine-id', id);
    const run = machine.run(SCRIPT, { credential: credential() });
    expect(run).toMatchObject({ code: 3, said: expect.stringContaining(message) as string });
  });

  test("refuses the machine-id of the machine's image", () => {
    machine.write('/opt/colonnade/image-machine-id', machine.read('/etc/machine-id'));
    expect(machine.run(SCRIPT, { credential: credential() })).toMatchObject({
      code: 3,
      said: expect.stringContaining('that of the image') as string,
    });
  });

  test.each([
    [200, '{"gitVersion": "v1.35.4"}', 3, 'kubelet 1.36.3 and its control plane is 1.35.4'],
    [401, '{}', 4, 'does not know the token'],
  ])('asks the control plane first: answer %d', (status, version, code, message) => {
    machine.program('curl', CURL_ANSWERS(status, version));
    const run = machine.run(SCRIPT, { credential: credential() });
    expect(run).toMatchObject({ code, said: expect.stringContaining(message) as string });
    expect(run.calls.filter((call) => call.startsWith('kubeadm join'))).toEqual([]);
    expect(run.calls.join('\n')).not.toContain(TOKEN);
  });

  test('a control plane that does not answer is told with its address after a bounded number of attempts', () => {
    machine.program('curl', 'echo "curl: (28) timed out" >&2; exit 28');
    const run = machine.run(SCRIPT, { credential: credential() });
    expect(run).toMatchObject({
      code: 5,
      said: expect.stringContaining('https://203.0.113.10:6443 does not answer') as string,
    });
    expect(run.calls.filter((call) => call.startsWith('curl'))).toHaveLength(10);
  });

  test('--no-join prepares the machine', () => {
    const run = machine.run(SCRIPT, { args: ['--no-join'], credential: credential() });
    expect(run.code).toBe(0);
    expect(run.calls).toContain('systemctl restart containerd.service');
    expect(run.calls.filter((call) => call.startsWith('kubeadm join'))).toEqual([]);
  });

  test.each([[['--nonsense']], [['--name']], [['--name', 'A_B']], [['--labels', 'a b']], [['--root', '/']]])(
    'refuses the options %j before anything is written',
    (args) => {
      const run = machine.run(SCRIPT, { args });
      expect(run.code).toBe(2);
      expect(machine.has('/opt/colonnade')).toBe(false);
    },
  );
});

/** A curl that answers in `-o FILE` and prints the status. */
const CURL_ANSWERS = (status: number, body: string): string =>
  `while [ "$1" != -o ]; do shift; done\nprintf '%s' '${body}' >"$2"\nprintf ${String(status)}`;
