import { setTimeout as sleep } from 'node:timers/promises';
import { describeReal } from '../../support/real-parts';
import { until } from '../../support/until';
import { TunnelSite } from './site';
import type { AgentToken } from './site';

jest.setTimeout(15 * 60_000);

/** Seconds; where keepalives were not set, it would be an hour and more. */
const A_WHILE = 120;

let site: TunnelSite;

function say(what: string, seconds: number): void {
  process.stderr.write(`tunnel: ${what}: ${seconds.toFixed(1)} s\n`);
}

async function untilConnected(servers: readonly number[], agents: number): Promise<number> {
  return until(`servers ${servers.join(', ')} have ${agents} agents each`, async () => {
    const counts = await Promise.all(servers.map((index) => site.agentsOf(index)));
    return counts.every((count) => count === agents);
  });
}

/** A request that was on its way through an agent when that one went gets no answer, and is asked again as clients do. */
async function untilAnswered(node: number): Promise<number> {
  const ask = () => site.log(node).catch((error: unknown) => String(error));
  return until(`logs of node ${node} are read`, async () => (await ask()) === `from node-${node}`, A_WHILE);
}

describeReal(
  'the tunnel, from the arguments that are rendered',
  ['1.36.3'],
  () => {
    beforeAll(async () => {
      site = await TunnelSite.start();
      await site.addNode(1);
      await site.addNode(2);
      await site.startServer(1);
      await site.useServer(1);
    });

    afterAll(async () => {
      await site.stop();
    });

    test('carries nothing while there is no agent', async () => {
      expect(await site.log(1)).toContain('No agent available');
    });

    test('carries what is for a node to the agent of that node', async () => {
      await Promise.all([site.startAgent(1), site.startAgent(2)]);
      say('agents connected to one server', await untilConnected([1], 2));
      for (let round = 0; round < 8; round += 1) expect(await site.log(1)).toBe('from node-1');
      expect(await site.dialsOf(1)).toBeGreaterThanOrEqual(8);
      expect(await site.dialsOf(2)).toBe(0);
      expect(await site.log(2)).toBe('from node-2');
      expect(await site.dialsOf(2)).toBe(1);
      expect(await site.agentReadiness(1)).toBe(200);
    });

    test('agents find further servers by themselves, and each server carries traffic to each node', async () => {
      await Promise.all([site.startServer(2), site.startServer(3)]);
      say('1 -> 3 servers, agents connected to each', await untilConnected([1, 2, 3], 2));
      for (const index of [2, 3]) {
        await site.useServer(index);
        expect([await site.log(1), await site.log(2)]).toEqual(['from node-1', 'from node-2']);
      }
    });

    test('agents that have all servers ask nobody for more', async () => {
      await until('agents count three servers', async () => (await site.leases()).length === 3);
      // They look for more every second or so, as long as they believe that there are more.
      await until('five seconds pass without a new connection', async () => {
        const before = site.connections;
        await sleep(5000);
        return site.connections === before;
      });
    });

    test('a server that is killed and started again has its agents back in seconds', async () => {
      await site.stopServer(3, 'SIGKILL');
      const start = Date.now();
      await site.startServer(3);
      await site.useServer(3);
      await untilAnswered(1);
      say('server restarted, next request through it answered', (Date.now() - start) / 1000);
    });

    test('another pod in its place has them too, though the Lease of the old one is still there', async () => {
      await site.stopServer(3, 'SIGKILL');
      const start = Date.now();
      await site.startServer(3, 'kube-apiserver-4');
      await untilAnswered(2);
      say('server replaced, next request through it answered', (Date.now() - start) / 1000);
      await untilConnected([1, 2, 3], 2);
    });

    test('a server that is told to stop takes its Lease with it, and agents leave it alone', async () => {
      await site.useServer(1);
      await site.stopServer(3);
      expect(await site.leases()).not.toContain('konnectivity-proxy-server-kube-apiserver-4');
      const seconds = await until('agents have two servers', async () => {
        const counts = await Promise.all([1, 2].map((node) => site.serversOf(node)));
        return counts.every((count) => count === 2);
      });
      say('3 -> 2 servers, agents have two', seconds);
      expect([await site.log(1), await site.log(2)]).toEqual(['from node-1', 'from node-2']);
    });

    test('an agent that says nothing any more costs seconds, and is dropped', async () => {
      site.signalAgent(2, 'SIGSTOP');
      const start = Date.now();
      expect(await site.log(2)).toContain('timed out waiting for backend dial');
      say('agent silent, a request for its node ended', (Date.now() - start) / 1000);
      await until('the server drops it', async () => (await site.agentsOf(1)) === 1, A_WHILE);
      say('agent silent, dropped by the server', (Date.now() - start) / 1000);
      expect(await site.log(2)).toBe('from node-2');
      site.signalAgent(2, 'SIGCONT');
      say('agent wakes up, connected to both servers', await untilConnected([1, 2], 2));
    });

    test('an agent that is told to stop serves on until it is killed, and then another one stands in', async () => {
      site.signalAgent(1, 'SIGTERM');
      await sleep(3000);
      await untilAnswered(1);
      expect(site.agentEnding(1)).toBeUndefined();
      const before = await site.dialsOf(2);
      await site.stopAgent(1);
      await untilAnswered(1);
      expect(await site.dialsOf(2)).toBeGreaterThan(before);
    });

    test.each<[string, AgentToken]>([
      ['for another audience', { audience: 'https://kubernetes.default.svc.cluster.local' }],
      ['that has expired', { expired: true }],
      ['of another service account', { account: 'somebody' }],
    ])('an agent with a token %s is refused', async (_, token) => {
      if (token.account !== undefined) await site.addAccount(token.account);
      const before = refusals();
      await site.startAgent(1, token);
      // More than those of an agent before it that were not written down yet.
      await until('servers have refused it again and again', () => refusals() > before + 3);
      await until('it answers', async () => (await site.agentReadiness(1)) !== 0);
      expect(await site.agentReadiness(1)).toBe(503);
      expect(await site.serversOf(1)).toBe(0);
      await untilConnected([1], 1);
      await site.stopAgent(1);
    });
  },
  ['konnectivity'],
);

function refusals(): number {
  return [1, 2].flatMap((index) => site.serverLog(index).match(/Client authentication failed/g) ?? []).length;
}
