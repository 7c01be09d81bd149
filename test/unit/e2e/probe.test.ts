import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { reachedFrom } from '../../e2e/run/probe';

describe('a probe of a port', () => {
  test('tells a port that answers from one where nobody listens', async () => {
    const server = createServer((socket) => socket.destroy());
    const free = createServer();
    const [open, closed] = await Promise.all([server, free].map(listening));
    await new Promise((resolve) => free.close(resolve));
    try {
      const targets = [open, closed].map((port) => ({ what: 'a port', host: '127.0.0.1', port: port ?? 0 }));
      expect([...(await reachedFrom(undefined, targets)).values()]).toEqual(['open', 'refused']);
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });

  test('from a pod that does not run is an error, not a closed port', async () => {
    const target = { what: 'a port', host: '127.0.0.1', port: 1 };
    await expect(reachedFrom('00000000-0000-0000-0000-000000000000', [target])).rejects.toThrow(
      'no process of the pod',
    );
  });
});

function listening(server: ReturnType<typeof createServer>): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
