import { Server, ServerCredentials, status } from '@grpc/grpc-js';
import type { sendUnaryData, ServerUnaryCall, UntypedServiceImplementation } from '@grpc/grpc-js';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { Struct } from 'google-protobuf/google/protobuf/struct_pb';
import type { JavaScriptValue } from 'google-protobuf/google/protobuf/struct_pb';
import { PluginInfo } from '@pulumi/pulumi/proto/plugin_pb';
import { ResourceProviderService } from '@pulumi/pulumi/proto/provider_grpc_pb';
import * as proto from '@pulumi/pulumi/proto/provider_pb';
import { asStored } from '../../../lib/pulumi/coarse/plugin/secrets';
import { plain } from '../../../lib/pulumi/coarse/plugin/values';
import { difference, formatPath } from '../../../lib/pulumi/leaves';
import { ClusterStore } from './cluster-store';
import type { Live, Requests } from './cluster-store';

/** What the provider was asked to do with an object, in order: `create ConfigMap a/b`. */
export type Operation = `${'create' | 'update' | 'delete' | 'read'} ${string}`;

/** Properties of a resource as the engine sends them. */
type Properties = Readonly<Record<string, unknown>>;

/** How the engine writes what is not known yet. */
const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

/** The one cluster that there is. */
type Cluster = Requests & { readonly kubeconfig: string };

/** Fields that no update can change: the resource is replaced. */
const IMMUTABLE: Readonly<Record<string, readonly string[]>> = {
  Job: ['spec.template', 'spec.selector'],
  StatefulSet: ['spec.serviceName', 'spec.selector', 'spec.volumeClaimTemplates'],
  Deployment: ['spec.selector'],
  RoleBinding: ['roleRef'],
};

/**
 * A test double of the Kubernetes provider of Pulumi, whose own program cannot be built here: it speaks the protocol of providers to the
 * real engine, and keeps its objects in a real API server. It upserts, applies by server-side apply and forces conflicts where its
 * configuration says so, awaits `pulumi.com/waitFor`, and reads back the fields that were written, as the real one does. As there, what a
 * Secret is given as text is compared and written as the API server keeps it.
 *
 * @see https://github.com/pulumi/pulumi-kubernetes/blob/master/provider/pkg/clients/unstructured.go (Normalize)
 */
export class KubernetesProviderDouble {
  public static async start(cluster: Cluster): Promise<KubernetesProviderDouble> {
    const double = new KubernetesProviderDouble(cluster);
    double.server.addService(ResourceProviderService, double.service());
    double.port = await new Promise<number>((resolve, reject) => {
      double.server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) =>
        error === null ? resolve(port) : reject(error),
      );
    });
    return double;
  }

  /** For `PULUMI_DEBUG_PROVIDERS=kubernetes:<port>`. */
  public port = 0;
  public readonly operations: Operation[] = [];
  /** What the program configured the provider with, the last time. */
  public configuration: Properties = {};
  /** Called before each create, so that tests can stop there. */
  public beforeCreate: (operation: Operation) => Promise<void> = () => Promise.resolve();

  private readonly server = new Server();
  private readonly store: ClusterStore;

  private constructor(private readonly cluster: Cluster) {
    this.store = new ClusterStore(cluster);
  }

  public stop(): void {
    this.server.forceShutdown();
  }

  private service(): UntypedServiceImplementation {
    const empty = () => new Empty();
    return {
      handshake: answering(() => new proto.ProviderHandshakeResponse()),
      attach: answering(empty),
      getPluginInfo: answering(() => new PluginInfo().setVersion('4.34.2')),
      getSchema: answering(() => new proto.GetSchemaResponse().setSchema('{}')),
      checkConfig: answering((request: proto.CheckRequest) => new proto.CheckResponse().setInputs(request.getNews())),
      diffConfig: answering((request: proto.DiffRequest) =>
        diffOf(propertiesOf(request.getOldInputs()), propertiesOf(request.getNews())),
      ),
      configure: answering((request: proto.ConfigureRequest) => {
        // Configuration comes with its secrets marked, whatever a provider says of secrets elsewhere.
        const args = Object.entries(propertiesOf(request.getArgs()));
        this.configuration = Object.fromEntries(args.map(([name, value]) => [name, plain(value)]));
        if (this.configuration['kubeconfig'] !== this.cluster.kubeconfig) throw new Error('no such cluster.');
        return new proto.ConfigureResponse().setSupportspreview(true);
      }),
      check: answering((request: proto.CheckRequest) => new proto.CheckResponse().setInputs(request.getNews())),
      diff: answering((request: proto.DiffRequest) =>
        diffOf(normalized(propertiesOf(request.getOldInputs())), normalized(propertiesOf(request.getNews()))),
      ),
      create: answering((request: proto.CreateRequest) => this.create(request)),
      read: answering((request: proto.ReadRequest) => this.readBack(request)),
      update: answering((request: proto.UpdateRequest) => this.update(request)),
      delete: answering((request: proto.DeleteRequest) => this.remove(request)),
      cancel: answering(empty),
    };
  }

  private async create(request: proto.CreateRequest): Promise<proto.CreateResponse> {
    const inputs = propertiesOf(request.getProperties());
    const response = new proto.CreateResponse();
    if (request.getPreview()) return response.setProperties(structOf(inputs));
    const object = liveOf(inputs);
    const operation: Operation = `create ${nameOf(object)}`;
    await this.beforeCreate(operation);
    this.operations.push(operation);
    const made = this.isOn('upsertExistingObjects')
      ? await this.store.apply(object, this.isOn('enablePatchForce'))
      : await this.store.create(object);
    const ready = await this.store.untilReady(made, request.getTimeout() || 60);
    return response.setId(idOf(object)).setProperties(structOf(outputsOf(ready)));
  }

  private async update(request: proto.UpdateRequest): Promise<proto.UpdateResponse> {
    const inputs = propertiesOf(request.getNews());
    const response = new proto.UpdateResponse();
    if (request.getPreview()) return response.setProperties(structOf(inputs));
    const object = liveOf(inputs);
    this.operations.push(`update ${nameOf(object)}`);
    const made = await this.store.apply(object, this.isOn('enablePatchForce'));
    const ready = await this.store.untilReady(made, request.getTimeout() || 60);
    return response.setProperties(structOf(outputsOf(ready)));
  }

  private async readBack(request: proto.ReadRequest): Promise<proto.ReadResponse> {
    const [namespace, name] = partsOf(request.getId());
    const { apiVersion, kind } = kindOf(request.getType());
    const reference = { apiVersion, kind, metadata: { name, ...(namespace !== undefined && { namespace }) } };
    this.operations.push(`read ${nameOf(reference)}`);
    const live = await this.store.get(reference);
    if (live === undefined) return new proto.ReadResponse();
    const written = normalized(propertiesOf(request.getInputs()));
    const inputs =
      Object.keys(written).length === 0 ? reference : fieldsOf(live, written, propertiesOf(request.getProperties()));
    return new proto.ReadResponse()
      .setId(request.getId())
      .setProperties(structOf(outputsOf(live)))
      .setInputs(structOf(inputs));
  }

  private async remove(request: proto.DeleteRequest): Promise<Empty> {
    const object = liveOf(propertiesOf(request.getOldInputs() ?? request.getProperties()));
    this.operations.push(`delete ${nameOf(object)}`);
    await this.store.delete(object);
    return new Empty();
  }

  private isOn(setting: string): boolean {
    const value = this.configuration[setting];
    return value === true || value === 'true';
  }
}

/** A handler of gRPC that answers with what a function returns, or with what it throws. */
function answering<Q, R>(handle: (request: Q) => R | Promise<R>) {
  return (call: ServerUnaryCall<Q, R>, done: sendUnaryData<R>): void => {
    Promise.resolve(call.request)
      .then(handle)
      .then(
        (answer) => done(null, answer),
        (error: unknown) =>
          done({ code: status.UNKNOWN, details: error instanceof Error ? error.message : String(error) }),
      );
  };
}

function diffOf(olds: Properties, news: Properties): proto.DiffResponse {
  const response = new proto.DiffResponse().setHasdetaileddiff(true);
  const kind = String(news['kind']);
  const frozen = ['apiVersion', 'kind', 'metadata.name', 'metadata.namespace', ...(IMMUTABLE[kind] ?? [])];
  const changed = changesOf(olds, news);
  const isReplaced = (path: string): boolean =>
    frozen.some((field) => path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`));
  for (const [path, change] of changed) {
    const replaced = isReplaced(path);
    const kind = KINDS[change][replaced ? 'replaced' : 'kept'];
    response.getDetaileddiffMap().set(path, new proto.PropertyDiff().setKind(kind).setInputdiff(true));
    response.addDiffs(path.split(/[.[]/)[0] ?? path);
    if (replaced) response.addReplaces(path);
  }
  const sameName = ![...changed.keys()].some((path) => path === 'metadata.name' || path === 'metadata.namespace');
  const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
  return response
    .setDeletebeforereplace(sameName && response.getReplacesList().length > 0)
    .setChanges(changed.size === 0 ? DIFF_NONE : DIFF_SOME);
}

type Change = 'add' | 'delete' | 'update';

const { Kind } = proto.PropertyDiff;
const KINDS = {
  add: { kept: Kind.ADD, replaced: Kind.ADD_REPLACE },
  delete: { kept: Kind.DELETE, replaced: Kind.DELETE_REPLACE },
  update: { kept: Kind.UPDATE, replaced: Kind.UPDATE_REPLACE },
} as const;

/** Paths that changed; where one side has more than the other, down to the place where they part. */
function changesOf(olds: unknown, news: unknown, at = ''): ReadonlyMap<string, Change> {
  const found = new Map<string, Change>();
  const both = difference(olds, news);
  if (both.kind === 'leaves') {
    for (const path of both.places) found.set(`${at}${formatPath(path)}`, 'update');
    return found;
  }
  if (!isMap(olds) || !isMap(news)) return new Map([[at.replace(/\.$/, ''), 'update']]);
  for (const key of new Set([...Object.keys(olds), ...Object.keys(news)])) {
    const path = `${at}${formatPath([key])}`;
    if (!Object.hasOwn(olds, key)) found.set(path, 'add');
    else if (!Object.hasOwn(news, key)) found.set(path, 'delete');
    else for (const [inner, change] of changesOf(olds[key], news[key], `${path}.`)) found.set(inner, change);
  }
  return found;
}

/**
 * Of a live object, the fields that were written: as they were written where they are what the API server made of them then (it writes
 * quantities its own way, adds to lists, and leaves out what is false), otherwise as they are now.
 */
function fieldsOf(live: unknown, written: unknown, applied: unknown): Properties {
  const pick = (now: unknown, wanted: unknown, then: unknown): unknown => {
    if (isSame(now, then)) return wanted;
    if (Array.isArray(wanted) && Array.isArray(now) && Array.isArray(then) && wanted.length === now.length) {
      return now.map((item, index) => pick(item, wanted[index], then[index]));
    }
    if (!isMap(wanted) || !isMap(now)) return now;
    const before = isMap(then) ? then : {};
    return Object.fromEntries(
      Object.entries(wanted).flatMap(([key, inner]) => {
        const isGone = Object.hasOwn(before, key) && !Object.hasOwn(now, key);
        return isGone ? [] : [[key, pick(now[key], inner, before[key])]];
      }),
    );
  };
  return pick(live, written, applied) as Properties;
}

function isSame(a: unknown, b: unknown): boolean {
  const found = difference(a, b);
  return found.kind === 'leaves' && found.places.length === 0;
}

/** Without what changes by itself. */
function outputsOf({ metadata, ...rest }: Live): Properties {
  const volatile = ['managedFields', 'resourceVersion', 'generation'];
  return { ...rest, metadata: Object.fromEntries(Object.entries(metadata).filter(([key]) => !volatile.includes(key))) };
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function propertiesOf(struct: Struct | undefined): Properties {
  return struct?.toJavaScript() ?? {};
}

function structOf(value: Properties): Struct {
  return Struct.fromJavaScript(JSON.parse(JSON.stringify(value)) as Readonly<Record<string, JavaScriptValue>>);
}

function liveOf(inputs: Properties): Live {
  if (JSON.stringify(inputs).includes(UNKNOWN)) throw new Error('something is still unknown.');
  const object = normalized(inputs);
  if (!isLive(object)) throw new Error(`no object: ${JSON.stringify(inputs)}`);
  return object;
}

function normalized(inputs: Properties): Properties {
  return isLive(inputs) ? asStored(inputs) : inputs;
}

function isLive(value: unknown): value is Live & Properties {
  return isMap(value) && typeof value['apiVersion'] === 'string' && isMap(value['metadata']);
}

function nameOf({ kind, metadata }: Live): string {
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}

function idOf({ metadata: { namespace, name } }: Live): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

function partsOf(id: string): readonly [namespace: string | undefined, name: string] {
  const slash = id.indexOf('/');
  return slash === -1 ? [undefined, id] : [id.slice(0, slash), id.slice(slash + 1)];
}

/** `kubernetes:core/v1:Secret` */
function kindOf(type: string): { readonly apiVersion: string; readonly kind: string } {
  const [, apiVersion = '', kind = ''] = type.split(':');
  return { apiVersion: apiVersion.replace(/^core\//, ''), kind };
}
