import { existsSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NetworkPolicy } from 'kubernetes-types/networking/v1';
import type { ApiClient } from '../../../../../lib/testing/client';
import { NETWORK } from '../../plan';
import { run } from '../../shell';
import { clientOf } from '../client';
import type { Announcement, NamespaceObject, PodObject } from './objects';
import { deskOf, parseAnnouncement } from './plugin';
import type { Desk } from './plugin';
import { rulesetFor } from './ruleset';

/** How old rules may be when nothing announces a change: labels, policies and ended pods. */
const EVERY_MS = 1000;

const SETTINGS = { table: 'testbed-network-policies', podCidrs: [NETWORK.podCidr] };

/** Runs inside the management node until the testbed is taken down. */
async function main(kubeconfig = '', state = ''): Promise<never> {
  const desk = deskOf(state);
  const client = clientOf(kubeconfig);
  const announcements = listen(desk.announced);
  let loaded = '';
  for (;;) {
    try {
      loaded = await enforce(client, desk, loaded);
    } catch (error) {
      process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
      await sleep(200);
    }
    await announcements.next(EVERY_MS);
  }
}

/** Loads rules if they changed, tells the plugin, and gives what is loaded now. */
async function enforce(client: ApiClient, desk: Desk, loaded: string): Promise<string> {
  // First: the API knows every pod that has an address already.
  const announced = readAnnounced(desk);
  const [namespaces, pods, policies] = await Promise.all([
    list<NamespaceObject>(client, '/api/v1/namespaces'),
    list<PodObject>(client, '/api/v1/pods'),
    list<NetworkPolicy>(client, '/apis/networking.k8s.io/v1/networkpolicies'),
  ]);
  const ruleset = rulesetFor({ namespaces, pods, policies }, [...announced.values()], SETTINGS);
  if (ruleset !== loaded) await run('nft', ['-f', '-'], { input: ruleset, timeoutSeconds: 20 });
  for (const id of announced.keys()) {
    if (!existsSync(join(desk.enforced, id))) writeFileSync(join(desk.enforced, id), '');
  }
  for (const id of readdirSync(desk.enforced)) if (!announced.has(id)) rmSync(join(desk.enforced, id));
  if (!existsSync(desk.ready)) writeFileSync(desk.ready, '');
  return ruleset;
}

function readAnnounced({ announced }: Desk): ReadonlyMap<string, Announcement> {
  const found: [string, Announcement][] = [];
  for (const id of readdirSync(announced).filter((name) => !name.startsWith('.'))) {
    const announcement = parseAnnouncement(readIfThere(join(announced, id)));
    if (announcement !== undefined) found.push([id, announcement]);
  }
  return new Map(found);
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // The sandbox ended meanwhile.
    return '';
  }
}

async function list<T>(client: ApiClient, path: string): Promise<readonly T[]> {
  const { status, body } = await client.request('GET', path, undefined, { timeoutSeconds: 10 });
  if (status !== 200) throw new Error(`${path}: ${status}`);
  return (body as { readonly items: readonly T[] }).items;
}

/** Waits for changes in a folder; one that happens while nobody waits is not lost. */
function listen(folder: string): { next(milliseconds: number): Promise<void> } {
  let changed = false;
  let wake = (): void => undefined;
  watch(folder, () => {
    changed = true;
    wake();
  });
  return {
    async next(milliseconds) {
      if (!changed) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      changed = false;
    },
  };
}

void main(...process.argv.slice(2));
