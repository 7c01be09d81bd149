import type { Kubectl } from '../kubectl';
import { run, until } from '../shell';
import { runOn } from './worker';
import type { Worker } from './worker';

interface NodeObject {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly podCIDR?: string };
}

const CONFIGURATION = '/etc/cni/net.d/10-testbed.conflist';

/**
 * Stands in for the network plugin that a tenant would install: pods of a node are behind a bridge, with addresses of the node's
 * range, and workers on the wire have routes to each other's ranges. A worker behind a router is on its own, as it would be with a
 * plugin that builds no tunnel. Waits until every worker's node has a range.
 *
 * @param kubectl - of an administrator of the tenant
 * @param podCidr - range of all pods of the tenant; what leaves it carries the address of the node
 */
export async function connectPods(
  workers: readonly Worker[],
  kubectl: Kubectl,
  podCidr: string,
  seconds = 240,
): Promise<void> {
  const ranges = await until(
    'ranges for the pods of every node',
    async () => {
      const { items } = JSON.parse(await kubectl(['get', 'nodes', '-o', 'json'])) as { items: readonly NodeObject[] };
      const found = new Map(items.map(({ metadata, spec }) => [metadata.name, spec.podCIDR]));
      return workers.every(({ spec }) => found.get(spec.name) !== undefined) && found;
    },
    { seconds, everyMs: 500 },
  );
  await Promise.all(
    workers.map(async (worker) => {
      const range = ranges.get(worker.spec.name) ?? '';
      await runOn(worker, ['sh', '-c', 'mkdir -p "${1%/*}" && cat > "$1"', 'sh', CONFIGURATION], {
        input: JSON.stringify(configuration(range), undefined, 2),
      });
      await onNetwork(worker, ['nft', '-f', '-'], masquerade(range, podCidr));
      if (worker.spec.behindNat === true) return;
      for (const other of workers) {
        if (other === worker || other.spec.behindNat === true) continue;
        const otherRange = ranges.get(other.spec.name) ?? '';
        await onNetwork(worker, ['ip', 'route', 'replace', otherRange, 'via', other.address]);
      }
    }),
  );
}

function onNetwork({ places }: Worker, command: readonly string[], input?: string): Promise<string> {
  return run('ip', ['netns', 'exec', places.networkNamespace, ...command], { ...(input !== undefined && { input }) });
}

function configuration(range: string): object {
  return {
    cniVersion: '1.0.0',
    name: 'testbed',
    plugins: [
      {
        type: 'bridge',
        bridge: 'cni0',
        isDefaultGateway: true,
        hairpinMode: true,
        ipMasq: false,
        ipam: { type: 'host-local', ranges: [[{ subnet: range }]] },
      },
      { type: 'portmap', capabilities: { portMappings: true } },
    ],
  };
}

function masquerade(range: string, podCidr: string): string {
  return `
table ip testbed-pods
delete table ip testbed-pods
table ip testbed-pods {
  chain postrouting {
    type nat hook postrouting priority srcnat;
    ip saddr ${range} ip daddr != ${podCidr} oifname "eth0" masquerade
  }
}
`;
}
