import { join } from 'node:path';
import { fleetUnderTest, TENANT_POD_CIDR } from '../fleet';
import { LATECOMER, SPARE, teamA } from '../run/cast';
import {
  documentOf,
  documentOfModel,
  joinAs,
  mintCredential,
  poolModel,
  prepareWorker,
  revokeCredentials,
  runDocument,
  tracesOf,
} from '../run/joining';
import { nodeIsReady, untilNodes } from '../run/nodes';
import type { NodeObject } from '../run/nodes';
import { list } from '../run/objects';
import { expect } from '../run/scenario';
import type { Scenario } from '../run/scenario';
import { openTenant } from '../run/tenant';
import type { Tenant } from '../run/tenant';
import { untilUnknown } from '../run/tenant-api';
import type { Kubectl } from '../testbed/kubectl';
import type { RunResult } from '../testbed/shell';
import { connectPods } from '../testbed/workers/pod-network';
import type { Worker } from '../testbed/workers/worker';
import { writeCredential } from '../../../lib/workers';
import type { JoinCredential } from '../../../lib/workers';
import { applyAsWritten, untilSettled } from './apply';

/** No pod ever runs on these machines. */
const NO_IMAGES = /^$/;

/** What a document is given, and what the person who runs it is told. */
interface Refusal {
  readonly what: string;
  readonly credential: (credential: JoinCredential, kubectl: Kubectl) => Promise<string> | string;
  readonly code: number;
  readonly says: RegExp;
}

const REFUSALS: readonly Refusal[] = [
  {
    what: 'a credential that has expired',
    credential: (credential) => writeCredential({ ...credential, expires: '2026-01-01T00:00:00Z' }),
    code: 4,
    says: /the credential expired at 2026-01-01T00:00:00Z, and here it is .*join-token/s,
  },
  {
    what: 'a token that was revoked',
    credential: async (credential, kubectl) => {
      await revokeCredentials('team-a', 'spare');
      await untilUnknown(kubectl, 'team-a', credential);
      return writeCredential(credential);
    },
    code: 4,
    says: /the control plane does not know the token: it has expired, or was revoked.*join-token/s,
  },
  {
    what: 'a wrong hash of the CA',
    credential: (credential) =>
      writeCredential(credential).replace(/^ca-hash=.*$/m, `ca-hash=sha256:${'0'.repeat(64)}`),
    code: 4,
    says: /the ca-hash of the credential is not that of its ca/,
  },
  {
    what: "another tenant's CA",
    credential: async (credential) => {
      const { ca, caHash } = await mintCredential('team-b', 'general');
      return writeCredential({ ...credential, ca, caHash });
    },
    code: 4,
    says: /is not signed by the CA of the credential/,
  },
];

/** Machines that must not become nodes, and a pool that ends. */
export const refused: readonly Scenario[] = [
  {
    name: 'an expired or revoked token, a wrong hash and a wrong CA are refused, in words that say what to do',
    seconds: 900,
    run: async (context) => {
      const { tenant } = await teamA(context.kubectl);
      const [worker, document] = await Promise.all([
        prepareWorker(SPARE, NO_IMAGES),
        documentOf(context, 'team-a', 'spare'),
      ]);
      for (const { what, credential, code, says } of REFUSALS) {
        const minted = await mintCredential('team-a', 'spare');
        const result = await runDocument(worker, document, await credential(minted, context.kubectl));
        verify(what, result, code, says);
        context.note(`${what}: ${lastLine(result)}`);
        await untouched(worker, tenant, minted);
      }
    },
  },
  {
    name: 'a machine with a newer kubelet than its pool, and a pool newer than its control plane, are refused',
    seconds: 600,
    run: async (context) => {
      const tenant = await openTenant(context.kubectl, 'team-b');
      const worker = await prepareWorker(SPARE, NO_IMAGES);
      const pool = poolModel(context, 'team-b', 'general');
      const credential = await mintCredential('team-b', 'general');
      const machine = await runDocument(worker, await documentOf(context, 'team-b', 'general'), credential);
      verify('a newer kubelet', machine, 3, /this machine has kubelet 'v?1\.36\.3'.*wants 1\.35\.4/s);
      context.note(lastLine(machine));
      const newer = documentOfModel({ ...pool, pool: { ...pool.pool, version: '1.36.3' } });
      const result = await runDocument(worker, newer, credential);
      verify('a newer pool', result, 3, /kubelet 1\.36\.3 and its control plane is 1\.35\.4.*never newer/s);
      context.note(lastLine(result));
      await untouched(worker, tenant, credential);
    },
  },
  {
    name: 'a pool is removed: its machines stay nodes, its tokens admit nobody any more',
    seconds: 1200,
    run: async (context) => {
      const { tenant } = await teamA(context.kubectl);
      const { worker } = await joinAs(context, 'team-a', 'spare', SPARE, { images: NO_IMAGES });
      await connectPods([worker], tenant.kubectl, TENANT_POD_CIDR);
      await untilNodes(tenant.kubectl, [SPARE.name], 'Ready', 300);
      const [credential, document] = await Promise.all([
        mintCredential('team-a', 'spare'),
        documentOf(context, 'team-a', 'spare'),
      ]);

      const folder = join(context.manifests, '../../without-spare');
      fleetUnderTest(folder, { spare: false }).synth();
      const without = { ...context, manifests: join(folder, 'eu-1') };
      await applyAsWritten(without);
      await untilSettled(without);

      const latecomer = await prepareWorker(LATECOMER, NO_IMAGES);
      const result = await runDocument(latecomer, document, credential);
      verify(
        'a pool that is gone',
        result,
        4,
        /knows the token and lets no machine of team-a\/spare in: was the pool removed/,
      );
      context.note(lastLine(result));
      await untouched(latecomer, tenant, credential);
      const [node] = (await list<NodeObject>(tenant.kubectl, 'nodes', [])).filter(
        ({ metadata }) => metadata.name === SPARE.name,
      );
      expect(node !== undefined && nodeIsReady(node), 'the node of the pool is gone or not Ready');
    },
  },
];

function verify(what: string, { code, stdout, stderr }: RunResult, expected: number, says: RegExp): void {
  expect(code === expected, `${what}: ended with ${code ?? 'a timeout'} instead of ${expected}: ${stderr}${stdout}`);
  expect(says.test(stderr), `${what}: said ${stderr}`);
}

/** The machine is no node, and holds nothing of the credential. */
async function untouched(worker: Worker, tenant: Tenant, credential: JoinCredential): Promise<void> {
  const nodes = await list<NodeObject>(tenant.kubectl, 'nodes', []);
  expect(!nodes.some(({ metadata }) => metadata.name === worker.spec.name), `${worker.spec.name} is a node`);
  const traces = await tracesOf(worker, credential);
  expect(traces.length === 0, `the token is left in ${traces.join(', ')}`);
}

function lastLine({ stderr }: RunResult): string {
  return stderr.trim().split('\n').at(-1) ?? '';
}
