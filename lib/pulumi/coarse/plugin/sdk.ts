import { createRequire } from 'node:module';
import type * as grpcModule from '@grpc/grpc-js';
import type * as anyModule from 'google-protobuf/google/protobuf/any_pb';
import type * as emptyModule from 'google-protobuf/google/protobuf/empty_pb';
import type * as structModule from 'google-protobuf/google/protobuf/struct_pb';

// The protocol's messages are those of Pulumi's SDK, and so are the modules that carry them: whatever the user has of them besides.
const fromSdk = createRequire(require.resolve('@pulumi/pulumi/package.json'));

/** gRPC, as Pulumi's SDK has it. */
export const grpc = fromSdk('@grpc/grpc-js') as typeof grpcModule;
/** Values of the protocol. */
export const { Struct } = fromSdk('google-protobuf/google/protobuf/struct_pb') as typeof structModule;
/** No value. */
export const { Empty } = fromSdk('google-protobuf/google/protobuf/empty_pb') as typeof emptyModule;
/** A message inside of another one. */
export const { Any } = fromSdk('google-protobuf/google/protobuf/any_pb') as typeof anyModule;

export type {
  sendUnaryData,
  ServerUnaryCall,
  ServiceDefinition,
  ServiceError,
  UntypedServiceImplementation,
} from '@grpc/grpc-js';
export type { JavaScriptValue, Struct as StructValue } from 'google-protobuf/google/protobuf/struct_pb';
