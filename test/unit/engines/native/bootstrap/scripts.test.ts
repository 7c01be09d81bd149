import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { parseAllDocuments } from 'yaml';
import type { KubernetesObject } from '../../../../../lib/kubernetes';
import { PENDING, get, manifests, podOf, render } from './helpers';
import { ScriptRun, missingTools } from './script-runner';

const JOBS = ['encryption-key', 'bootstrap', 'admin-kubeconfig'] as const;
const missing = missingTools();
const lacking = missing.length > 0 && process.env['CI'] === undefined;
if (lacking) process.stderr.write(`SKIPPED: scripts of Jobs, because this machine has no ${missing.join(', ')}\n`);
const describeScripts = lacking ? describe.skip : describe;

// Scripts that wait or give up start some hundred processes, on machines that may be busy.
jest.setTimeout(60_000);

let run: ScriptRun;
const runs: ScriptRun[] = [];
let objects: readonly KubernetesObject[];
function use(rendered: readonly KubernetesObject[]): void {
  objects = rendered;
  run = new ScriptRun(rendered);
  runs.push(run);
}
afterEach(() => {
  for (const one of runs.splice(0)) one.close();
});

const secretOf = (text: string) => JSON.parse(text) as { metadata: object; data: Record<string, string> };
const decoded = (text: string | undefined) => Buffer.from(text ?? '', 'base64').toString('utf8');

/** What the management cluster says of the Jobs of a tenant. */
function jobsThere(...jobs: readonly (readonly [name: string, creationTimestamp: string])[]): string {
  return JSON.stringify({
    items: jobs.map(([name, creationTimestamp]) => ({ metadata: { name, creationTimestamp } })),
  });
}
const JOBS_THERE = jobsThere(
  ['bootstrap-newer', '2026-11-21T12:00:01Z'],
  ['bootstrap-new', '2026-11-21T12:00:00Z'],
  ['bootstrap-same-second', '2026-11-21T12:00:00Z'],
  ['bootstrap-old', '2026-11-20T12:00:00Z'],
  ['bootstrap-older', '2025-11-21T11:00:00Z'],
);

describeScripts('scripts of Jobs', () => {
  beforeEach(() => {
    use(render());
  });

  test.each(JOBS)('%s is bash that bash can read', (name) => {
    const script = podOf(get(objects, 'Job', name)).containers[0].command;
    expect(script.slice(0, 2)).toEqual(['/bin/bash', '-c']);
    expect(spawnSync('bash', ['-n', '-c', script[2] ?? ''], { encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    });
  });

  // Upstream's image has bash, coreutils, grep, sed, gawk, jq and diffutils, and no findutils.
  test.each(JOBS)('%s uses what its image has', (name) => {
    const script = podOf(get(objects, 'Job', name)).containers[0].command[2];
    expect(script).not.toMatch(/\b(xargs|openssl|curl|wget|python3?|perl)\b/);
  });

  // The kubelet replaces $(NAME) in commands and makes $ of $$.
  test.each(JOBS)('%s means the same after the kubelet has read it', (name) => {
    const { command, env } = podOf(get(objects, 'Job', name)).containers[0];
    expect(command[2]).not.toContain('$$');
    for (const { name: variable } of env) expect(command[2]).not.toContain(`$(${variable})`);
  });
});

describeScripts('the encryption key, with a fake kubectl', () => {
  const job = () => get(objects, 'Job', 'encryption-key');
  const keyOf = (input: string | undefined) =>
    /secret: "?([A-Za-z0-9+/=]+)/.exec(decoded(secretOf(input ?? '{}').data['encryption-config.yaml']))?.[1] ?? '';

  beforeEach(() => {
    use(render());
  });

  test('is 32 random bytes in a Secret that is created with one request', async () => {
    run.kubectl('printf %s "$input"');
    expect(await run.run(job())).toMatchObject({ code: 0 });
    expect(run.calls).toEqual([expect.stringContaining('create --raw /api/v1/namespaces/tenant-team-a/secrets -f -')]);
    const first = keyOf(run.inputs[0]);
    expect(Buffer.from(first, 'base64')).toHaveLength(32);
    await run.run(job());
    expect(keyOf(run.inputs[1])).not.toBe(first);
  });

  test('appears in no argument, output or file, though the server answers with it', async () => {
    run.kubectl(`printf %s "$input"; n=$(cat "$state/n" 2>/dev/null || echo 0); echo $((n + 1)) >"$state/n"
if ((n < 1)); then echo 'connection lost' >&2; exit 1; fi`);
    const { output } = await run.run(job());
    expect(output).toContain('connection lost');
    expect(run.inputs).toHaveLength(2);
    for (const input of run.inputs) {
      expect(keyOf(input)).not.toBe('');
      for (const text of [output, ...run.calls]) {
        expect(text).not.toContain(keyOf(input));
        expect(text).not.toContain(secretOf(input).data['encryption-config.yaml']);
      }
    }
    expect(run.leftovers).toEqual([]);
  });

  const EXISTS = `if [[ $1 == create ]]; then echo 'Error from server (AlreadyExists): secrets exists' >&2; exit 1; fi`;

  test('stays when there is one for the same purpose', async () => {
    run.kubectl(
      `${EXISTS}\necho '{"metadata":{"annotations":{"colonnade.dev/encryption":"secretbox: secrets"}},"data":{"k":"U0VDUkVU"}}'`,
    );
    const result = await run.run(job());
    expect(result).toMatchObject({ code: 0, output: expect.stringContaining('stays as it is') as string });
    expect(result.output).not.toContain('U0VDUkVU');
    expect(run.calls.filter((call) => !call.startsWith('create') && !call.startsWith('get'))).toEqual([]);
  });

  test('stays when somebody else made it', async () => {
    run.kubectl(`${EXISTS}\necho '{"metadata":{}}'`);
    expect(await run.run(job())).toMatchObject({ code: 0 });
  });

  test('that was made for something else ends the Job with the code that is not retried', async () => {
    run.kubectl(`${EXISTS}\necho '{"metadata":{"annotations":{"colonnade.dev/encryption":"aescbc: secrets"}}}'`);
    expect(await run.run(job())).toMatchObject({
      code: 3,
      output: expect.stringContaining('encrypts "aescbc: secrets", but "secretbox: secrets" is wanted') as string,
    });
  });

  test('is tried again while the API server does not answer, and not for ever', async () => {
    run.kubectl(`n=$(cat "$state/n" 2>/dev/null || echo 0); echo $((n + 1)) >"$state/n"
if ((n < 2)); then echo 'connection refused' >&2; exit 1; fi`);
    expect(await run.run(job())).toMatchObject({ code: 0 });
    run.kubectl(`echo 'connection refused' >&2; exit 1`);
    expect(await run.run(job())).toMatchObject({ code: 1, output: expect.stringContaining('gave up') as string });
  });
});

describeScripts('the contents of a tenant, with a fake kubectl', () => {
  let server: Server;
  let address: { JOB: string; TENANT_HOST: string; TENANT_PORT: string };
  const job = () => get(objects, 'Job', 'bootstrap');
  const READY = `case "$*" in *'/version'*) echo '{"gitVersion":"v1.36.3"}' ;; *'/readyz'*) echo ok ;; *' get jobs.batch '*) echo '${JOBS_THERE}' ;; esac`;

  beforeEach(async () => {
    server = createServer((socket) => socket.end());
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    address = {
      JOB: 'bootstrap-new',
      TENANT_HOST: '127.0.0.1',
      TENANT_PORT: String((server.address() as AddressInfo).port),
    };
  });
  afterEach(async () => {
    await new Promise((resolve) => server.close(resolve));
  });

  test('are applied with the CA in them, as the superuser and by server-side apply', async () => {
    use(render());
    run.kubectl(READY);
    expect(await run.run(job(), address)).toMatchObject({ code: 0 });
    const apply = run.calls.find((call) => call.includes(' apply '));
    expect(apply).toMatch(/--client-certificate=\S+\/credentials\/tls\.crt/);
    expect(apply).toMatch(/--server-side --force-conflicts --field-manager=colonnade --validate=ignore/);
    const ca = Buffer.from('THE CA\n').toString('base64');
    expect(run.read('tmp/manifests/20-kubeadm.yaml')).toContain(ca);
    for (const file of ['20-kubeadm.yaml', '40-konnectivity-agent.yaml', '50-kube-proxy.yaml']) {
      const text = run.read(`tmp/manifests/${file}`);
      expect(text.trimEnd().replaceAll(ca, '__TENANT_CA_DATA__')).toBe(manifests()[file]?.trimEnd());
      expect(text).not.toContain('__');
    }
    expect(run.read('tmp/manifests/60-coredns.yaml')).toBe(run.read('manifests/60-coredns.yaml'));
  });

  test('are followed by deleting what the tenant no longer has', async () => {
    use(render({ addons: { kubeProxy: null, coreDns: null } }));
    run.kubectl(READY);
    await run.run(job(), address);
    expect(run.calls.find((call) => call.includes(' delete '))).toMatch(
      / delete .*--selector=colonnade\.dev\/addon,colonnade\.dev\/addon notin \(konn/,
    );
  });

  test('are followed by forgetting Jobs of earlier contents, so that a return to them runs; younger ones stay', async () => {
    use(render());
    run.kubectl(READY);
    expect(await run.run(job(), address)).toMatchObject({ code: 0 });
    expect(run.calls.at(-1)).toBe(
      '--namespace=tenant-team-a delete jobs.batch --ignore-not-found --wait=false bootstrap-old bootstrap-older',
    );
    run.kubectl(READY.replaceAll(JOBS_THERE, jobsThere(['bootstrap-new', '2026-11-21T12:00:00Z'])));
    await run.run(job(), address);
    expect(run.calls.at(-1)).toContain(' get jobs.batch ');
  });

  test('wait until the new version answers every time, because nothing on a node may be newer than it', async () => {
    use(render());
    run.kubectl(`case "$*" in
*'/version'*) n=$(cat "$state/n" 2>/dev/null || echo 0); echo $((n + 1)) >"$state/n"
  if ((n == 0 || n == 3)); then echo '{"gitVersion":"v1.35.4"}'; else echo '{"gitVersion":"v1.36.3"}'; fi ;;
*' get jobs.batch '*) echo '${JOBS_THERE}' ;;
*) echo ok ;; esac`);
    expect(await run.run(job(), address)).toMatchObject({
      code: 0,
      output: expect.stringContaining('v1.35.4') as string,
    });
    const versions = run.calls.findIndex((call) => call.includes(' apply '));
    expect(run.calls.slice(0, versions).filter((call) => call.includes('/version'))).toHaveLength(9);
  });

  test('are tried again while the API server settles, and their failure is said', async () => {
    use(render());
    run.kubectl(`${READY}
if [[ " $* " == *' apply '* ]]; then n=$(cat "$state/n" 2>/dev/null || echo 0); echo $((n + 1)) >"$state/n"
  if ((n < 2)); then echo 'namespaces "kube-public" not found' >&2; exit 1; fi; fi`);
    expect(await run.run(job(), address)).toMatchObject({
      code: 0,
      output: expect.stringMatching(/attempt 2 of 20: namespaces "kube-public" not found/) as string,
    });
    run.kubectl(`${READY}\nif [[ " $* " == *' apply '* ]]; then echo 'is invalid' >&2; exit 1; fi`);
    expect(await run.run(job(), address)).toMatchObject({
      code: 1,
      output: expect.stringContaining('gave up') as string,
    });
  });

  test('are given up with the reason when the API server does not come', async () => {
    use(render());
    run.kubectl(`echo 'the server has asked for the client to provide credentials' >&2; exit 1`);
    expect(await run.run(job(), { ...address, WAIT_SECONDS: '1' })).toMatchObject({
      code: 1,
      output: expect.stringMatching(/was not ready within 1 s: the server has asked/) as string,
    });
  });

  test.each([
    ['2001:db8::', '[2001:db8::0]', '2001:db8::0'],
    ['2001:db8::7', '[2001:db8::7]', '2001:db8::7'],
    ['b.example', 'b.example', 'b.example'],
  ])('carry the address %s that is known beforehand, as YAML that can be read', async (given, host, written) => {
    use(render({ endpoint: { ...PENDING, address: given } }));
    run.kubectl(READY);
    expect(await run.run(job(), address)).toMatchObject({ code: 0 });
    const documents = (file: string) =>
      parseAllDocuments(run.read(`tmp/manifests/${file}.yaml`)).map((document) => {
        expect(document.errors).toEqual([]);
        return JSON.stringify(document.toJS());
      });
    expect(documents('50-kube-proxy').join('')).toContain(`server: https://${host}:6443`);
    expect(documents('40-konnectivity-agent').join('')).toContain(`--proxy-server-host=${written}"`);
  });

  test.each([
    ['2001:db8::7', 'ipAddresses', '[2001:db8::7]'],
    ['192.0.2.7', 'ipAddresses', '192.0.2.7'],
    ['b.example', 'dnsNames', 'b.example'],
  ])('carry the address %s that the balancer picked, and so do the certificates', async (picked, field, host) => {
    use(render({ endpoint: PENDING }));
    const ingress = field === 'dnsNames' ? { hostname: picked } : { ip: picked };
    run.kubectl(`${READY}
if [[ "$*" == *'/services/kube-apiserver'* ]]; then n=$(cat "$state/n" 2>/dev/null || echo 0); echo $((n + 1)) >"$state/n"
  if ((n < 2)); then echo '{"status":{"loadBalancer":{}}}'; else echo '${JSON.stringify({ status: { loadBalancer: { ingress: [ingress] } } })}'; fi; fi`);
    expect(await run.run(job(), address)).toMatchObject({ code: 0 });
    for (const name of ['kube-apiserver', 'konnectivity-server']) {
      const { spec } = JSON.parse(run.read(`tmp/certificates/${name}.json`)) as { spec: Record<string, string[]> };
      expect(spec[field]).toContain(picked);
      expect(spec['dnsNames']).toContain('kube-apiserver.tenant-team-a.svc');
    }
    expect(run.read('tmp/manifests/20-kubeadm.yaml')).toContain(`server: https://${host}:6443`);
    expect(run.read('tmp/manifests/40-konnectivity-agent.yaml')).toContain(`--proxy-server-host=${picked}\n`);
    expect(run.read('tmp/manifests/50-kube-proxy.yaml')).not.toContain('__');
    for (const file of ['20-kubeadm', '40-konnectivity-agent', '50-kube-proxy'])
      for (const document of parseAllDocuments(run.read(`tmp/manifests/${file}.yaml`)))
        expect(document.errors).toEqual([]);
  });
});

describeScripts('the administrators kubeconfig, with a fake kubectl', () => {
  const job = () => get(objects, 'Job', 'admin-kubeconfig');
  const STORE = `case "$1" in
get) if [[ -f $state/secret ]]; then cat "$state/secret"; else echo NotFound >&2; exit 1; fi ;;
apply) printf %s "$input" | tee "$state/secret" ;;
esac`;

  beforeEach(() => {
    use(render());
    run.kubectl(STORE);
  });

  test('holds the certificate and leads to the endpoint, or to the Service for programs beside it', async () => {
    expect(await run.run(job())).toMatchObject({ code: 0 });
    const { data } = secretOf(run.inputs[0] ?? '');
    const external = decoded(data['kubeconfig']);
    expect(external).toContain('server: "https://203.0.113.10:6443"');
    expect(external).toContain(Buffer.from('THE CERTIFICATE\n').toString('base64'));
    expect(external).toContain(Buffer.from('THE KEY\n').toString('base64'));
    expect(external).not.toContain('__');
    expect(decoded(data['kubeconfig-internal'])).toContain('server: "https://kube-apiserver.tenant-team-a.svc:6443"');
  });

  test('is written when the certificate was renewed, and not otherwise', async () => {
    const writes = () => run.calls.filter((call) => call.startsWith('apply')).length;
    await run.run(job());
    expect(await run.run(job())).toMatchObject({ code: 0, output: expect.stringContaining('up to date') as string });
    expect(writes()).toBe(1);
    run.put('credentials/tls.crt', 'THE NEXT CERTIFICATE\n');
    await run.run(job());
    expect(writes()).toBe(2);
  });

  test('is in no argument and no output', async () => {
    const { output } = await run.run(job());
    const key = Buffer.from('THE KEY\n').toString('base64');
    const secret = secretOf(run.inputs[0] ?? '').data['kubeconfig'] ?? '';
    for (const text of [output, ...run.calls]) {
      expect(text).not.toContain(key);
      expect(text).not.toContain(secret);
    }
  });

  test('waits for an address that the balancer has to pick, and says when it does not come', async () => {
    use(render({ endpoint: PENDING }));
    run.kubectl(`echo '{"status":{"loadBalancer":{}}}'`);
    expect(await run.run(job(), { WAIT_SECONDS: '1' })).toMatchObject({
      code: 1,
      output: expect.stringContaining('got no address from its load balancer within 1 s') as string,
    });
  });
});
