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
  await addNamespace(nodeNamespace);
  await plugIn(places, nodeNamespace, NODE.name, NODE.address);
  // kube-proxy answers for these before anything is sent, but only where there is a route. Whatever else is unknown leads
  // nowhere: nothing leaves the testbed.
  for (const range of [NETWORK.serviceCidr, NETWORK.loadBalancerCidr]) {
    await ip(nodeNamespace, 'route', 'replace', range, 'dev', 'eth0');
  }
  await ip(nodeNamespace, 'route', 'replace', 'unreachable', 'default');
  await run('ip', ['netns', 'exec', nodeNamespace, 'sysctl', '-qw', 'net.ipv4.ip_forward=1']);
}

/** Connects a network namespace with the switch: `eth0` with an address of the wire. */
export async function plugIn(places: Places, namespace: string, port: string, address: string): Promise<void> {
  const length = NETWORK.nodeCidr.split('/')[1] ?? '24';
  if ((await tryRun('ip', ['-n', namespace, 'link', 'show', 'eth0'])).code !== 0) {
    const peer = ['peer', 'name', 'eth0', 'netns', namespace];
    await ip(places.switchNamespace, 'link', 'add', port, 'type', 'veth', ...peer);
  }
  await ip(places.switchNamespace, 'link', 'set', port, 'master', BRIDGE, 'up');
  await ip(namespace, 'address', 'replace', `${address}/${length}`, 'dev', 'eth0');
  await ip(namespace, 'link', 'set', 'eth0', 'up');
  await ip(namespace, 'link', 'set', 'lo', 'up');
}

/** Makes a network namespace, unless it is there. */
export async function addNamespace(namespace: string): Promise<void> {
  if (!existsSync(`/run/netns/${namespace}`)) await run('ip', ['netns', 'add', namespace]);
}

/** Removes every network namespace of the testbed; their devices go with them. */
export async function networkDown(places: Places): Promise<void> {
  const names = (await run('ip', ['netns', 'list'])).split('\n').map((line) => line.split(' ')[0] ?? '');
  for (const name of names.filter((one) => one.startsWith(`cln-${places.name}-`))) {
    await run('ip', ['netns', 'delete', name]);
  }
}

async function ip(namespace: string, ...args: readonly string[]): Promise<void> {
  await run('ip', ['-n', namespace, ...args]);
}
