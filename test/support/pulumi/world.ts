import { LocalControlPlane } from '../../../lib/testing';
import { installCertManager } from './cluster';
import { ControllersDouble } from './controllers-double';
import { Engine } from './engine';
import { KubernetesProviderDouble } from './provider-double';

/** The real engine and a real API server, with test doubles of the Kubernetes provider and of controllers. */
export class PulumiWorld {
  public static async start(): Promise<PulumiWorld> {
    const started: (() => void | Promise<void>)[] = [];
    try {
      const cluster = await LocalControlPlane.start({ version: '1.36.3', startupTimeoutSeconds: 600 });
      started.unshift(() => cluster.stop());
      await installCertManager(cluster);
      const provider = await KubernetesProviderDouble.start(cluster);
      started.unshift(() => provider.stop());
      const controllers = new ControllersDouble(cluster);
      started.unshift(() => controllers.stop());
      const engine = await Engine.start({ kubernetes: provider.port });
      started.unshift(() => engine.stop());
      return new PulumiWorld(cluster, provider, engine, started);
    } catch (error) {
      for (const stop of started) await stop();
      throw error;
    }
  }

  private constructor(
    public readonly cluster: LocalControlPlane,
    public readonly provider: KubernetesProviderDouble,
    public readonly engine: Engine,
    /** What is to be stopped, in this order. */
    private readonly started: readonly (() => void | Promise<void>)[],
  ) {}

  /** An object of the API server; `undefined` where there is none. */
  public async get(path: string): Promise<unknown> {
    const { status, body } = await this.cluster.request('GET', path);
    return status === 404 ? undefined : body;
  }

  public async stop(): Promise<void> {
    for (const stop of this.started) await stop();
  }
}

/** How many resources a run created, updated and so on. */
export type OpCounts = Readonly<Partial<Record<string, number>>>;

/** What a run did, without what stayed as it is. */
export function withoutSame(changes: OpCounts | undefined): OpCounts {
  return Object.fromEntries(Object.entries(changes ?? {}).filter(([change]) => change !== 'same'));
}
