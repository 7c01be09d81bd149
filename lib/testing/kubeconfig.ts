import type { KeyPair } from './credentials';

/** A kubeconfig with one cluster and one user, everything inline. */
export function kubeconfigOf(access: {
  readonly name: string;
  readonly url: string;
  readonly ca: string;
  readonly user: KeyPair;
}): string {
  const base64 = (pem: string): string => Buffer.from(pem, 'utf8').toString('base64');
  const { name } = access;
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server: access.url, 'certificate-authority-data': base64(access.ca) } }],
    users: [
      {
        name,
        user: {
          'client-certificate-data': base64(access.user.certificate),
          'client-key-data': base64(access.user.key),
        },
      },
    ],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
  };
  // JSON is YAML, and every reader of kubeconfigs takes it.
  return `${JSON.stringify(config, undefined, 2)}\n`;
}
