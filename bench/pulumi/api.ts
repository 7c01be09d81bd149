/**
 * An API server that only keeps objects, for measurements: `api.ts <file with kinds>`. Prints its port. It answers what
 * both providers ask, says at once that everything is ready, and validates nothing: what is measured is Pulumi.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const READY = ['Available', 'Complete', 'Ready', 'Established'].map((type) => ({ type, status: 'True' }));
const objects = new Map<string, string>();
/** Kinds by the path of their group and version. */
const kinds = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Readonly<Record<string, readonly string[]>>;

const server = createServer((request, response) => {
  const path = (request.url ?? '').split('?')[0] ?? '';
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { status, body } = answerTo(request.method ?? 'GET', path, Buffer.concat(chunks).toString('utf8'));
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(typeof address === 'object' && address !== null ? address.port : 0);
});

function answerTo(method: string, path: string, body: string): { readonly status: number; readonly body: string } {
  const known = kinds[path];
  if (known !== undefined) {
    return { status: 200, body: JSON.stringify({ resources: known.map((kind) => ({ kind, name: pluralOf(kind) })) }) };
  }
  if (method === 'PATCH') {
    const object = JSON.parse(body) as { readonly spec?: { readonly replicas?: number } };
    objects.set(path, JSON.stringify({ ...object, status: rolledOut(object.spec?.replicas ?? 1) }));
  }
  if (method === 'DELETE') objects.delete(path);
  const found = objects.get(path);
  return found === undefined ? { status: method === 'DELETE' ? 200 : 404, body: '{}' } : { status: 200, body: found };
}

function rolledOut(replicas: number) {
  const counts = { replicas, updatedReplicas: replicas, readyReplicas: replicas, availableReplicas: replicas };
  return { conditions: READY, ...counts };
}

function pluralOf(kind: string): string {
  return `${kind.toLowerCase()}s`;
}
