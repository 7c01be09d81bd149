import { existsSync } from 'node:fs';
import { NETWORK, NODE } from '../plan';
import type { Places } from '../plan';
import { run, tryRun } from '../shell';

const BRIDGE = 'wire';

/** Makes the switch and the management node's network namespace, unless they are there. */
export async function networkUp(places: Places): Promise<void> {
  const { switchNamespace, nodeNamespace } = places;
  await addNamespace(switchNamespace);
  if ((await tryRun('ip', ['-n', switchNamespace, 'link', 'show', BRIDGE])).code !== 0) {
    await ip(switchNamespace, 'link', 'add', BRIDGE, 'type', 'bridge');
  }
  await ip(switchNamespace, 'link', 'set', BRIDGE, 'up');
  // Machines that are told of no other way have this one, as everywhere. It ends here: there is no outside.
  await ip(switchNamespace, 'address', 'replace', `${NETWORK.gateway}/24`, 'dev', BRIDGE);
  await ip(switchNamespace, 'route', 'replace', 'unreachable', 'default');
  await run('ip', ['netns', 'exec', switchNamespace, 'sysctl', '-qw', 'net.ipv4.ip_forward=1']);
  await addNamespace(nodeNamespace);
  await plugIn(wireOf(places), nodeNamespace, NODE.name, NODE.address);
  // kube-proxy answers for these before anything is sent, but only where there is a route. Whatever else is unknown leads
  // nowhere: nothing leaves the testbed.
  for (const range of [NETWORK.serviceCidr, NETWORK.loadBalancerCidr]) {
    await ip(nodeNamespace, 'route', 'replace', range, 'dev', 'eth0');
  }
  await ip(nodeNamespace, 'route', 'replace', 'unreachable', 'default');
  await run('ip', ['netns', 'exec', nodeNamespace, 'sysctl', '-qw', 'net.ipv4.ip_forward=1']);
}

/** A bridge in a network namespace, and the range of those who are connected with it. */
export interface Wire {
  readonly namespace: string;
  readonly bridge: string;
  readonly cidr: string;
}

/** The wire between the nodes. */
export function wireOf({ switchNamespace }: Places): Wire {
  return { namespace: switchNamespace, bridge: BRIDGE, cidr: NETWORK.nodeCidr };
}

/** Connects a network namespace with a wire: `eth0` with an address of it. @param port - name of the other end, at the bridge */
export async function plugIn(wire: Wire, namespace: string, port: string, address: string): Promise<void> {
  const length = wire.cidr.split('/')[1] ?? '24';
  if ((await tryRun('ip', ['-n', namespace, 'link', 'show', 'eth0'])).code !== 0) {
    await ip(wire.namespace, 'link', 'add', port, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', namespace);
  }
  await ip(wire.namespace, 'link', 'set', port, 'master', wire.bridge, 'up');
  await ip(namespace, 'address', 'replace', `${address}/${length}`, 'dev', 'eth0');
  await ip(namespace, 'link', 'set', 'eth0', 'up');
  await ip(namespace, 'link', 'set', 'lo', 'up');
}

/** Makes a network namespace, unless it is there. */
export async function addNamespace(namespace: string): Promise<void> {
  if (!existsSync(`/run/netns/${namespace}`)) await run('ip', ['netns', 'add', namespace]);
}

/** Removes a network namespace, and its devices with it. */
export async function deleteNamespace(namespace: string): Promise<void> {
  if (existsSync(`/run/netns/${namespace}`)) await run('ip', ['netns', 'delete', namespace]);
}

/**
 * Removes every network namespace of the testbed; their devices go with them. Programs that a run left in one when it was ended from
 * outside end, too: they are in no cell.
 */
export async function networkDown(places: Places): Promise<void> {
  const names = (await run('ip', ['netns', 'list'])).split('\n').map((line) => line.split(' ')[0] ?? '');
  for (const name of names.filter((one) => one.startsWith(`cln-${places.name}-`))) {
    await endProgramsIn(name);
    await run('ip', ['netns', 'delete', name]);
  }
}

async function endProgramsIn(namespace: string): Promise<void> {
  const listed = await tryRun('ip', ['netns', 'pids', namespace]);
  for (const pid of listed.stdout.split('\n').filter((line) => line !== '')) {
    // It may have ended meanwhile.
    if (pid !== String(process.pid)) await tryRun('kill', ['-KILL', pid]);
  }
}

/** Runs ip in a network namespace. */
export async function ip(namespace: string, ...args: readonly string[]): Promise<void> {
  await run('ip', ['-n', namespace, ...args]);
}
