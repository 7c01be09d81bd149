import { mkdtemp, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer as createHttps } from 'node:https';
import type { Server as HttpsServer } from 'node:https';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { LocalControlPlane } from '../../../lib/testing';
import { Component } from '../../../lib/testing/component';
import { Guard } from '../../../lib/testing/guard';
import { toolPaths } from '../../../tools';
import { until } from '../../support/until';
import { Balancer } from './balancer';
import { expire, issueServing } from './credentials';
import { pathOf, renderedTunnel } from './rendered';
import { fetchText, metric } from './wait';

const ACCOUNT = '/api/v1/namespaces/kube-system/serviceaccounts/konnectivity-agent';
const AGENT_PORT = 8132;
const SERVER_HEALTH = 8134;
const AGENT_HEALTH = 8093;
const KUBELET = 10250;

/** A token that an agent shows to servers. */
export interface AgentToken {
  readonly audience?: string;
  /** Of namespace kube-system. */
  readonly account?: string;
  /** Signed by the test with the cluster's own key, because the API gives out none that runs out so soon. */
  readonly expired?: boolean;
}

/**
 * A real API server, real konnectivity servers and agents started with the arguments that are rendered for a tenant, and on each node a small HTTPS
 * server in place of its kubelet. Every process has a loopback address of its own, so that all keep the ports they are given.
 */
export class TunnelSite {
  public static async start(): Promise<TunnelSite> {
    const folder = await mkdtemp(join(tmpdir(), 'colonnade-tunnel-'));
    // A /16 for each run, so that two at once do not meet.
    const network = `127.${10 + (process.pid % 240)}`;
    const site = new TunnelSite(folder, network, new Guard(folder));
    try {
      await site.begin();
      return site;
    } catch (error) {
      await site.stop();
      throw error;
    }
  }

  private readonly rendered: ReturnType<typeof renderedTunnel>;
  private readonly balancer = new Balancer(AGENT_PORT);
  private readonly servers = new Map<number, Component>();
  private readonly agents = new Map<number, Component>();
  private readonly kubelets: HttpsServer[] = [];
  private cluster: LocalControlPlane | undefined;
  private started = 0;

  private constructor(
    private readonly folder: string,
    private readonly network: string,
    private readonly guard: Guard,
  ) {
    this.rendered = renderedTunnel(this.endpoint);
  }

  private get endpoint(): string {
    return `${this.network}.3.1`;
  }

  private get api(): LocalControlPlane {
    if (this.cluster === undefined) throw new Error('not started');
    return this.cluster;
  }

  private async begin(): Promise<void> {
    await mkdir(join(this.folder, 'etc/pki'), { recursive: true });
    const serving = await issueServing([this.endpoint]);
    await this.write('etc/pki/server.crt', serving.certificate);
    await this.write('etc/pki/server.key', serving.key);
    const socket = join(this.folder, 'current.socket');
    const egress = join(this.folder, 'egress.json');
    await writeFile(egress, this.rendered.egress.replaceAll(/"udsName":"[^"]*"/g, `"udsName":"${socket}"`));
    this.cluster = await LocalControlPlane.start({
      version: '1.36.3',
      apiServerArgs: {
        'egress-selector-config-file': egress,
        'kubelet-preferred-address-types': this.rendered.kubeletAddresses,
      },
    });
    await this.write('ca.crt', `${serving.ca.trimEnd()}\n${this.api.caCert}`);
    await this.write('etc/kubeconfig', this.serverKubeconfig());
    for (const object of this.rendered.access) {
      const path = `${pathOf(object)}?fieldManager=colonnade&force=true`;
      const { status } = await this.api.request('PATCH', path, JSON.stringify(object), {
        contentType: 'application/apply-patch+yaml',
      });
      if (status >= 300) throw new Error(`${path}: ${status}`);
    }
    await this.balancer.listen(this.endpoint);
  }

  /** A node, the stand-in for its kubelet, and a pod on it whose log can be asked for. */
  public async addNode(node: number): Promise<void> {
    const address = this.nodeAddress(node);
    const certificate = await readFile(join(this.folder, 'etc/pki/server.crt'));
    const key = await readFile(join(this.folder, 'etc/pki/server.key'));
    const kubelet = createHttps({ cert: certificate, key }, (_, response) => {
      response.setHeader('connection', 'close');
      response.end(`from node-${node}`);
    });
    kubelet.listen(KUBELET, address);
    await once(kubelet, 'listening');
    this.kubelets.push(kubelet);
    const name = `node-${node}`;
    await this.create('/api/v1/nodes', { apiVersion: 'v1', kind: 'Node', metadata: { name } });
    await this.api.request('PATCH', `/api/v1/nodes/${name}/status`, {
      status: {
        addresses: [{ type: 'InternalIP', address }],
        daemonEndpoints: { kubeletEndpoint: { Port: KUBELET } },
      },
    });
    await this.create('/api/v1/namespaces/default/pods', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `on-${name}`, namespace: 'default' },
      spec: { nodeName: name, containers: [{ name: 'c', image: 'none' }] },
    });
  }

  /** What `kubectl logs` would print of the pod on a node: API server, konnectivity server, agent, kubelet. */
  public async log(node: number): Promise<string> {
    const { body } = await this.api.request('GET', `/api/v1/namespaces/default/pods/on-node-${node}/log`, undefined, {
      timeoutSeconds: 60,
    });
    return typeof body === 'string' ? body : JSON.stringify(body);
  }

  /** Starts the konnectivity server of API server `index`, as a pod of this name. */
  public async startServer(index: number, pod = `kube-apiserver-${index}`): Promise<void> {
    const host = this.serverAddress(index);
    await mkdir(join(this.folder, `run-${index}`), { recursive: true });
    const args = this.rendered.server.map((argument) =>
      argument
        .replace('/run/konnectivity', join(this.folder, `run-${index}`))
        .replace('/etc/kubernetes', join(this.folder, 'etc'))
        .replace('$(POD_NAME)', pod),
    );
    const binds = ['agent', 'health', 'admin'].map((port) => `--${port}-bind-address=${host}`);
    this.servers.set(index, this.launch(`server-${index}`, 'proxy-server', [...args, ...binds]));
    this.balance();
    await until(`server ${index} answers`, async () => (await this.scrape(host, SERVER_HEALTH)) !== '');
  }

  /** Ends a server; its address gets no connections from now on. */
  public async stopServer(index: number, how: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const server = this.servers.get(index);
    this.servers.delete(index);
    this.balance();
    await server?.stop(how === 'SIGTERM' ? 10_000 : 0);
  }

  /** Lets API server requests go through the server `index`, as if they came from the API server beside it. */
  public async useServer(index: number): Promise<void> {
    const link = join(this.folder, 'next.socket');
    await rm(link, { force: true });
    await symlink(join(this.folder, `run-${index}`, 'konnectivity-server.socket'), link);
    await rename(link, join(this.folder, 'current.socket'));
  }

  /** Starts the agent of a node with a token of its own. */
  public async startAgent(node: number, token: AgentToken = {}): Promise<void> {
    const own = join(this.folder, `agent-${node}-${(this.started += 1)}`);
    await mkdir(own);
    await writeFile(join(own, 'token'), await this.tokenFor(token));
    await writeFile(join(own, 'api-token'), await this.request('konnectivity-agent', undefined));
    await writeFile(join(own, 'kubeconfig'), this.agentKubeconfig(join(own, 'api-token')));
    const args = this.rendered.agent.map((argument) =>
      argument
        .replace('/var/run/secrets/kubernetes.io/serviceaccount/ca.crt', join(this.folder, 'ca.crt'))
        .replace('/var/run/secrets/konnectivity', own)
        .replace('/etc/konnectivity', own)
        .replace('$(HOST_IP)', this.nodeAddress(node))
        .replace('$(NODE_NAME)', `node-${node}`),
    );
    const host = this.nodeAddress(node);
    const binds = [`--health-server-host=${host}`, `--admin-bind-address=${host}`];
    this.agents.set(node, this.launch(`agent-${node}-${this.started}`, 'proxy-agent', [...args, ...binds]));
  }

  /** Sends a signal to an agent and does not wait. */
  public signalAgent(node: number, signal: 'SIGTERM' | 'SIGSTOP' | 'SIGCONT'): void {
    const pid = this.agents.get(node)?.pid;
    if (pid !== undefined) process.kill(pid, signal);
  }

  /** How an agent ended; undefined while it runs. */
  public agentEnding(node: number): string | undefined {
    return this.agents.get(node)?.obituary;
  }

  public async stopAgent(node: number): Promise<void> {
    await this.agents.get(node)?.stop(0);
    this.agents.delete(node);
  }

  /** Number of agents that a server has. */
  public async agentsOf(index: number): Promise<number> {
    const text = await this.scrape(this.serverAddress(index), SERVER_HEALTH);
    return metric(text, 'konnectivity_network_proxy_server_ready_backends', 'default"');
  }

  /** Number of servers that an agent is connected to. */
  public async serversOf(node: number): Promise<number> {
    const text = await this.scrape(this.nodeAddress(node), AGENT_HEALTH);
    return metric(text, 'konnectivity_network_proxy_agent_open_server_connections');
  }

  /** Connections that an agent has opened for API servers so far. */
  public async dialsOf(node: number): Promise<number> {
    const text = await this.scrape(this.nodeAddress(node), AGENT_HEALTH);
    return metric(text, 'konnectivity_network_proxy_agent_dial_duration_seconds_count');
  }

  /** HTTP status of an agent's readiness; 0 when it does not answer. */
  public async agentReadiness(node: number): Promise<number> {
    return (await fetchText(this.nodeAddress(node), AGENT_HEALTH, '/readyz')).status;
  }

  /** All that a server printed. */
  public serverLog(index: number): string {
    return this.servers.get(index)?.log() ?? '';
  }

  /** Connections that agents have opened to servers so far. */
  public get connections(): number {
    return this.balancer.connections;
  }

  /** Names of the servers' Leases. */
  public async leases(): Promise<readonly string[]> {
    const path = '/apis/coordination.k8s.io/v1/namespaces/kube-system/leases?labelSelector=k8s-app=konnectivity-server';
    const { body } = await this.api.request('GET', path);
    return (body as { items: readonly { metadata: { name: string } }[] }).items.map(({ metadata }) => metadata.name);
  }

  public async stop(): Promise<void> {
    for (const agent of this.agents.values()) await agent.stop(0);
    for (const server of this.servers.values()) await server.stop(0);
    for (const kubelet of this.kubelets) kubelet.close();
    await this.balancer.close().catch(() => undefined);
    await this.cluster?.stop();
    await rm(this.folder, { recursive: true, force: true });
    await this.guard.dismiss();
  }

  private nodeAddress(node: number): string {
    return `${this.network}.1.${node}`;
  }

  private serverAddress(index: number): string {
    return `${this.network}.2.${index}`;
  }

  private balance(): void {
    this.balancer.leadTo([...this.servers.keys()].map((index) => this.serverAddress(index)));
  }

  private launch(name: string, binary: 'proxy-server' | 'proxy-agent', args: readonly string[]): Component {
    const program = toolPaths(['konnectivity']).konnectivity.binaries[binary];
    if (program === undefined) throw new Error(`no ${binary}`);
    const { folder, guard } = this;
    return new Component(name, { program, args, folder, guard, log: join(folder, `${name}.log`) });
  }

  /** As the administrator, but with the rights of the server's user alone. */
  private serverKubeconfig(): string {
    const config = JSON.parse(this.api.kubeconfig) as { users: [{ user: Record<string, string> }] };
    config.users[0].user['as'] = 'system:konnectivity-server';
    return JSON.stringify(config);
  }

  private agentKubeconfig(tokenFile: string): string {
    const config = structuredClone(this.rendered.agentKubeconfig);
    Object.assign(config.clusters[0].cluster, {
      server: this.api.url,
      'certificate-authority': join(this.folder, 'ca.crt'),
    });
    config.users[0].user['tokenFile'] = tokenFile;
    return JSON.stringify(config);
  }

  private async tokenFor({ account, audience, expired }: AgentToken): Promise<string> {
    const token = await this.request(account ?? 'konnectivity-agent', audience ?? 'system:konnectivity-server');
    if (expired !== true) return token;
    return expire(token, await readFile(join(dirname(this.api.kubeconfigPath), 'service-account.key')));
  }

  private async request(account: string, audience: string | undefined): Promise<string> {
    const path = ACCOUNT.replace('konnectivity-agent', account);
    const spec = { expirationSeconds: 3600, ...(audience !== undefined && { audiences: [audience] }) };
    const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec };
    const answer = await this.api.request('POST', `${path}/token`, body);
    if (answer.status !== 201) throw new Error(`no token for ${account}: ${answer.status}`);
    return (answer.body as { status: { token: string } }).status.token;
  }

  /** Makes a service account of namespace kube-system. */
  public async addAccount(name: string): Promise<void> {
    const metadata = { name, namespace: 'kube-system' };
    await this.create(dirname(ACCOUNT), { apiVersion: 'v1', kind: 'ServiceAccount', metadata });
  }

  private async create(path: string, object: unknown): Promise<void> {
    const { status, body } = await this.api.request('POST', path, object);
    if (status !== 201) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
  }

  private async scrape(host: string, port: number): Promise<string> {
    return (await fetchText(host, port, '/metrics')).text;
  }

  private async write(name: string, text: string): Promise<void> {
    await writeFile(join(this.folder, name), text, { mode: 0o600 });
  }
}
