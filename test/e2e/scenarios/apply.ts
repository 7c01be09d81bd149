import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TENANTS } from '../fleet';
import { isOwnedBy, isReady, list, restartsOf, runningPods, stateOf } from '../run/objects';
import type { Listed, Pod } from '../run/objects';
import { expect } from '../run/scenario';
import type { Context, Scenario } from '../run/scenario';
import { namespaceOf } from '../run/tenant-api';
import { until } from '../testbed/shell';

interface Job extends Listed {
  readonly status: { readonly succeeded?: number; readonly failed?: number };
}

/** Applies the folder exactly as it was written. */
export async function applyAsWritten({ kubectl, manifests }: Pick<Context, 'kubectl' | 'manifests'>): Promise<string> {
  return kubectl(['apply', '--server-side', '-f', manifests], { timeoutSeconds: 180 });
}

/**
 * Waits until every pod of the fleet is ready and every Job is done. What CronJobs start comes and goes at any time.
 * @param tenants - each has to have an API server
 */
export async function untilSettled(
  { kubectl }: Pick<Context, 'kubectl'>,
  seconds = 420,
  tenants: readonly string[] = Object.keys(TENANTS),
): Promise<readonly Pod[]> {
  let waiting: readonly string[] = [];
  return until(
    () => `every pod ready and every Job done: ${waiting.join('; ')}`,
    async () => {
      const [pods, listed] = await Promise.all([
        runningPods(kubectl),
        list<Job>(kubectl, 'jobs', ['-A', '-l', 'app.kubernetes.io/part-of=colonnade']),
      ]);
      const jobs = listed.filter((job) => !isOwnedBy(job, 'CronJob'));
      waiting = [
        ...pods.filter((pod) => !isReady(pod)).map(stateOf),
        ...jobs
          .filter(({ status }) => !status.succeeded)
          .map(({ metadata, status }) => {
            const { namespace = '', name } = metadata;
            return `Job ${namespace}/${name}: ${JSON.stringify(status)}`;
          }),
        ...(jobs.length > 0 ? [] : ['there is no Job']),
        ...tenantsWithoutServers(pods, tenants).map((tenant) => `${tenant} has no API server`),
      ];
      return waiting.length === 0 && pods;
    },
    { seconds, everyMs: 1000 },
  );
}

function tenantsWithoutServers(pods: readonly Pod[], tenants: readonly string[]): readonly string[] {
  const servers = pods.filter(({ metadata }) => metadata.labels?.['app.kubernetes.io/name'] === 'kube-apiserver');
  return tenants.filter((tenant) => !servers.some(({ metadata }) => metadata.namespace === namespaceOf(tenant)));
}

const PRIVATE =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----|client-key-data: ?["']?[A-Za-z0-9+/=]{40,}|\bey[JK][A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.|tls\.key: [A-Za-z0-9+/=]{20,}/;

/** From written files to running control planes. */
export const applying: readonly Scenario[] = [
  {
    name: 'no private key and no token stands in any written file',
    seconds: 30,
    run: ({ manifests, note }) => {
      const files = readdirSync(join(manifests, '..'), { recursive: true, encoding: 'utf8' }).filter((file) =>
        /\.(ya?ml|json)$/.test(file),
      );
      expect(files.length >= 4, `only ${files.length} files were written`);
      for (const file of files) {
        const found = PRIVATE.exec(readFileSync(join(manifests, '..', file), 'utf8'));
        expect(found === null, `${file} holds ${found?.[0].slice(0, 30) ?? ''}`);
      }
      note(`${files.length} files looked through`);
      return Promise.resolve();
    },
  },
  {
    name: 'the files are applied as written, and every pod becomes ready',
    seconds: 900,
    run: async (context) => {
      const started = performance.now();
      const applied = await applyAsWritten(context);
      const pods = await untilSettled(context, 700);
      const restarts = [...restartsOf(pods).values()].reduce((sum, count) => sum + count, 0);
      context.note(
        `${applied.trim().split('\n').length} objects, ${pods.length} pods ready after ${((performance.now() - started) / 1000).toFixed(1)} s, ${restarts} restarts`,
      );
    },
  },
  {
    name: 'a second apply changes nothing and restarts nothing',
    seconds: 420,
    run: async (context) => {
      const before = await fingerprints(context);
      const restarts = restartsOf(await runningPods(context.kubectl));
      await applyAsWritten(context);
      await new Promise((resolve) => setTimeout(resolve, 5000));
      const after = await fingerprints(context);
      const changed = [...before].filter(([key, value]) => after.get(key) !== value).map(([key]) => key);
      expect(changed.length === 0, `changed by the second apply: ${changed.join(', ')}`);
      expect(before.size === after.size, `objects came or went: ${before.size} before, ${after.size} after`);
      const now = restartsOf(await runningPods(context.kubectl));
      for (const [pod, count] of restarts) expect(now.get(pod) === count, `${pod} was restarted or replaced`);
      context.note(`${before.size} objects compared`);
    },
  },
  {
    name: 'what holds state cannot be deleted by accident',
    seconds: 300,
    run: async ({ kubectl }) => {
      for (const what of [
        ['namespace', namespaceOf('team-a')],
        ['-n', namespaceOf('team-a'), 'secret', 'encryption-config'],
      ]) {
        // An API server heeds a policy some time after it is written; asked like this it deletes nothing meanwhile.
        const asked = ['delete', ...what, '--dry-run=server'];
        await until(
          `a refusal of ${asked.join(' ')}`,
          () =>
            kubectl(asked).then(
              () => false,
              (error: unknown) => /denied|forbidden/i.test(String(error)),
            ),
          { seconds: 60, everyMs: 500 },
        );
        const refusal = await kubectl(['delete', ...what, '--wait=false']).then(
          () => 'deleted',
          (error: unknown) => String(error),
        );
        expect(/denied|forbidden/i.test(refusal), `${what.join(' ')}: ${refusal}`);
      }
    },
  },
];

/**
 * What identifies the state of rendered objects. Specification and metadata count (`generation` where there is one, `resourceVersion`
 * where there is no status, else all that is not status): status is written by controllers at any time, as that of a quota is when
 * a Job begins or ends.
 */
async function fingerprints({ kubectl }: Pick<Context, 'kubectl'>): Promise<ReadonlyMap<string, string>> {
  const namespaced =
    'configmaps,secrets,serviceaccounts,services,deployments,statefulsets,jobs,cronjobs,roles,rolebindings,networkpolicies,poddisruptionbudgets,resourcequotas,issuers,certificates';
  const cluster =
    'namespaces,priorityclasses,clusterissuers,validatingadmissionpolicies,validatingadmissionpolicybindings';
  const objects = await list<Listed>(kubectl, namespaced, ['-A', '-l', 'app.kubernetes.io/part-of=colonnade']);
  const wide = await list<Listed>(kubectl, cluster, ['-l', 'app.kubernetes.io/part-of=colonnade']);
  // What a CronJob writes was in no file, and is written again at any time.
  const applied = [...objects, ...wide].filter((one) => !isOwnedBy(one, 'CronJob'));
  return new Map(
    applied.map((one) => {
      const { kind, metadata } = one;
      return [`${kind} ${metadata.namespace ?? ''}/${metadata.name}`, `${metadata.uid} ${stateWithoutStatus(one)}`];
    }),
  );
}

function stateWithoutStatus(object: Listed & { readonly status?: object }): string | number {
  const { status, metadata, ...rest } = object;
  if (metadata.generation !== undefined) return metadata.generation;
  if (status === undefined) return metadata.resourceVersion;
  const lasting = Object.entries(metadata).filter(([key]) => key !== 'resourceVersion' && key !== 'managedFields');
  return JSON.stringify([Object.fromEntries(lasting), rest]);
}
