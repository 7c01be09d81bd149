import type { Answer } from '../../../lib/pulumi/coarse/plugin/client';
import type { Requests } from '../../../lib/pulumi/coarse/plugin/cluster';

/** Answers like an API server that keeps objects by their paths, and records what it was asked to change. */
export class KeptObjects implements Requests {
  public readonly objects = new Map<string, unknown>();
  /** `PATCH /api/v1/namespaces/a/configmaps/b`, in order; dry runs are left out. */
  public readonly changes: string[] = [];
  /** Answers to come instead, by method and path. */
  public readonly refusals = new Map<string, Answer>();

  public request(method: string, address: string, body?: unknown): Promise<Answer> {
    const [path = '', query = ''] = address.split('?');
    return Promise.resolve(this.answer(method, path, query.includes('dryRun'), body));
  }

  private answer(method: string, path: string, isDryRun: boolean, body: unknown): Answer {
    if (/^\/(api\/v1|apis\/[^/]+\/v1)$/.test(path)) {
      const resources = ['ConfigMap', 'Secret', 'Job', 'Namespace', 'Deployment'].map((kind) => ({
        kind,
        name: `${kind.toLowerCase()}s`,
      }));
      return { status: 200, body: { resources } };
    }
    const operation = `${method} ${path}`;
    if (method !== 'GET' && !isDryRun) this.changes.push(operation);
    const refusal = isDryRun ? undefined : this.refusals.get(operation);
    if (refusal !== undefined) {
      this.refusals.delete(operation);
      return refusal;
    }
    if (method === 'PATCH' && !isDryRun) this.objects.set(path, body);
    if (method === 'DELETE') this.objects.delete(path);
    const found = method === 'PATCH' ? body : this.objects.get(path);
    return found === undefined ? { status: 404, body: {} } : { status: 200, body: found };
  }
}
