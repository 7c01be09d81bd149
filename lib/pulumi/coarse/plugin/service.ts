import { PluginInfo } from '@pulumi/pulumi/proto/plugin_pb';
import * as proto from '@pulumi/pulumi/proto/provider_pb';
import { Status } from '@pulumi/pulumi/proto/status_pb';
import { formatPath } from '../../leaves';
import { EXISTING_OBJECT_TYPE } from '../set';
import { Client } from './client';
import { Cluster } from './cluster';
import { engineLog } from './engine-log';
import type { Log } from './engine-log';
import { readKubeconfig } from './kubeconfig';
import { OBJECTS_SERVICE } from './messages';
import type { CreateRequest, DeleteRequest, DiffRequest, ReadRequest, UpdateRequest } from './messages';
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
  server.addService(OBJECTS_SERVICE, provider.methods());
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
      // The answer has been made where the request was read.
      check: answering((answer: Buffer) => answer),
      diff: answering((request: DiffRequest) => this.diff(request)),
      create: answering((request: CreateRequest) => this.create(request)),
      read: answering((request: ReadRequest) => this.read(request)),
      update: answering((request: UpdateRequest) => this.update(request)),
      delete: answering((request: DeleteRequest) => this.delete(request)),
      cancel: answering(() => {
        this.ended = true;
        return new Empty();
      }),
    };
  }

  private async diff({ message, properties }: DiffRequest): Promise<proto.DiffResponse> {
    const { olds, oldInputs, news } = properties;
    const { changes, isComplete } = await diffSets(this.site, message.getUrn(), olds, oldInputs, news);
    const response = new proto.DiffResponse().setHasdetaileddiff(changes.length > 0);
    for (const { name, kind } of changes) {
      const entry = new proto.PropertyDiff().setKind(KINDS[kind]).setInputdiff(true);
      response.getDetaileddiffMap().set(`objects${formatPath([name])}`, entry);
    }
    if (changes.length > 0) response.addDiffs('objects');
    const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
    return response.setChanges(changes.length > 0 || !isComplete ? DIFF_SOME : DIFF_NONE);
  }

  private async create({ message, properties }: CreateRequest): Promise<proto.CreateResponse> {
    const response = new proto.CreateResponse();
    if (message.getPreview()) return response.setProperties(structOf({}));
    const id = message.getUrn().slice(message.getUrn().lastIndexOf('::') + 2);
    const result = await applyObjects(this.site, properties.properties, undefined, seconds(message));
    return response.setId(id).setProperties(stateOf(id, result));
  }

  private async update({ message, properties }: UpdateRequest): Promise<proto.UpdateResponse> {
    const response = new proto.UpdateResponse();
    const { olds, oldInputs, news } = properties;
    if (message.getPreview()) return response.setProperties(structOf(olds));
    const result = await applyObjects(this.site, news, { inputs: oldInputs, state: olds }, seconds(message));
    return response.setProperties(stateOf(message.getId(), result));
  }

  private async read({ message, properties }: ReadRequest): Promise<proto.ReadResponse> {
    const response = new proto.ReadResponse();
    const { inputs, properties: state } = properties;
    if (message.getUrn().includes(EXISTING_OBJECT_TYPE)) {
      const found = await readExisting(this.site, message.getId(), { ...inputs, ...state });
      return found === undefined ? response : response.setId(message.getId()).setProperties(structOf(found));
    }
    const found = await readSet(this.site, inputs, state);
    if (found === undefined) return response;
    return response.setId(message.getId()).setInputs(structOf(found.inputs)).setProperties(structOf(found.state));
  }

  private async delete({ message, properties }: DeleteRequest): Promise<InstanceType<typeof Empty>> {
    const { oldInputs, properties: state } = properties;
    await deleteObjects(this.site, message.getUrn(), oldInputs, state, seconds(message));
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
