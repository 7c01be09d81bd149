import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { Server, Socket } from 'node:net';

/** What stands before the konnectivity servers, as a Service does: each connection goes to the next server that takes it. */
export class Balancer {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private backends: readonly string[] = [];
  private next = 0;
  /** Connections so far. */
  public connections = 0;

  public constructor(private readonly port: number) {
    this.server = createServer((incoming) => {
      this.connections += 1;
      this.forward(incoming, this.backends.length);
    });
  }

  public async listen(host: string): Promise<void> {
    this.server.listen(this.port, host);
    await once(this.server, 'listening');
  }

  /** Addresses that get new connections; existing ones stay. */
  public leadTo(backends: readonly string[]): void {
    this.backends = backends;
  }

  public async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private forward(incoming: Socket, tries: number): void {
    this.keep(incoming);
    const host = this.backends[this.next++ % Math.max(1, this.backends.length)];
    if (host === undefined || tries === 0) {
      incoming.destroy();
      return;
    }
    const outgoing = connect(this.port, host);
    this.keep(outgoing);
    outgoing.once('connect', () => {
      incoming.pipe(outgoing).pipe(incoming);
      outgoing.once('close', () => incoming.destroy());
      incoming.once('close', () => outgoing.destroy());
    });
    outgoing.once('error', () => {
      if (outgoing.bytesRead === 0 && outgoing.bytesWritten === 0) this.forward(incoming, tries - 1);
    });
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.sockets.delete(socket));
  }
}
