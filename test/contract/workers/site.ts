import { execFile, spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { KubernetesObject } from '../../../lib/kubernetes';
import { SECRETS } from '../../../lib/pki';
import type { KeyPairFiles, PrivateMaterial } from '../../../lib/pki';
import type { LocalControlPlane } from '../../../lib/testing';
import { builtTools } from '../../../tools';
import { describeReal } from '../../support/real-parts';
import { untilRightsCount, untilTokensCount } from '../../support/settled';
import { until } from '../../support/until';
import { environmentOf, find, podOf } from '../../unit/engines/native/bootstrap/helpers';
import { missingTools } from '../../unit/engines/native/bootstrap/script-runner';

/** The part that the programs of {@link realProgram} are in. */
export const PART = 'kubernetes-1.36';

/** Path of a real program of {@link PART}. */
export function realProgram(name: string): string {
  const path = builtTools()[PART]?.binaries[name];
  if (path === undefined) throw new Error(`tools/${PART} has no ${name}`);
  return path;
}

/** A block of tests on real parts that also run the scripts of Jobs and openssl; skipped, or in CI failed, where these are missing. */
export function describeSite(title: string, body: () => void): void {
  const openssl = spawnSync('openssl', ['version']).status === 0 ? [] : ['openssl'];
  const missing = [...missingTools(), ...openssl];
  if (missing.length === 0) describeReal(title, ['1.36.3'], body, [PART]);
  else if (process.env['CI'] === 'true') {
    test(`${title}: this machine has what its tests run`, () => {
      throw new Error(`there is no ${missing.join(', ')}`);
    });
  } else {
    process.stderr.write(`SKIPPED: ${title}, because this machine has no ${missing.join(', ')}\n`);
  }
}

/** What an API server answered. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Sends a request to a control plane as whoever the options say: a bearer token, or a client certificate. */
export function ask(
  cluster: LocalControlPlane,
  who: { readonly token?: string; readonly pair?: KeyPairFiles },
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const payload = body === undefined ? undefined : JSON.stringify(body);
  const headers = {
    accept: 'application/json',
    ...(who.token !== undefined && { authorization: `Bearer ${who.token}` }),
    ...(payload !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
  };
  const { pair } = who;
  const url = new URL(path, cluster.url);
  const tls = { ca: cluster.caCert, ...(pair && { cert: pair.certificate, key: pair.key }), agent: false } as const;
  return new Promise((resolve, reject) => {
    const outgoing = httpsRequest(url, { method, headers, timeout: 120_000, ...tls }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8');
      incoming.on('data', (chunk: string) => (text += chunk));
      incoming.on('end', () => {
        resolve({ status: incoming.statusCode ?? 0, body: parsed(text) });
      });
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error(`${method} ${path}: no answer`)));
    outgoing.on('error', reject);
    outgoing.end(payload);
  });
}

/** Sends a request with a bootstrap token, which the API server knows by now if it is there, and not if it is gone. */
export async function askWithToken(
  cluster: LocalControlPlane,
  token: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  await untilTokensCount(cluster, async (mark) => (await ask(cluster, { token: mark }, 'GET', '/api')).status);
  return ask(cluster, { token }, method, path, body);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Lets a control plane believe client certificates of a tenant's CA, besides its own. Its API server reads the file again. */
export async function trust(cluster: LocalControlPlane, material: PrivateMaterial): Promise<void> {
  appendFileSync(join(dirname(cluster.kubeconfigPath), 'ca.crt'), material.pair(SECRETS.apiServer).ca);
  const pair = material.pair(SECRETS.superAdmin);
  await until(
    'the API server believes the CA',
    async () => (await ask(cluster, { pair }, 'GET', '/api')).status === 200,
  );
}

/** The real kube-controller-manager with what has to do with certificates and bootstrap tokens; ends with `stop`. */
export class Controllers {
  readonly #folder = mkdtempSync(join(tmpdir(), 'colonnade-controllers-'));
  readonly #child: ChildProcess;

  public constructor(cluster: LocalControlPlane, material: PrivateMaterial) {
    const ca = material.pair(SECRETS.ca);
    writeFileSync(join(this.#folder, 'ca.crt'), ca.certificate);
    writeFileSync(join(this.#folder, 'ca.key'), ca.key, { mode: 0o600 });
    this.#child = spawn(
      realProgram('kube-controller-manager'),
      [
        `--kubeconfig=${cluster.kubeconfigPath}`,
        '--controllers=certificatesigningrequest-approving-controller,certificatesigningrequest-signing-controller,token-cleaner-controller,bootstrap-signer-controller',
        `--cluster-signing-cert-file=${join(this.#folder, 'ca.crt')}`,
        `--cluster-signing-key-file=${join(this.#folder, 'ca.key')}`,
        '--leader-elect=false',
        '--secure-port=0',
      ],
      { stdio: 'ignore' },
    );
  }

  public async stop(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      this.#child.kill('SIGTERM');
      await once(this.#child, 'exit');
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** How a script ended. */
export interface ScriptEnd {
  readonly code: number;
  readonly output: string;
}

/**
 * Runs the script of a Job, a CronJob or a Deployment as it is rendered, on this machine with the real kubectl: its mounts are folders,
 * the tenant is a local control plane.
 */
export class Script {
  readonly #folder = mkdtempSync(join(tmpdir(), 'colonnade-script-'));
  readonly #env: NodeJS.ProcessEnv;
  readonly #text: string;

  /**
   * @param workload - whose first container runs the script
   * @param mounts - files by path, for example `credentials/tls.crt`
   */
  public constructor(
    workload: KubernetesObject,
    tenant: LocalControlPlane,
    mounts: Readonly<Record<string, string>>,
    environment: Readonly<Record<string, string>> = {},
  ) {
    for (const folder of ['tmp', 'handover']) mkdirSync(join(this.#folder, folder));
    for (const [path, text] of Object.entries(mounts)) {
      mkdirSync(dirname(join(this.#folder, path)), { recursive: true });
      writeFileSync(join(this.#folder, path), text, { mode: 0o600 });
    }
    const pod = podOf(workload) as unknown as { initContainers?: unknown[] };
    const container = (pod.initContainers?.[0] ?? podOf(workload).containers[0]) as { command: readonly string[] };
    this.#text = (container.command[2] ?? '').replaceAll(
      /(?<=[ <">=])\/(?=(credentials|manifests|certificates|api-server|tmp)(\/|$))/gm,
      `${this.#folder}/`,
    );
    this.#env = {
      ...environmentOf(workload),
      TENANT_HOST: '127.0.0.1',
      TENANT_PORT: new URL(tenant.url).port,
      HOME: join(this.#folder, 'tmp'),
      PATH: [dirname(realProgram('kubectl')), process.env['PATH'] ?? ''].join(delimiter),
      ...environment,
    };
  }

  /** To its end. */
  public run(): Promise<ScriptEnd> {
    return new Promise((resolve) => {
      const options = { env: this.#env, timeout: 480_000, cwd: this.#folder };
      execFile('bash', ['-c', this.#text], options, (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ code, output: stdout + stderr });
      });
    });
  }

  /** Until `stop` is called; its output goes into a file. */
  public start(): { readonly log: () => string; readonly stop: () => Promise<void> } {
    const log = join(this.#folder, 'log');
    // It can be read before the script has begun.
    writeFileSync(log, '');
    const child = spawn('bash', ['-c', `exec 2>"$0"; ${this.#text}`, log], {
      env: this.#env,
      cwd: this.#folder,
      stdio: 'ignore',
    });
    return {
      log: () => readFileSync(log, 'utf8'),
      stop: async () => {
        child.kill('SIGTERM');
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
        this.close();
      },
    };
  }

  /** A file that the script left. */
  public read(path: string): string {
    return readFileSync(join(this.#folder, path), 'utf8');
  }

  public close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** What a client certificate is mounted as. */
export function credentialFiles(tenant: LocalControlPlane, pair: KeyPairFiles): Readonly<Record<string, string>> {
  return {
    'credentials/ca.crt': tenant.caCert,
    'credentials/tls.crt': pair.certificate,
    'credentials/tls.key': pair.key,
  };
}

/**
 * Applies what lives inside a tenant as its bootstrap Job does: the Job's own script with the real kubectl. Afterwards the rights that it
 * gave count, and those that it took do not.
 *
 * @param name - of the Job in the management cluster, for which the tenant's own API server stands here
 */
export async function bootstrap(
  tenant: LocalControlPlane,
  objects: readonly KubernetesObject[],
  pair: KeyPairFiles,
  name = 'bootstrap',
): Promise<void> {
  const job = find(objects, 'Job', 'bootstrap');
  const map = find(objects, 'ConfigMap', 'bootstrap-manifests');
  if (job === undefined || map === undefined) throw new Error('there is no bootstrap Job');
  const data = Object.entries(map['data'] as Readonly<Record<string, string>>);
  const manifests = Object.fromEntries(data.map(([file, text]) => [`manifests/${file}`, text]));
  const mounts = { ...credentialFiles(tenant, pair), ...manifests };
  const script = new Script(job, tenant, mounts, { JOB: name, KUBECONFIG: tenant.kubeconfigPath });
  const { code, output } = await script.run();
  script.close();
  if (code !== 0) throw new Error(`bootstrap ended with ${code}: ${output}`);
  await untilRightsCount(tenant);
}

/** Runs a program and gives what it printed. */
export function execute(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { timeout: 240_000 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${program} ${args[0] ?? ''}: ${stderr}`));
    });
  });
}

/**
 * A certificate signing request in PEM, by openssl, as a kubelet writes it: organization first, then the common name.
 *
 * @param names - alternative names as openssl writes them, `DNS:x,IP:y`; empty: none
 */
export async function signingRequest(
  user: string,
  names = '',
  options: { readonly organization?: string; readonly extension?: string } = {},
): Promise<string> {
  const subject = `/O=${options.organization ?? 'system:nodes'}/CN=${user}`;
  const extensions = [
    ...(names === '' ? [] : [`subjectAltName=${names}`]),
    ...(options.extension ? [options.extension] : []),
  ];
  return execute('openssl', [
    ...['req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
    ...['-keyout', '/dev/null', '-subj', subject, ...extensions.flatMap((extension) => ['-addext', extension])],
  ]);
}
