import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Testbed } from '../../test/e2e/testbed/testbed';
import { copyServer, measureFloor, removeBareServer } from './floor';
import { STORE_NAMESPACE } from './fleet';
import type { BenchFleet, BenchTenant } from './fleet';
import { memoryOf } from './memory';
import { untilReady } from './probe';
import { processorSeconds, usedBetween } from './processor';
import { median, seconds } from './results';
import type { ReadyResults } from './results';
import { applyCommon, applyFiles, removeTenants, restarts, serviceOf, untilQuiet } from './tenants';
import { Timeline } from './timeline';

/** What the measurements work with. */
export interface Bench {
  readonly testbed: Testbed;
  /** The kube-apiserver that the images hold, too. */
  readonly kubeApiServer: string;
  readonly fleet: BenchFleet;
  /** Tenants that are started one after the other. */
  readonly single: readonly BenchTenant[];
  /** Tenants that are started at once. */
  readonly together: readonly BenchTenant[];
  readonly tell: (line: string) => void;
}

const SETTLE_SECONDS = 60;
const AFTERWARDS_SECONDS = 30;
const LIMIT_SECONDS = 120;
const LIMIT_TOGETHER_SECONDS = 300;

/** Everything, one after the other. */
export async function measure(bench: Bench): Promise<ReadyResults> {
  const { testbed, fleet, single, tell } = bench;
  const { kubectl } = testbed;
  await applyCommon(kubectl, fleet);
  tell('the store is up');
  const [rehearsal, ...counted] = single;
  if (rehearsal !== undefined) await rehearse(bench, rehearsal);

  const ready: number[] = [];
  const floor: number[] = [];
  let memory: ReadyResults['memory'] = { perTenantMiB: Number.NaN, containers: {} };
  for (const [index, tenant] of counted.entries()) {
    ready.push(await start(bench, tenant));
    if (index === counted.length - 1) memory = await idleMemory(bench, tenant);
    const server = await copyServer(kubectl, tenant);
    try {
      await removeTenants(kubectl, [tenant]);
      await quiet();
      floor.push(await measureFloor(testbed.cell, bench.kubeApiServer, server, `/floor/${tenant.name}`));
    } finally {
      removeBareServer(server);
    }
    await quiet();
    tell(`${tenant.name}: ready ${seconds(ready.at(-1) ?? 0)}, floor ${seconds(floor.at(-1) ?? 0)}, ${load()}`);
  }
  const ten =
    bench.together.length > 0 ? await startTogether(bench) : { lastReadyMs: Number.NaN, restarts: Number.NaN };
  const [readyMs, floorMs] = [median(ready), median(floor)];
  return { readyMs, floorMs, ratio: readyMs / floorMs, ten, memory };
}

/** A start that does not count: it shows where time goes, and what is read from disk is in memory afterwards. */
async function rehearse(bench: Bench, tenant: BenchTenant): Promise<void> {
  const { testbed, tell } = bench;
  const timeline = new Timeline(testbed.cell, tenant);
  try {
    const before = processorSeconds(testbed.cell);
    const readyMs = await start(bench, tenant, timeline);
    const used = usedBetween(before, processorSeconds(testbed.cell));
    tell(`one start, watched: ${seconds(readyMs)}, ${load()}`);
    tell(`  seconds of processor time: ${used.map(([name, time]) => `${name} ${time.toFixed(2)}`).join(', ')}`);
    // What comes after does not keep the tenant waiting; the kubelet tells of it a moment later.
    await sleep(5000);
  } finally {
    for (const { what, milliseconds } of await timeline.end()) {
      tell(`  ${(milliseconds / 1000).toFixed(3).padStart(7)} s  ${what}`);
    }
  }
  await untilQuiet(testbed.kubectl, 3);
  await removeTenants(testbed.kubectl, [tenant]);
  await quiet();
}

/** Applies a tenant's file and gives the milliseconds until it answers through its Service. */
async function start({ testbed }: Bench, tenant: BenchTenant, timeline?: Timeline): Promise<number> {
  const started = performance.now();
  timeline?.start(started);
  const applied = applyFiles(testbed.kubectl, [tenant.file]).then(() => timeline?.seen('kubectl apply returned'));
  const [readyAt] = await Promise.all([untilReady(serviceOf(tenant), LIMIT_SECONDS), applied]);
  timeline?.seen('/readyz through the Service', readyAt);
  return readyAt - started;
}

async function idleMemory({ testbed, tell }: Bench, tenant: BenchTenant): Promise<ReadyResults['memory']> {
  const { kubectl, cell } = testbed;
  await untilQuiet(kubectl, 3);
  tell(`${SETTLE_SECONDS} s until ${tenant.name} is idle`);
  await sleep(SETTLE_SECONDS * 1000);
  const own = await memoryOf(kubectl, cell, tenant.namespace, (_, container) => container);
  const store = await memoryOf(kubectl, cell, STORE_NAMESPACE, (pod) => pod);
  const perTenantMiB = Object.values(own).reduce((sum, { workingSetMiB }) => sum + workingSetMiB, 0);
  return { perTenantMiB, containers: { ...own, ...store } };
}

async function startTogether({ testbed, together, tell }: Bench): Promise<ReadyResults['ten']> {
  const { kubectl } = testbed;
  const before = await restarts(kubectl);
  const files = together.map(({ file }) => file);
  const started = performance.now();
  const answers = together.map((tenant) => untilReady(serviceOf(tenant), LIMIT_TOGETHER_SECONDS, 50));
  const [readyAt] = await Promise.all([Promise.all(answers), applyFiles(kubectl, files)]);
  const times = readyAt.map((at) => at - started).sort((a, b) => a - b);
  tell(`${together.length} at once: ${times.map(seconds).join(', ')}, ${load()}`);
  await untilQuiet(kubectl, together.length * 3);
  tell(`${together.length} at once: everything done after ${seconds(performance.now() - started)}`);
  await sleep(AFTERWARDS_SECONDS * 1000);
  return { lastReadyMs: Math.max(...times), restarts: (await restarts(kubectl)) - before };
}

/** A moment for what was ended to be cleared away. */
async function quiet(): Promise<void> {
  await sleep(3000);
}

function load(): string {
  return `load ${(loadavg()[0] ?? 0).toFixed(1)}`;
}
