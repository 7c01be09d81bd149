import { EngineClient } from '@pulumi/pulumi/proto/engine_grpc_pb';
import { LogRequest, LogSeverity } from '@pulumi/pulumi/proto/engine_pb';
import { grpc } from './sdk';

/** Says something about a resource to whoever runs Pulumi. */
export type Log = (urn: string, message: string, severity?: 'info' | 'warning') => Promise<void>;

/** What is said to the engine at an address, such as `127.0.0.1:40000`. */
export function engineLog(address: string): Log {
  const client = new EngineClient(address, grpc.credentials.createInsecure());
  return (urn, message, severity = 'info') => {
    const request = new LogRequest()
      .setUrn(urn)
      .setMessage(message)
      .setSeverity(severity === 'info' ? LogSeverity.INFO : LogSeverity.WARNING);
    // What is said is not worth failing for.
    return new Promise((resolve) => void client.log(request, () => resolve()));
  };
}
