import { addNamespace, ip, plugIn, wireOf } from '../parts/network';
import { NETWORK, NODE } from '../plan';
import type { Places } from '../plan';
import { run, tryRun } from '../shell';
import { addressOfWorker, INSIDE_CIDR, ROUTER, workerPlaces } from './plan';
import type { WorkerSpec } from './plan';

const INSIDE = 'inside';

/** Connects a worker: with the wire, or with a router that translates addresses. Again: nothing. */
export async function connectWorker(spec: WorkerSpec, testbed: Places): Promise<void> {
  const { networkNamespace } = workerPlaces(spec.name, testbed);
  await addNamespace(networkNamespace);
  if (spec.behindNat === true) {
    await routerUp(testbed);
    const wire = { namespace: routerNamespace(testbed), bridge: INSIDE, cidr: INSIDE_CIDR };
    await plugIn(wire, networkNamespace, spec.name, addressOfWorker(spec));
    await ip(networkNamespace, 'route', 'replace', 'default', 'via', ROUTER.inside);
  } else {
    await plugIn(wireOf(testbed), networkNamespace, spec.name, addressOfWorker(spec));
    await routesOf(networkNamespace);
  }
  await sysctl(networkNamespace, 'net.ipv4.ip_forward=0');
}

/** Takes a worker's cable out, or puts it back. */
export async function setUplink(spec: WorkerSpec, testbed: Places, state: 'up' | 'down'): Promise<void> {
  const namespace = spec.behindNat === true ? routerNamespace(testbed) : testbed.switchNamespace;
  await ip(namespace, 'link', 'set', spec.name, state);
}

/** Network namespace of the router. */
export function routerNamespace(testbed: Places): string {
  return `cln-${testbed.name}-${ROUTER.name}`;
}

/** What goes out leaves under the router's address; what was not asked for does not come in. */
const ROUTER_RULES = `
table inet router {
  chain forward {
    type filter hook forward priority filter; policy drop;
    ct state established,related accept
    iifname "${INSIDE}" oifname "eth0" accept
  }
  chain input {
    type filter hook input priority filter; policy drop;
    ct state established,related accept
    iifname { "lo", "${INSIDE}" } accept
  }
  chain postrouting {
    type nat hook postrouting priority srcnat;
    oifname "eth0" masquerade
  }
}
`;

async function routerUp(testbed: Places): Promise<void> {
  const namespace = routerNamespace(testbed);
  await addNamespace(namespace);
  if ((await tryRun('ip', ['-n', namespace, 'link', 'show', INSIDE])).code === 0) return;
  await plugIn(wireOf(testbed), namespace, ROUTER.name, ROUTER.address);
  await routesOf(namespace);
  await sysctl(namespace, 'net.ipv4.ip_forward=1');
  await run('ip', ['netns', 'exec', namespace, 'nft', '-f', '-'], { input: ROUTER_RULES });
  // Last: a router that has it is taken to have all this.
  await ip(namespace, 'link', 'add', INSIDE, 'type', 'bridge');
  await ip(namespace, 'address', 'replace', `${ROUTER.inside}/24`, 'dev', INSIDE);
  await ip(namespace, 'link', 'set', INSIDE, 'up');
}

/** Addresses of the stand-in for a load balancer lead to the management node, where kube-proxy answers. All else leads nowhere. */
async function routesOf(namespace: string): Promise<void> {
  await ip(namespace, 'route', 'replace', NETWORK.loadBalancerCidr, 'via', NODE.address);
  // A kubelet takes the address of the interface that leads out.
  await ip(namespace, 'route', 'replace', 'default', 'via', NETWORK.gateway);
}

async function sysctl(namespace: string, setting: string): Promise<void> {
  await run('ip', ['netns', 'exec', namespace, 'sysctl', '-qw', setting]);
}
