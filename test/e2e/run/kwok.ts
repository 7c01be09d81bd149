import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { ensureTools } from '../../../tools';
import { run, TestbedError, until } from '../testbed/shell';

/** What kwok looks after, and nothing else. */
const MARK = { name: 'kwok.x-k8s.io/node', value: 'fake' } as const;

/** Label of the fake nodes, for what runs on them, and for their end. */
export const FAKE = { key: 'testbed.invalid/fake', value: 'true' } as const;

/**
 * What nodes and pods do, from the very module that kwok is built from: nodes become Ready and renew a Lease each, pods run at
 * once and end at once.
 */
const STAGES = [
  'node/fast/node-initialize.yaml',
  'node/heartbeat-with-lease/node-heartbeat-with-lease.yaml',
  'pod/fast/pod-ready.yaml',
  'pod/fast/pod-complete.yaml',
  'pod/fast/pod-delete.yaml',
] as const;

/** Upstream's has none for this. */
const READY_AGAIN = join(__dirname, 'kwok-pod-ready-again.yaml');

/** kubelets renew their Lease every ten seconds, a quarter of this. */
const LEASE_SECONDS = 40;

/** A running kwok. */
export interface Kwok {
  /** How it ended, unless it still runs. */
  ended(): string | undefined;
  /** Ends it; its nodes stop renewing their Leases, as machines do whose power is cut. */
  stop(): Promise<void>;
}

/** Starts kwok for a tenant. @param log - where it prints to */
export async function startKwok(kubeconfig: string, log: string): Promise<Kwok> {
  const program = (await ensureTools(['kwok'])).kwok.binaries['kwok'] ?? 'kwok';
  const folder = await stagesFolder();
  const out = openSync(log, 'w');
  const child = spawn(
    program,
    [
      `--kubeconfig=${kubeconfig}`,
      '--manage-all-nodes=false',
      `--manage-nodes-with-annotation-selector=${MARK.name}=${MARK.value}`,
      `--node-lease-duration-seconds=${LEASE_SECONDS}`,
      ...[...STAGES.map((file) => join(folder, file)), READY_AGAIN].map((file) => `--config=${file}`),
    ],
    { stdio: ['ignore', out, out] },
  );
  closeSync(out);
  let end: string | undefined;
  child.once('error', (error) => (end = error.message));
  child.once('exit', (code, signal) => (end = `ended with ${code ?? signal ?? 'nothing'}, see ${log}`));
  return {
    ended: () => end,
    stop: async () => {
      child.kill('SIGTERM');
      await until('the end of kwok', () => Promise.resolve(end !== undefined), { seconds: 30 }).catch(() =>
        child.kill('SIGKILL'),
      );
    },
  };
}

/** Nodes as large as common machines, for kwok to look after. */
export function fakeNodes(count: number): readonly object[] {
  const room = { cpu: '4', memory: '16Gi', pods: '110' };
  return Array.from({ length: count }, (_, index) => {
    const name = `fake-${String(index).padStart(3, '0')}`;
    return {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name,
        annotations: { [MARK.name]: MARK.value },
        labels: {
          [FAKE.key]: FAKE.value,
          'kubernetes.io/hostname': name,
          'kubernetes.io/os': 'linux',
          'kubernetes.io/arch': 'amd64',
        },
      },
      status: { capacity: room, allocatable: room },
    };
  });
}

/** Finds the stages, or fetches them. */
export async function stagesFolder(): Promise<string> {
  const tools = join(__dirname, '../../../tools/kwok');
  const module = 'sigs.k8s.io/kwok';
  // In the module cache already where kwok was built here; else fetched, as go.sum pins it.
  const answer = await run('go', ['mod', 'download', '-json', module], { cwd: tools, timeoutSeconds: 300 });
  const { Dir: folder } = JSON.parse(answer) as { Dir?: string };
  if (folder === undefined) throw new TestbedError(`no source of ${module}: kwok's stages are in it`);
  return join(folder, 'kustomize/stage');
}
