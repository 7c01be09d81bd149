import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { ApiClient } from '../../../../lib/testing/client';

interface Kubeconfig {
  readonly clusters: readonly {
    readonly cluster: { readonly server: string; readonly 'certificate-authority-data': string };
  }[];
  readonly users: readonly {
    readonly user: { readonly 'client-certificate-data': string; readonly 'client-key-data': string };
  }[];
}

/** A client of the management cluster's API server, with the identity of a kubeconfig. */
export function clientOf(file: string): ApiClient {
  const { clusters, users } = parse(readFileSync(file, 'utf8')) as Kubeconfig;
  const [cluster, user] = [clusters[0]?.cluster, users[0]?.user];
  if (cluster === undefined || user === undefined) throw new Error(`${file} has no cluster or no user`);
  const plain = (base64: string): string => Buffer.from(base64, 'base64').toString('utf8');
  const { hostname, port } = new URL(cluster.server);
  const certificate = plain(user['client-certificate-data']);
  const ca = plain(cluster['certificate-authority-data']);
  return new ApiClient({
    host: hostname,
    port: Number(port),
    ca,
    user: { certificate, key: plain(user['client-key-data']) },
  });
}
