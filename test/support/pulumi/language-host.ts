import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import type { sendUnaryData, ServerUnaryCall, ServerWritableStream } from '@grpc/grpc-js';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { LanguageRuntimeService } from '@pulumi/pulumi/proto/language_grpc_pb';
import { LanguageHandshakeResponse, RunPluginResponse } from '@pulumi/pulumi/proto/language_pb';
import type {
  InstallDependenciesRequest,
  InstallDependenciesResponse,
  RunPluginRequest,
} from '@pulumi/pulumi/proto/language_pb';
import { PluginInfo } from '@pulumi/pulumi/proto/plugin_pb';

/**
 * A test double of the language host of Node, whose own program no module registry carries, as far as plugins of source go: it starts
 * the program of Pulumi's SDK that runs them, with the folder of the plugin. The engine finds it by `PULUMI_DEBUG_LANGUAGES`.
 */
export class LanguageHostDouble {
  public static async start(): Promise<LanguageHostDouble> {
    const host = new LanguageHostDouble();
    host.server.addService(LanguageRuntimeService, {
      handshake: answering(() => new LanguageHandshakeResponse()),
      getPluginInfo: answering(() => new PluginInfo().setVersion('0.0.0')),
      cancel: answering(() => new Empty()),
      // The plugin declares no dependencies: what it needs is there where it was installed.
      installDependencies: (call: ServerWritableStream<InstallDependenciesRequest, InstallDependenciesResponse>) =>
        call.end(),
      runPlugin: (call: ServerWritableStream<RunPluginRequest, RunPluginResponse>) => host.runPlugin(call),
    });
    host.port = await new Promise<number>((resolve, reject) => {
      host.server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) =>
        error === null ? resolve(port) : reject(error),
      );
    });
    return host;
  }

  /** On 127.0.0.1. */
  public port = 0;
  private readonly server = new Server();
  private readonly plugins = new Set<ChildProcess>();

  private constructor() {}

  public stop(): void {
    for (const plugin of this.plugins) plugin.kill('SIGKILL');
    this.server.forceShutdown();
  }

  private runPlugin(call: ServerWritableStream<RunPluginRequest, RunPluginResponse>): void {
    const { request } = call;
    const folder = request.getInfo()?.getProgramDirectory() ?? '';
    const runner = require.resolve('@pulumi/pulumi/cmd/run-plugin', { paths: [folder] });
    const environment = request.getEnvList().map((entry): [string, string] => {
      const at = entry.indexOf('=');
      return [entry.slice(0, at), entry.slice(at + 1)];
    });
    const plugin = spawn(process.execPath, [runner, folder, ...request.getArgsList()], {
      cwd: request.getPwd(),
      env: Object.fromEntries(environment),
    });
    this.plugins.add(plugin);
    plugin.stdout.on('data', (said: Buffer) => call.write(new RunPluginResponse().setStdout(said)));
    plugin.stderr.on('data', (said: Buffer) => call.write(new RunPluginResponse().setStderr(said)));
    plugin.once('close', (code) => {
      this.plugins.delete(plugin);
      call.write(new RunPluginResponse().setExitcode(code ?? 1));
      call.end();
    });
    call.once('cancelled', () => plugin.kill('SIGKILL'));
  }
}

function answering<Q, R>(answer: () => R) {
  return (_call: ServerUnaryCall<Q, R>, done: sendUnaryData<R>): void => done(null, answer());
}
