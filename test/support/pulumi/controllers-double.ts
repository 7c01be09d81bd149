import type { LocalControlPlane } from '../../../lib/testing';
import { valueAt } from '../../../lib/pulumi/leaves';

const PAUSE_MS = 100;

/**
 * A test double of the controllers that a control plane without any lacks: it says that Deployments are available and that Jobs are
 * complete, and empties namespaces that are being deleted. Nothing runs.
 */
export class ControllersDouble {
  private stopped = false;
  private readonly running: Promise<void>;

  public constructor(private readonly cluster: LocalControlPlane) {
    this.running = this.run();
  }

  public async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      for (const deployment of await this.list('/apis/apps/v1/deployments')) await this.sayAvailable(deployment);
      for (const job of await this.list('/apis/batch/v1/jobs')) await this.sayComplete(job);
      for (const namespace of await this.list('/api/v1/namespaces')) await this.finalize(namespace);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  private async list(path: string): Promise<readonly unknown[]> {
    const items: unknown = valueAt((await this.cluster.request('GET', path)).body, ['items']);
    return Array.isArray(items) ? (items as readonly unknown[]) : [];
  }

  private async sayComplete(job: unknown): Promise<void> {
    if (valueAt(job, ['status', 'conditions', 0]) !== undefined) return;
    const [namespace, name] = [valueAt(job, ['metadata', 'namespace']), valueAt(job, ['metadata', 'name'])];
    const time = new Date().toISOString().replace(/\.\d+/, '');
    const conditions = ['SuccessCriteriaMet', 'Complete'].map((type) => ({
      type,
      status: 'True',
      reason: 'Test',
      message: 'nothing ran',
      lastProbeTime: time,
      lastTransitionTime: time,
    }));
    const status = { startTime: time, completionTime: time, succeeded: 1, ready: 0, terminating: 0, conditions };
    await this.cluster.request('PATCH', `/apis/batch/v1/namespaces/${String(namespace)}/jobs/${String(name)}/status`, {
      status,
    });
  }

  private async sayAvailable(deployment: unknown): Promise<void> {
    const generation = valueAt(deployment, ['metadata', 'generation']);
    if (valueAt(deployment, ['status', 'observedGeneration']) === generation) return;
    const [namespace, name] = [
      valueAt(deployment, ['metadata', 'namespace']),
      valueAt(deployment, ['metadata', 'name']),
    ];
    const available = { type: 'Available', status: 'True', reason: 'Test', message: 'nothing runs' };
    const path = `/apis/apps/v1/namespaces/${String(namespace)}/deployments/${String(name)}/status`;
    const replicas = valueAt(deployment, ['spec', 'replicas']);
    const counts = { replicas, updatedReplicas: replicas, readyReplicas: replicas, availableReplicas: replicas };
    const status = { observedGeneration: generation, ...counts, conditions: [available] };
    await this.cluster.request('PATCH', path, { status });
  }

  private async finalize(namespace: unknown): Promise<void> {
    if (valueAt(namespace, ['metadata', 'deletionTimestamp']) === undefined) return;
    const name = String(valueAt(namespace, ['metadata', 'name']));
    await this.cluster.request('PUT', `/api/v1/namespaces/${name}/finalize`, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
      spec: { finalizers: [] },
    });
  }
}
