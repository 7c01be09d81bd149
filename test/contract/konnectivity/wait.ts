import { get as httpGet } from 'node:http';

/** A number from the text of `/metrics`; 0 where it is not there. */
export function metric(text: string, name: string, label = ''): number {
  const line = text.split('\n').find((candidate) => candidate.startsWith(name) && candidate.includes(label));
  return Number(line?.split(' ').at(-1) ?? 0);
}

/** An answer over plain HTTP; status 0 where there is none. */
export function fetchText(
  host: string,
  port: number,
  path: string,
): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve) => {
    const nothing = () => resolve({ status: 0, text: '' });
    const request = httpGet({ host, port, path, agent: false, timeout: 5000 }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
      );
      response.on('error', nothing);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', nothing);
  });
}
