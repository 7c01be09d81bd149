/** A command that prints a token for whoever runs it. */
export interface TokenCommand {
  /** For example `gke-gcloud-auth-plugin`. */
  readonly command: string;
  readonly args: readonly string[];
  /** What to say where the command is not there. */
  readonly installHint: string;
}

/** What a client has to know of a cluster. */
export interface ExecKubeconfigProps {
  /** Of the cluster, the user and the context. */
  readonly name: string;
  /** URL of the API server. */
  readonly server: string;
  /** Base64 of PEM; `null`: the authorities that the machine trusts anyway. */
  readonly certificateAuthority: string | null;
  readonly token: TokenCommand;
}

/**
 * Content of a kubeconfig that holds no credential but a command that asks for one, as JSON, which is YAML as well.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins
 */
export function execKubeconfig({ name, server, certificateAuthority, token }: ExecKubeconfigProps): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name,
        cluster: {
          server,
          ...(certificateAuthority !== null && { 'certificate-authority-data': certificateAuthority }),
        },
      },
    ],
    users: [
      {
        name,
        user: {
          exec: {
            apiVersion: 'client.authentication.k8s.io/v1beta1',
            ...token,
            interactiveMode: 'IfAvailable',
            provideClusterInfo: true,
          },
        },
      },
    ],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
  });
}
