import { createHash } from 'node:crypto';
import type { KubernetesObject } from 'colonnade';
import { LocalControlPlane } from 'colonnade/testing';
import { nthAddress, parseCidr } from '../../lib/kubernetes';
import { certManagerCrds } from './cert-manager-crds';
import { install } from './module-crds';
import type { Definition } from './module-crds';
import { until } from './until';

/** What an API server says against an object. */
export interface Refusal {
  readonly object: string;
  readonly status: number;
  readonly message: string;
}

/** An object of which only its identity is known. */
export interface AnyObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
}

const CONCURRENCY = 8;
const RESTRICTED = 'judge-restricted';
const ENFORCE = 'pod-security.kubernetes.io/enforce';

/**
 * A real API server that says whether it would take objects: server-side apply, strict about fields, nothing stored. An object
 * that it took once is not sent again.
 */
export class Judge {
  /** `crds`: those of cert-manager. `definitions`: further ones. */
  public static async start(
    version: string,
    options: { readonly crds: boolean; readonly definitions?: readonly Definition[] },
  ): Promise<Judge> {
    const judge = new Judge(
      await LocalControlPlane.start({
        version,
        // A bound against hanging: on a busy machine a server with many definitions takes minutes.
        startupTimeoutSeconds: 300,
        apiServerArgs: { 'service-cluster-ip-range': '198.18.0.0/24,fd00:ffff::/112' },
      }),
    );
    try {
      if (options.crds) await judge.installCrds();
      if (options.definitions) await install(judge.cluster, options.definitions);
    } catch (error) {
      await judge.stop();
      throw error;
    }
    return judge;
  }

  /** Objects that were sent, the same ones counted once. */
  public sent = 0;

  private last: Promise<unknown> = Promise.resolve();
  private readonly verdicts = new Map<string, Promise<readonly Refusal[]>>();
  private readonly ranges = new Map<string, Promise<void>>();
  private readonly namespaces = new Map<string, Promise<void>>();
  private readonly resources = new Map<string, Promise<ReadonlyMap<string, Resource>>>();

  private constructor(private readonly cluster: LocalControlPlane) {}

  public stop(): Promise<void> {
    return this.cluster.stop();
  }

  /** Refusals of these objects, in their order. Namespaces that they need are made. */
  public async refusals(objects: readonly AnyObject[]): Promise<readonly Refusal[]> {
    const verdict = (object: AnyObject) => once(this.verdicts, `apply ${hashOf(object)}`, () => this.apply(object));
    return (await concurrently(objects, verdict)).flat();
  }

  /** Refusals of these pods in a namespace that enforces Pod Security `restricted`. */
  public async podRefusals(pods: readonly Pod[]): Promise<readonly Refusal[]> {
    const verdict = (pod: Pod) => once(this.verdicts, `pod ${hashOf(pod.template)}`, () => this.createPod(pod));
    return (await concurrently(pods, verdict)).flat();
  }

  /** Lets Services have addresses of these ranges, which are those of the cluster that this server stands for. */
  public async allowServiceRanges(cidrs: readonly string[]): Promise<void> {
    for (const cidr of cidrs) await once(this.ranges, cidr, () => this.addServiceRange(cidr));
  }

  /** Refusals of a new version of an object that is there in another one; it is not, afterwards. */
  public async updateRefusals(before: AnyObject, after: AnyObject): Promise<readonly Refusal[]> {
    const path = await this.placeOf(before);
    if (typeof path !== 'string') throw new Error(`${path.object}: ${path.message}`);
    await this.store(before, path);
    const refusals = await this.patch(after, path, true);
    await this.cluster.request('DELETE', path);
    return refusals;
  }

  private async apply(object: AnyObject): Promise<readonly Refusal[]> {
    const path = await this.placeOf(object);
    if (typeof path !== 'string') return [path];
    return hasClusterIp(object) ? this.makeAndRemove(object, path) : this.patch(object, path, true);
  }

  /** The path of an object, in a namespace that is there; a refusal where there is none. */
  private async placeOf(object: AnyObject): Promise<string | Refusal> {
    const resource = (await this.resourcesOf(object.apiVersion)).get(object.kind);
    if (resource === undefined) return refusal(object, 404, `there is no ${object.apiVersion} ${object.kind} here`);
    const { name, namespace } = object.metadata;
    if (resource.namespaced !== (namespace !== undefined))
      return refusal(object, 400, resource.namespaced ? 'it needs a namespace' : 'it is not in a namespace');
    if (namespace !== undefined) await this.ensureNamespace(namespace);
    const scope = namespace === undefined ? '' : `/namespaces/${namespace}`;
    return `${root(object.apiVersion)}${scope}/${resource.plural}/${name}`;
  }

  /** With several Service ranges, a dry run looks for the address in any one of them: it has to be done for real, one by one. */
  private makeAndRemove(object: AnyObject, path: string): Promise<readonly Refusal[]> {
    const made = this.last.then(async () => {
      const refusals = await this.patch(object, path, false);
      await this.cluster.request('DELETE', path);
      return refusals;
    });
    this.last = made.catch(() => undefined);
    return made;
  }

  private async patch(object: AnyObject, path: string, dryRun: boolean): Promise<readonly Refusal[]> {
    this.sent += 1;
    const query = `fieldManager=contract&force=true&fieldValidation=Strict${dryRun ? '&dryRun=All' : ''}`;
    const contentType = 'application/apply-patch+yaml';
    const { status, body } = await this.cluster.request('PATCH', `${path}?${query}`, object, { contentType });
    return status < 300 ? [] : [refusal(object, status, messageOf(body))];
  }

  private async createPod({ template, owner, claims }: Pod): Promise<readonly Refusal[]> {
    await this.ensureNamespace(RESTRICTED, { [ENFORCE]: 'restricted' });
    // Whether the class exists is another test's question; admission would look it up here.
    const spec = Object.fromEntries(Object.entries(template.spec).filter(([key]) => key !== 'priorityClassName'));
    const volumes = [
      ...(template.spec.volumes ?? []),
      ...claims.map((name) => ({ name, persistentVolumeClaim: { claimName: name } })),
    ];
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { ...template.metadata, name: 'candidate', namespace: RESTRICTED },
      spec: { ...spec, volumes },
    };
    this.sent += 1;
    const path = `/api/v1/namespaces/${RESTRICTED}/pods?dryRun=All&fieldValidation=Strict`;
    const { status, body } = await this.cluster.request('POST', path, pod);
    return status < 300 ? [] : [refusal(owner, status, messageOf(body))];
  }

  private ensureNamespace(name: string, labels: Readonly<Record<string, string>> = {}): Promise<void> {
    return once(this.namespaces, name, () =>
      this.make({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }),
    );
  }

  private async make(object: AnyObject & Readonly<Record<string, unknown>>): Promise<void> {
    const resource = (await this.resourcesOf(object.apiVersion)).get(object.kind);
    await this.store(object, `${root(object.apiVersion)}/${resource?.plural ?? ''}/${object.metadata.name}`);
  }

  private async store(object: AnyObject, path: string): Promise<void> {
    const [problem] = await this.patch(object, path, false);
    if (problem !== undefined) throw new Error(`${problem.object}: ${problem.message}`);
  }

  private resourcesOf(apiVersion: string): Promise<ReadonlyMap<string, Resource>> {
    return once(this.resources, apiVersion, async () => {
      const { body } = await this.cluster.request('GET', root(apiVersion));
      const { resources = [] } = body as { resources?: ApiResource[] };
      const main = resources.filter(({ name }) => !name.includes('/'));
      return new Map(main.map(({ name, kind, namespaced }) => [kind, { plural: name, namespaced }]));
    });
  }

  private async installCrds(): Promise<void> {
    const crds = certManagerCrds();
    if (crds === undefined)
      throw new Error('found no CRDs of cert-manager; let COLONNADE_CRDS name a folder with them.');
    const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
    for (const definition of crds.definitions) {
      const { status, body } = await this.cluster.request('POST', path, definition);
      if (status !== 201) throw new Error(`${definition.metadata.name}: ${messageOf(body)}`);
    }
    for (const kind of ['Certificate', 'Issuer', 'ClusterIssuer']) await this.untilServed('cert-manager.io/v1', kind);
  }

  /** No controller manager runs here, so the range is declared ready by hand. */
  private async addServiceRange(cidr: string): Promise<void> {
    const name = `range-${hashOf(cidr)
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '')}`;
    const path = `/apis/networking.k8s.io/v1/servicecidrs/${name}`;
    const range = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'ServiceCIDR',
      metadata: { name },
      spec: { cidrs: [cidr] },
    };
    await this.store(range, path);
    const ready = {
      type: 'Ready',
      status: 'True',
      reason: 'Test',
      message: '',
      lastTransitionTime: '2026-01-01T00:00:00Z',
    };
    const answer = await this.cluster.request('PATCH', `${path}/status`, { status: { conditions: [ready] } });
    if (answer.status !== 200) throw new Error(`${name}: ${messageOf(answer.body)}`);
    await this.untilAllocated(cidr);
  }

  /** The server learns of a new Service range a moment after it is stored. */
  private async untilAllocated(cidr: string): Promise<void> {
    const range = parseCidr(cidr);
    const clusterIP = range.ok ? nthAddress(range.value, 5) : undefined;
    const metadata = { name: 'probe', namespace: 'default' };
    const service = { apiVersion: 'v1', kind: 'Service', metadata, spec: { clusterIP, ports: [{ port: 1 }] } };
    await until(
      `Services get an address of ${cidr}`,
      async () => (await this.makeAndRemove(service, '/api/v1/namespaces/default/services/probe')).length === 0,
    );
  }

  /** A new kind is served a moment after its definition is accepted. */
  private async untilServed(apiVersion: string, kind: string): Promise<void> {
    await until(`${apiVersion} ${kind} is served`, async () => {
      this.resources.delete(apiVersion);
      return (await this.resourcesOf(apiVersion)).has(kind);
    });
  }
}

interface ApiResource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

interface Resource {
  readonly plural: string;
  readonly namespaced: boolean;
}

/** A pod template and what it stands in. */
export interface Pod {
  readonly owner: AnyObject;
  readonly template: PodTemplate;
  /** Names of the volumes that a StatefulSet adds. */
  readonly claims: readonly string[];
}

export interface PodTemplate {
  readonly metadata?: object;
  readonly spec: { readonly volumes?: readonly object[] };
}

/** The pods that the controllers of Kubernetes make of these objects. */
export function podsOf(objects: readonly KubernetesObject[]): readonly Pod[] {
  return objects.flatMap((owner): Pod[] => {
    const spec = owner['spec'] as WorkloadSpec | undefined;
    const template = owner.kind === 'CronJob' ? spec?.jobTemplate?.spec.template : spec?.template;
    if (!['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'].includes(owner.kind) || !template) return [];
    return [{ owner, template, claims: (spec?.volumeClaimTemplates ?? []).map(({ metadata }) => metadata.name) }];
  });
}

interface WorkloadSpec {
  readonly template?: PodTemplate;
  readonly jobTemplate?: { readonly spec: { readonly template: PodTemplate } };
  readonly volumeClaimTemplates?: readonly AnyObject[];
}

function hasClusterIp(object: AnyObject): boolean {
  const spec: unknown = object.kind === 'Service' ? Reflect.get(object, 'spec') : undefined;
  const address: unknown = typeof spec === 'object' && spec !== null ? Reflect.get(spec, 'clusterIP') : undefined;
  return typeof address === 'string' && address !== 'None';
}

function root(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

function refusal({ kind, metadata }: AnyObject, status: number, message: string): Refusal {
  return { object: [kind, metadata.namespace, metadata.name].filter(Boolean).join(' '), status, message };
}

function messageOf(body: unknown): string {
  const message: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'message') : body;
  return typeof message === 'string' ? message : JSON.stringify(body);
}

function hashOf(value: unknown): string {
  return createHash('sha1').update(JSON.stringify(value)).digest('base64');
}

function once<T>(made: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const before = made.get(key);
  if (before !== undefined) return before;
  const promise = make();
  made.set(key, promise);
  return promise;
}

/** Does the same with every item, a few at a time. */
async function concurrently<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await act(item);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return results;
}
