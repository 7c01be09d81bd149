import { TENANT_POD_CIDR } from '../fleet';
import { FIXED, LATECOMER, MEMBER, teamA } from '../run/cast';
import {
  documentOf,
  joinAs,
  listCredentials,
  mintCredential,
  prepareWorker,
  runDocument,
  tracesOf,
} from '../run/joining';
import { secondsSince, untilNodes } from '../run/nodes';
import { list } from '../run/objects';
import type { Listed } from '../run/objects';
import { readerOf } from '../run/reader';
import { expect } from '../run/scenario';
import type { Scenario } from '../run/scenario';
import { namespaceOf, untilUnknown } from '../run/tenant-api';
import type { TenantApi } from '../run/tenant-api';
import type { Tenant } from '../run/tenant';
import type { Kubectl } from '../testbed/kubectl';
import { until } from '../testbed/shell';
import type { RunResult } from '../testbed/shell';
import type { WorkerSpec } from '../testbed/workers/plan';
import { connectPods } from '../testbed/workers/pod-network';
import { startWorker, stopWorker } from '../testbed/workers/worker';
import { JOIN_KEYS, parseCredential } from '../../../lib/workers';
import type { JoinCredential } from '../../../lib/workers';

/** No pod of tests runs on these machines. */
const NO_IMAGES = /^$/;

const NAMESPACE = namespaceOf('team-a');
const SECRETS = `/api/v1/namespaces/${NAMESPACE}/secrets`;
const GROUP = 'join-group';

/** Minutes between two tokens of the pool `group`, less what a pod takes to start. */
const LEAST_OVERLAP = 4;

/** Seconds in which the pool `group` has another credential: five minutes, and what a pod takes to start. */
const NEXT_SECONDS = 480;

const UNKNOWN = /the control plane does not know the token: it has expired, or was revoked.*join-token/s;

/** The first credential that the pool `group` had in this run: others follow while other scenarios run. */
let first: JoinCredential | undefined;

/** A credential comes to a machine without a person. */
export const minted: readonly Scenario[] = [
  {
    name: 'a CronJob keeps a credential in a Secret; an identity that may read this Secret alone makes a node with it',
    seconds: 1200,
    run: async (context) => {
      const { kubectl, note } = context;
      const { tenant } = await teamA(kubectl);
      const reader = await readerOf(kubectl, { namespace: NAMESPACE, name: GROUP });
      for (const [method, path] of [
        ['GET', SECRETS],
        ['GET', `${SECRETS}/admin-kubeconfig`],
        ['GET', `${SECRETS}/token-maker-group`],
        ['DELETE', `${SECRETS}/${GROUP}`],
      ] as const) {
        const { status } = await reader.ask(method, path);
        expect(status === 403, `${method} ${path} is answered with ${status}`);
      }
      const { credential, expires } = await until('the first credential of the pool', () => readGroup(reader), {
        seconds: NEXT_SECONDS,
        everyMs: 2000,
      });
      reader.close();
      first = credential;
      expect(expires === credential.expires, `the Secret ends at ${expires}, its credential at ${credential.expires}`);
      const left = minutesUntil(credential.expires);
      expect(left > 0 && left <= 10, `the credential ends in ${left.toFixed(1)} minutes; tokens live ten`);
      note(`the credential ends in ${left.toFixed(1)} minutes`);
      const started = performance.now();
      await joinAs(context, 'team-a', 'group', MEMBER, { images: NO_IMAGES, delivery: 'file', credential });
      await untilReady(tenant, MEMBER);
      note(`Ready ${secondsSince(started)} s after the Secret was read`);
      await takeAway(tenant, MEMBER);
    },
  },
];

/** Credentials end, one by one. */
export const ending: readonly Scenario[] = [
  {
    name: 'each credential is there long before the one before it ends; after its end that one is refused and gone',
    seconds: 1500,
    run: async (context) => {
      const { kubectl, note } = context;
      const { tenant } = await teamA(kubectl);
      const old = first;
      expect(old !== undefined, 'there was no first credential');
      const overlaps = await until(
        'two tokens at once',
        async () => {
          const found = overlapsOf(await tokensOf(tenant, 'group'));
          return found.length > 0 && found;
        },
        { seconds: NEXT_SECONDS, everyMs: 2000 },
      );
      for (const minutes of overlaps)
        expect(minutes >= LEAST_OVERLAP, `a token ends ${minutes.toFixed(1)} minutes after the next was made`);
      note(`tokens overlap by ${overlaps.map((minutes) => minutes.toFixed(1)).join(', ')} minutes`);

      const reader = await readerOf(kubectl, { namespace: NAMESPACE, name: GROUP });
      // The two may be the first and the one before it.
      const credential = await until(
        'a credential after the first',
        async () => {
          const { credential: found } = await readGroup(reader);
          return found.token !== old.token && found;
        },
        { seconds: NEXT_SECONDS, everyMs: 2000 },
      );
      reader.close();
      await until('the end of the first one', () => Promise.resolve(minutesUntil(old.expires) < 0), {
        seconds: 60 * Math.max(0, minutesUntil(old.expires)) + 30,
        everyMs: 1000,
      });
      const [late, document] = await Promise.all([
        prepareWorker(LATECOMER, NO_IMAGES),
        documentOf(context, 'team-a', 'group'),
      ]);
      refused('a credential after its end', await runDocument(late, document, old), /the credential expired at /);
      // A machine whose clock is wrong, or a text that was changed: the control plane knows better.
      const longer = { ...old, expires: credential.expires };
      refused('the same with a later end', await runDocument(late, document, longer), UNKNOWN);
      expect((await tracesOf(late, old)).length === 0, 'the token is left on the machine');
      await until(
        'the removal of the first token',
        async () => !(await listCredentials('team-a', 'group')).some(({ id }) => id === old.token.split('.')[0]),
        { seconds: 300, everyMs: 2000 },
      );
    },
  },
  {
    name: 'a listed machine is reached by SSH, and finds the CA by its one token and a hash; the token is gone once it is a node',
    seconds: 1200,
    run: async (context) => {
      const { kubectl, note } = context;
      const { tenant } = await teamA(kubectl);
      const document = await documentOf(context, 'team-a', 'fixed');
      expect(document.includes('caCertHashes'), 'the document does not look for the CA with the token');
      const credential = await mintCredential('team-a', 'fixed', { host: FIXED.name });
      await joinAs(context, 'team-a', 'fixed', FIXED, { images: NO_IMAGES, credential, delivery: 'ssh' });
      await untilReady(tenant, FIXED);
      const started = performance.now();
      await runNow(kubectl, 'used-join-tokens');
      await until('the removal of the token', async () => (await listCredentials('team-a', 'fixed')).length === 0, {
        seconds: 300,
        everyMs: 1000,
      });
      note(`the token is removed ${secondsSince(started)} s after its CronJob was started`);
      const other = await prepareWorker(LATECOMER, NO_IMAGES);
      await untilUnknown(kubectl, 'team-a', credential);
      refused('the same credential again', await runDocument(other, document, credential), UNKNOWN);
      const nodes = (await list<Listed>(tenant.kubectl, 'nodes', [])).map(({ metadata }) => metadata.name);
      expect(nodes.includes(FIXED.name) && !nodes.includes(LATECOMER.name), `nodes are ${nodes.join(', ')}`);
      await takeAway(tenant, FIXED);
      await takeAway(tenant, LATECOMER);
    },
  },
];

/** Secret of a pool, as its machines read it; it is there when its CronJob ran, and may be read some time after it was said so. */
async function readGroup(
  reader: TenantApi,
): Promise<{ readonly credential: JoinCredential; readonly expires: string }> {
  const { status, body } = await reader.ask('GET', `${SECRETS}/${GROUP}`);
  expect(status === 200, `the Secret of the pool is answered with ${status}`);
  const { data, metadata } = body as {
    readonly data: Readonly<Record<string, string>>;
    readonly metadata: { readonly annotations: Readonly<Record<string, string>> };
  };
  const text = Buffer.from(data['credential'] ?? '', 'base64').toString('utf8');
  return { credential: parseCredential(text), expires: metadata.annotations[JOIN_KEYS.expires] ?? '' };
}

interface Token {
  readonly made: string;
  readonly expires: string;
}

/** Tokens of a pool in its tenant, the oldest first. */
async function tokensOf(tenant: Tenant, pool: string): Promise<readonly Token[]> {
  interface TokenSecret extends Listed {
    readonly metadata: Listed['metadata'] & {
      readonly creationTimestamp: string;
      readonly annotations: Readonly<Record<string, string>>;
    };
  }
  const where = ['-n', 'kube-system', '-l', `${JOIN_KEYS.pool}=${pool}`];
  return (await list<TokenSecret>(tenant.kubectl, 'secrets', where))
    .map(({ metadata }) => ({
      made: metadata.creationTimestamp,
      expires: metadata.annotations[JOIN_KEYS.expires] ?? '',
    }))
    .sort((a, b) => (a.made < b.made ? -1 : 1));
}

/** Minutes from each token's making to the end of the one before it. */
function overlapsOf(tokens: readonly Token[]): readonly number[] {
  return tokens
    .slice(1)
    .map(({ made }, index) => (Date.parse(tokens[index]?.expires ?? '') - Date.parse(made)) / 60_000);
}

function minutesUntil(instant: string): number {
  return (Date.parse(instant) - Date.now()) / 60_000;
}

async function untilReady(tenant: Tenant, spec: WorkerSpec): Promise<void> {
  await connectPods([await startWorker(spec)], tenant.kubectl, TENANT_POD_CIDR);
  await untilNodes(tenant.kubectl, [spec.name], 'Ready', 300);
}

/** Nothing of other scenarios is to run on a machine. */
async function takeAway(tenant: Tenant, { name }: WorkerSpec): Promise<void> {
  await stopWorker(name);
  await tenant.kubectl(['delete', 'node', name, '--ignore-not-found']);
}

/** Starts a CronJob before its time. */
async function runNow(kubectl: Kubectl, cronJob: string): Promise<void> {
  const where = ['-n', NAMESPACE];
  const name = `${cronJob}-now`;
  await kubectl([...where, 'delete', 'job', name, '--ignore-not-found']);
  await kubectl([...where, 'create', 'job', name, `--from=cronjob/${cronJob}`]);
}

function refused(what: string, { code, stdout, stderr }: RunResult, says: RegExp): void {
  expect(code === 4, `${what}: ended with ${code ?? 'a timeout'} instead of 4: ${stderr}${stdout}`);
  expect(says.test(stderr), `${what}: said ${stderr}`);
}
