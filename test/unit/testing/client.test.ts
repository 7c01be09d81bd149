import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient } from '../../../lib/testing/client';
import { makeCredentials } from '../../../lib/testing/credentials';

describe('the client of a local control plane', () => {
  let folder: string;
  let server: Server;
  let client: ApiClient;
  /** How often each connection was asked, by the order in which they came. */
  const asked = new Map<Socket, number>();
  /** How many requests a connection answers; the next one ends it, as a server does that closes what was idle. */
  let patience = 1;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'colonnade-client-'));
    const { ca, admin } = await makeCredentials(folder);
    const [cert, key] = ['serving.crt', 'serving.key'].map((name) => readFileSync(join(folder, name)));
    server = createServer({ cert, key }, ({ socket, method }, response) => {
      const before = asked.get(socket) ?? 0;
      asked.set(socket, before + 1);
      if (before >= patience) socket.destroy();
      else response.end(JSON.stringify({ method }));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    client = new ApiClient({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, ca, user: admin });
  });
  beforeEach(() => asked.clear());
  afterAll(async () => {
    client.close();
    server.close();
    await once(server, 'close');
    rmSync(folder, { recursive: true, force: true });
  });

  test('asks again on another connection where the one that was kept has been closed', async () => {
    patience = 1;
    for (const method of ['GET', 'POST', 'PATCH']) {
      expect(await client.request(method, '/', method === 'GET' ? undefined : {})).toEqual({
        status: 200,
        body: { method },
      });
    }
    expect([...asked.values()]).toEqual([2, 2, 1]);
  });

  test('does not ask a server again that closes a new connection', async () => {
    client.close();
    patience = 0;
    await expect(client.request('POST', '/', {})).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect([...asked.values()]).toEqual([1]);
  });
});
