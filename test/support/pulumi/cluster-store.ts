import { ROLLED_OUT_KINDS } from '../../../lib/pulumi/awaiting';
import { isRolledOut } from '../../../lib/pulumi/coarse/plugin/readiness';
import { valueAt } from '../../../lib/pulumi/leaves';

/** An object of a cluster, as far as it is looked into. */
export interface Live {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

/** What answers requests to an API server. */
export interface Requests {
  request(
    method: string,
    path: string,
    body?: unknown,
    options?: { readonly contentType?: string },
  ): Promise<{ readonly status: number; readonly body: unknown }>;
}

const PAUSE_MS = 50;

/** Objects of a real API server: made, applied, read, awaited and deleted. */
export class ClusterStore {
  private readonly plurals = new Map<string, string>();

  public constructor(private readonly cluster: Requests) {}

  public async create(object: Live): Promise<Live> {
    const folder = (await this.pathOf(object)).replace(/\/[^/]+$/, '');
    return this.answer('POST', `${folder}?fieldValidation=Strict`, object);
  }

  public async apply(object: Live, force: boolean): Promise<Live> {
    const query = `fieldManager=pulumi&force=${force}&fieldValidation=Strict`;
    return this.answer('PATCH', `${await this.pathOf(object)}?${query}`, object, 'application/apply-patch+yaml');
  }

  public async get(reference: Live): Promise<Live | undefined> {
    const { status, body } = await this.cluster.request('GET', await this.pathOf(reference));
    if (status === 404) return undefined;
    if (status !== 200) throw new Error(messageOf(body));
    return body as Live;
  }

  /** Deletes an object, and returns when it is gone. */
  public async delete(object: Live): Promise<void> {
    const path = await this.pathOf(object);
    // Other policies wait for a garbage collector, which a control plane without controllers lacks.
    const { status, body } = await this.cluster.request('DELETE', path, { propagationPolicy: 'Background' });
    if (status === 404) return;
    if (status >= 300) throw new Error(messageOf(body));
    for (let tries = 0; tries < 1200; tries += 1) {
      if ((await this.cluster.request('GET', path)).status === 404) return;
      await pause();
    }
    throw new Error(`${path} is not gone.`);
  }

  /** The object, once it is what its annotation `pulumi.com/waitFor` asks for, or rolled out where none is there and nothing says not to wait. */
  public async untilReady(object: Live, timeoutSeconds: number): Promise<Live> {
    const { 'pulumi.com/waitFor': wanted, 'pulumi.com/skipAwait': skipped } = object.metadata.annotations ?? {};
    if (skipped === 'true') return object;
    const end = Date.now() + timeoutSeconds * 1000;
    for (let live: Live | undefined = object; Date.now() < end; live = await this.get(object)) {
      if (live !== undefined && isReady(live, wanted)) return live;
      await pause();
    }
    throw new Error(
      `${object.kind} ${object.metadata.name}: not ${wanted ?? 'rolled out'} within ${timeoutSeconds} s.`,
    );
  }

  private async answer(method: string, path: string, object: Live, contentType?: string): Promise<Live> {
    const { status, body } = await this.cluster.request(method, path, object, contentType ? { contentType } : {});
    if (status >= 300) throw new Error(`${object.kind} ${object.metadata.name}: ${messageOf(body)}`);
    return body as Live;
  }

  private async pathOf({ apiVersion, kind, metadata: { name, namespace } }: Live): Promise<string> {
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const scope = namespace === undefined ? '' : `/namespaces/${namespace}`;
    return `${root}${scope}/${await this.pluralOf(root, kind)}/${name}`;
  }

  private async pluralOf(root: string, kind: string): Promise<string> {
    const known = this.plurals.get(`${root} ${kind}`);
    if (known !== undefined) return known;
    const { body } = await this.cluster.request('GET', root);
    const { resources = [] } = body as { resources?: readonly { readonly name: string; readonly kind: string }[] };
    for (const resource of resources) {
      if (!resource.name.includes('/')) this.plurals.set(`${root} ${resource.kind}`, resource.name);
    }
    const found = this.plurals.get(`${root} ${kind}`);
    if (found === undefined) throw new Error(`no ${kind} in ${root}.`);
    return found;
  }
}

function isReady(live: Live, wanted: string | undefined): boolean {
  return wanted === undefined ? !ROLLED_OUT_KINDS.has(live.kind) || isRolledOut({ ...live }) : meets(live, wanted);
}

/** `condition=Available=True` or `jsonpath={.status.readyReplicas}=3` */
function meets(live: Live, wanted: string): boolean {
  const condition = /^condition=(\w+)=(\w+)$/.exec(wanted);
  if (condition !== null) {
    const conditions = valueAt(live, ['status', 'conditions']);
    return (
      Array.isArray(conditions) &&
      conditions.some(
        (entry) => valueAt(entry, ['type']) === condition[1] && valueAt(entry, ['status']) === condition[2],
      )
    );
  }
  const field = /^jsonpath=\{\.([\w.]+)\}=(.*)$/.exec(wanted);
  if (field === null) throw new Error(`cannot wait for ${wanted}`);
  return String(valueAt(live, (field[1] ?? '').split('.'))) === field[2];
}

function messageOf(body: unknown): string {
  const message = valueAt(body, ['message']);
  return typeof message === 'string' ? message : JSON.stringify(body);
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}
