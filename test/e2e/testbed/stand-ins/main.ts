import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient } from '../../../../lib/testing/client';
import { NETWORK } from '../plan';
import { run } from '../shell';
import { clientOf } from './client';
import { addressOf, assignAddresses } from './load-balancer';
import type { ServiceObject } from './load-balancer';

const EVERY_MS = 300;

/** Runs inside the management node for as long as the testbed is up. */
async function main(kubeconfig: string): Promise<never> {
  const client = clientOf(kubeconfig);
  const routed = new Set<string>();
  for (;;) {
    try {
      await balance(client, routed);
    } catch (error) {
      process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
    }
    await sleep(EVERY_MS);
  }
}

async function balance(client: ApiClient, routed: Set<string>): Promise<void> {
  const { status, body } = await client.request('GET', '/api/v1/services');
  if (status !== 200) throw new Error(`listing services: ${status}`);
  const { items } = body as { readonly items: readonly ServiceObject[] };
  for (const { namespace, name, address } of assignAddresses(items, pool())) {
    const path = `/api/v1/namespaces/${namespace}/services/${name}/status`;
    const answer = await client.request('PATCH', path, { status: { loadBalancer: { ingress: [{ ip: address }] } } });
    process.stdout.write(`${namespace}/${name} gets ${address}: ${answer.status}\n`);
  }
  for (const address of items.map(addressOf)) {
    if (address === undefined || routed.has(address)) continue;
    // kube-proxy answers before anything is sent, but only where there is a route.
    await run('ip', ['route', 'replace', `${address}/32`, 'dev', 'eth0']);
    routed.add(address);
  }
}

function pool(): readonly string[] {
  const prefix = NETWORK.loadBalancerCidr.replace(/\.\d+\/\d+$/, '');
  // The lower half is for addresses that tests choose.
  return Array.from({ length: 100 }, (_, index) => `${prefix}.${index + 128}`);
}

void main(process.argv[2] ?? '');
