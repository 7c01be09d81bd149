import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { kubeadm } from 'colonnade/installers/kubeadm';
import { LocalControlPlane } from 'colonnade/testing';
import { emitDocuments, emitYaml } from '../../../lib/kubernetes';
import type { JsonObject } from '../../../lib/kubernetes';
import { builtTools } from '../../../tools';
import { runTool } from '../../support/debian-tools';
import { contentOf, documentsOf } from '../../support/installers';
import { REAL_VERSIONS, describeReal } from '../../support/real-parts';
import type { RealVersion } from '../../support/real-parts';
import { WITH_EVERYTHING, WITH_VIP } from '../../unit/installers/kubeadm/samples';

const CONFIGURATION = 'etc/colonnade/kubeadm.yaml';

/** What the first control plane would print, in the order in which its script prints it. */
const TOKEN = 'abcdef.0123456789abcdef';
const CERTIFICATE_KEY = '0123456789abcdef'.repeat(4);

describeReal('what kubeadm and API servers read of an installation', REAL_VERSIONS, () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'colonnade-installer-kubeadm-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const program = (
    version: RealVersion,
    name: 'kubeadm' | 'kube-apiserver' | 'kube-controller-manager' | 'kube-scheduler',
  ) => builtTools()[version === '1.36.3' ? 'kubernetes-1.36' : 'kubernetes-1.35']?.binaries[name] ?? '';
  const write = (name: string, content: string, mode = 0o644) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    chmodSync(path, mode);
    return path;
  };
  const validate = (version: RealVersion, text: string) => {
    const { code, out, err } = runTool(program(version, 'kubeadm'), [
      'config',
      'validate',
      '--config',
      write('config.yaml', text),
    ]);
    return { code, said: `${out}${err}` };
  };
  const filled = (text: string) =>
    text
      .replaceAll('__COLONNADE_TOKEN__', TOKEN)
      .replaceAll('__COLONNADE_CA_HASH__', `sha256:${'0'.repeat(64)}`)
      .replaceAll('__COLONNADE_CERTIFICATE_KEY__', CERTIFICATE_KEY);

  describe.each(REAL_VERSIONS)('version %s', (version) => {
    test.each([
      ['three control planes behind kube-vip', { ...WITH_VIP, version }],
      ['everything said otherwise', { ...WITH_EVERYTHING, version }],
    ])('kubeadm takes the documents of all machines: %s', (_, props) => {
      const installation = kubeadm(props);
      const documents = installation.files.filter(({ path }) => path.endsWith(CONFIGURATION));
      expect(documents).toHaveLength(props.controlPlanes.length + 2);
      for (const { path, content } of documents) {
        expect([path, validate(version, filled(content))]).toEqual([path, { code: 0, said: 'ok\n' }]);
      }
    });

    test('kubeadm would refuse a field that it does not know, and a mark that nobody filled', () => {
      const [init, cluster, kubelet] = documentsOf(kubeadm({ ...WITH_VIP, version }), `cp-1/${CONFIGURATION}`);
      expect(validate(version, emitDocuments([init, { ...cluster, colour: 'blue' }, kubelet]))).toMatchObject({
        code: 1,
      });
      expect(validate(version, contentOf(kubeadm({ ...WITH_VIP, version }), `cp-2/${CONFIGURATION}`))).toMatchObject({
        code: 1,
        said: expect.stringContaining('certificateKey') as string,
      });
    });

    test('components know every flag that they are given', () => {
      const [, cluster = {}] = documentsOf(kubeadm({ ...WITH_VIP, version }), `cp-1/${CONFIGURATION}`);
      const given = {
        'kube-apiserver': 'apiServer',
        'kube-controller-manager': 'controllerManager',
        'kube-scheduler': 'scheduler',
      } as const;
      for (const name of ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'] as const) {
        const { extraArgs } = cluster[given[name]] as { readonly extraArgs: readonly { readonly name: string }[] };
        const help = runTool(program(version, name), ['--help']).out;
        expect(extraArgs.map((arg) => arg.name).filter((flag) => !help.includes(`--${flag} `))).toEqual([]);
      }
    });

    test('an API server audits and encrypts with the files of a control plane', async () => {
      const files = kubeadm({ ...WITH_VIP, version });
      const key = Buffer.alloc(32, 7).toString('base64');
      const encryption = contentOf(files, 'cp-1/etc/colonnade/encryption.yaml').replace(
        '__COLONNADE_ENCRYPTION_KEY__',
        key,
      );
      const log = join(folder, 'audit.log');
      const cluster = await LocalControlPlane.start({
        version,
        startupTimeoutSeconds: 300,
        apiServerArgs: {
          'audit-policy-file': write('audit.yaml', contentOf(files, 'cp-1/etc/kubernetes/audit-policy.yaml')),
          'audit-log-path': log,
          'encryption-provider-config': write('encryption.yaml', encryption),
          'encryption-provider-config-automatic-reload': 'true',
        },
      });
      try {
        const secret: JsonObject = {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'probe' },
          stringData: { a: 'plain-to-see' },
        };
        expect((await cluster.request('POST', '/api/v1/namespaces/default/secrets', secret)).status).toBe(201);
        const { body } = await cluster.request('GET', '/metrics');
        expect(String(body)).toContain('apiserver_encryption_config_controller_');
      } finally {
        await cluster.stop();
      }
      const audited = readFileSync(log, 'utf8');
      expect(audited).toContain('"name":"probe"');
      expect(audited).not.toContain('plain-to-see');
    });
  });

  test('material of the first control plane, through a pipe, makes a document that kubeadm takes, and leaves no secret', () => {
    const files = kubeadm(WITH_VIP);
    const at = (machine: string) => join(folder, machine);
    for (const { path, content, executable } of files.files) {
      const machine = path.slice(0, path.indexOf('/'));
      // Every machine is a folder here.
      const isMoved = executable === true || path.endsWith('kube-vip.yaml');
      const text = isMoved ? content.replaceAll(/(?<![\w.-])\/(etc|opt|run)\//g, `${at(machine)}/$1/`) : content;
      write(path, text, executable === true ? 0o755 : 0o644);
    }
    const fake = `#!/bin/sh
case "$1 $2" in
  'token create') echo ${TOKEN} ;;
  'init phase') echo some words; echo ${CERTIFICATE_KEY} ;;
  'init --config') echo "$*" >${folder}/inited; mkdir -p ${at('cp-1')}/etc/kubernetes/pki; touch ${at('cp-1')}/etc/kubernetes/admin.conf ;;
  'join --config') cp "$3" ${folder}/joined; ls -l "$3" | cut -c 1-10 >${folder}/mode ;;
esac
`;
    write('bin/kubeadm', fake, 0o755);
    write('bin/id', '#!/bin/sh\necho 0\n', 0o755);
    const env = { PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}` };
    const run = (script: string) => runTool('sh', ['-c', script], { env });
    expect(run(`${at('cp-1')}/opt/colonnade/init.sh`)).toMatchObject({ code: 0, err: '' });
    expect(readFileSync(join(folder, 'inited'), 'utf8')).toBe(
      `init --config ${at('cp-1')}/etc/colonnade/kubeadm.yaml\n`,
    );
    const pod = readFileSync(join(at('cp-1'), 'etc/kubernetes/manifests/kube-vip.yaml'), 'utf8');
    expect(pod).toContain('/etc/kubernetes/admin.conf');
    expect(pod).not.toContain('super-admin.conf');
    const ca = join(at('cp-1'), 'etc/kubernetes/pki/ca');
    runTool('openssl', [
      'req',
      '-x509',
      '-newkey',
      'ed25519',
      '-nodes',
      '-subj',
      '/CN=kubernetes',
      '-keyout',
      `${ca}.key`,
      '-out',
      `${ca}.crt`,
    ]);
    const key = readFileSync(join(at('cp-1'), 'etc/kubernetes/encryption/config.yaml'), 'utf8');
    expect(key).toMatch(/secret: "[A-Za-z0-9+/]{43}="/);

    const material = (role: string) => `${at('cp-1')}/opt/colonnade/join-material.sh ${role}`;
    expect(run(`${material('worker')} | ${at('cp-2')}/opt/colonnade/join.sh`)).toMatchObject({
      code: 1,
      err: expect.stringContaining('certificate_key') as string,
    });
    expect(run(`${material('control-plane')} | ${at('cp-2')}/opt/colonnade/join.sh`)).toMatchObject({
      code: 0,
      err: '',
    });
    expect(readFileSync(join(at('cp-2'), 'etc/kubernetes/encryption/config.yaml'), 'utf8')).toBe(key);
    const joined = readFileSync(join(folder, 'joined'), 'utf8');
    expect(joined).toContain(CERTIFICATE_KEY);
    expect(readFileSync(join(folder, 'mode'), 'utf8')).toBe('-rw-------\n');
    expect(validate('1.36.3', joined)).toEqual({ code: 0, said: 'ok\n' });
    expect(run(`ls ${at('cp-2')}/run/colonnade`).out).toBe('');

    expect(run(`${material('worker')} | ${at('worker-1')}/opt/colonnade/join.sh`)).toMatchObject({ code: 0, err: '' });
    expect(validate('1.36.3', readFileSync(join(folder, 'joined'), 'utf8'))).toEqual({ code: 0, said: 'ok\n' });
    expect(run(`ls ${at('worker-1')}/etc/kubernetes 2>&1`).code).not.toBe(0);
  });

  test('a document as text is what the function that writes YAML would write again', () => {
    const content = contentOf(kubeadm(WITH_VIP), `cp-2/${CONFIGURATION}`);
    expect(emitYaml(documentsOf(kubeadm(WITH_VIP), `cp-2/${CONFIGURATION}`)[0])).toBe(content);
  });
});
