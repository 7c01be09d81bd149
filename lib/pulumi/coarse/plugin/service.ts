import { PluginInfo } from '@pulumi/pulumi/proto/plugin_pb';
import { ResourceProviderService } from '@pulumi/pulumi/proto/provider_grpc_pb';
import * as proto from '@pulumi/pulumi/proto/provider_pb';
import { Status } from '@pulumi/pulumi/proto/status_pb';
import { formatPath } from '../../leaves';
import { EXISTING_OBJECT_TYPE } from '../set';
import { Client } from './client';
import { Cluster } from './cluster';
import { engineLog } from './engine-log';
import type { Log } from './engine-log';
import { readKubeconfig } from './kubeconfig';
import { applyObjects, deleteObjects, diffSets, readExisting, readSet } from './object-sets';
import type { Result, Site } from './object-sets';
import { reasonOf } from './problems';
import { Any, Empty, grpc, Struct } from './sdk';
import type {
  JavaScriptValue,
  sendUnaryData,
  ServerUnaryCall,
  ServiceError,
  StructValue,
  UntypedServiceImplementation,
} from './sdk';
import { plain } from './values';
import type { Properties } from './values';

/** A provider of object sets that answers the engine. */
export interface ObjectsService {
  /** On 127.0.0.1. */
  readonly port: number;
  /** Ends it, with everything that it waits for. */
  stop(): void;
}

/** Contents of tenants are some 100 kB each, and come with what they were before. */
const MESSAGE_BYTES = 400 * 1024 * 1024;
const TIMEOUT_SECONDS = 900;

/** Serves the provider of object sets. */
export async function serveObjects(): Promise<ObjectsService> {
  const provider = new ObjectsProviderService();
  const server = new grpc.Server({
    'grpc.max_receive_message_length': MESSAGE_BYTES,
    'grpc.max_send_message_length': MESSAGE_BYTES,
  });
  server.addService(ResourceProviderService, provider.methods());
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return {
    port,
    stop() {
      provider.end();
      server.forceShutdown();
    },
  };
}

class ObjectsProviderService {
  private configuration: Properties = {};
  private connection: { readonly client: Client; readonly cluster: Cluster } | undefined;
  private ended = false;
  private log: Log = () => Promise.resolve();
  private readonly site: Site = {
    cluster: () => this.connected().cluster,
    log: (...said) => this.log(...said),
    deletesUnreachable: () => String(plain(this.configuration['deleteUnreachable'])) === 'true',
    isOver: () => this.ended,
  };

  public end(): void {
    this.ended = true;
    this.connection?.client.close();
  }

  public methods(): UntypedServiceImplementation {
    const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
    return {
      handshake: answering((request: proto.ProviderHandshakeRequest) => {
        this.log = engineLog(request.getEngineAddress());
        this.ended = false;
        return new proto.ProviderHandshakeResponse().setAcceptSecrets(true);
      }),
      attach: answering(() => new Empty()),
      getPluginInfo: answering(() => new PluginInfo().setVersion('1.0.0')),
      getSchema: answering(() => new proto.GetSchemaResponse().setSchema('{}')),
      checkConfig: answering((request: proto.CheckRequest) => new proto.CheckResponse().setInputs(request.getNews())),
      // Another kubeconfig leads to the same cluster; whoever has another cluster has another provider.
      diffConfig: answering((request: proto.DiffRequest) => {
        const same = JSON.stringify(valuesOf(request.getOldInputs())) === JSON.stringify(valuesOf(request.getNews()));
        return new proto.DiffResponse().setChanges(same ? DIFF_NONE : DIFF_SOME);
      }),
      configure: answering((request: proto.ConfigureRequest) => {
        this.configuration = valuesOf(request.getArgs());
        this.connection?.client.close();
        this.connection = undefined;
        return new proto.ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true);
      }),
      check: answering((request: proto.CheckRequest) => new proto.CheckResponse().setInputs(request.getNews())),
      diff: answering((request: proto.DiffRequest) => this.diff(request)),
      create: answering((request: proto.CreateRequest) => this.create(request)),
      read: answering((request: proto.ReadRequest) => this.read(request)),
      update: answering((request: proto.UpdateRequest) => this.update(request)),
      delete: answering((request: proto.DeleteRequest) => this.delete(request)),
      cancel: answering(() => {
        this.ended = true;
        return new Empty();
      }),
    };
  }

  private async diff(request: proto.DiffRequest): Promise<proto.DiffResponse> {
    const [state, before, after] = [request.getOlds(), request.getOldInputs(), request.getNews()].map(valuesOf);
    const { changes, isComplete } = await diffSets(this.site, request.getUrn(), state ?? {}, before ?? {}, after ?? {});
    const response = new proto.DiffResponse().setHasdetaileddiff(changes.length > 0);
    for (const { name, kind } of changes) {
      const entry = new proto.PropertyDiff().setKind(KINDS[kind]).setInputdiff(true);
      response.getDetaileddiffMap().set(`objects${formatPath([name])}`, entry);
    }
    if (changes.length > 0) response.addDiffs('objects');
    const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
    return response.setChanges(changes.length > 0 || !isComplete ? DIFF_SOME : DIFF_NONE);
  }

  private async create(request: proto.CreateRequest): Promise<proto.CreateResponse> {
    const response = new proto.CreateResponse();
    if (request.getPreview()) return response.setProperties(structOf({}));
    const id = request.getUrn().slice(request.getUrn().lastIndexOf('::') + 2);
    const result = await applyObjects(this.site, valuesOf(request.getProperties()), undefined, seconds(request));
    return response.setId(id).setProperties(stateOf(id, result));
  }

  private async update(request: proto.UpdateRequest): Promise<proto.UpdateResponse> {
    const response = new proto.UpdateResponse();
    if (request.getPreview()) return response.setProperties(request.getOlds());
    const before = { inputs: valuesOf(request.getOldInputs()), state: valuesOf(request.getOlds()) };
    const result = await applyObjects(this.site, valuesOf(request.getNews()), before, seconds(request));
    return response.setProperties(stateOf(request.getId(), result));
  }

  private async read(request: proto.ReadRequest): Promise<proto.ReadResponse> {
    const response = new proto.ReadResponse();
    const [inputs, state] = [valuesOf(request.getInputs()), valuesOf(request.getProperties())];
    if (request.getUrn().includes(EXISTING_OBJECT_TYPE)) {
      const found = await readExisting(this.site, request.getId(), { ...inputs, ...state });
      return found === undefined ? response : response.setId(request.getId()).setProperties(structOf(found));
    }
    const found = await readSet(this.site, inputs, state);
    if (found === undefined) return response;
    return response.setId(request.getId()).setInputs(structOf(found.inputs)).setProperties(structOf(found.state));
  }

  private async delete(request: proto.DeleteRequest): Promise<InstanceType<typeof Empty>> {
    const [inputs, state] = [valuesOf(request.getOldInputs()), valuesOf(request.getProperties())];
    await deleteObjects(this.site, request.getUrn(), inputs, state, seconds(request));
    return new Empty();
  }

  /** The kubeconfig is read when it is needed, because a preview may come before its cluster. */
  private connected(): { readonly client: Client; readonly cluster: Cluster } {
    if (this.connection === undefined) {
      const kubeconfig = plain(this.configuration['kubeconfig']);
      const client = new Client(readKubeconfig(typeof kubeconfig === 'string' ? kubeconfig : undefined));
      this.connection = { client, cluster: new Cluster(client) };
    }
    return this.connection;
  }
}

const KINDS = {
  add: proto.PropertyDiff.Kind.ADD,
  delete: proto.PropertyDiff.Kind.DELETE,
  update: proto.PropertyDiff.Kind.UPDATE,
} as const;

/** The state after an operation. What failed is an error that comes with the state, so that what was done is not forgotten. */
function stateOf(id: string, { state, failures }: Result): StructValue {
  if (failures.length === 0) return structOf(state);
  throw new PartialFailure(id, state, failures);
}

class PartialFailure extends Error {
  public constructor(
    public readonly id: string,
    public readonly state: Properties,
    public readonly reasons: readonly string[],
  ) {
    super(reasons.join('\n'));
  }
}

/** A handler of gRPC that answers with what a function returns, or with what it throws. */
function answering<Q, R>(handle: (request: Q) => R | Promise<R>) {
  return (call: ServerUnaryCall<Q, R>, done: sendUnaryData<R>): void => {
    Promise.resolve(call.request)
      .then(handle)
      .then(
        (answer) => done(null, answer),
        (error: unknown) => done(errorOf(error)),
      );
  };
}

/** @see https://github.com/pulumi/pulumi/blob/master/proto/pulumi/provider.proto (ErrorResourceInitFailed) */
function errorOf(error: unknown): Partial<ServiceError> {
  const details = reasonOf(error);
  if (!(error instanceof PartialFailure)) return { code: grpc.status.UNKNOWN, details };
  const failed = new proto.ErrorResourceInitFailed()
    .setId(error.id)
    .setProperties(structOf(error.state))
    .setReasonsList([...error.reasons]);
  const packed = new Any();
  packed.pack(failed.serializeBinary(), 'pulumirpc.ErrorResourceInitFailed');
  const status = new Status().setCode(grpc.status.UNKNOWN).setMessage(details);
  status.addDetails(packed);
  const metadata = new grpc.Metadata();
  metadata.add('grpc-status-details-bin', Buffer.from(status.serializeBinary()));
  return { code: grpc.status.UNKNOWN, details, metadata };
}

function seconds(request: { getTimeout(): number }): number {
  return request.getTimeout() || TIMEOUT_SECONDS;
}

function valuesOf(struct: StructValue | undefined): Properties {
  return struct?.toJavaScript() ?? {};
}

function structOf(value: Properties): StructValue {
  return Struct.fromJavaScript(JSON.parse(JSON.stringify(value)) as Readonly<Record<string, JavaScriptValue>>);
}
