import { shortHash } from '../../kubernetes';
import type { KubernetesObject } from '../../kubernetes';
import type { WorkerPoolModel } from '../../model';

/** Annotation and label keys of what has to do with join credentials. */
export const JOIN_KEYS = {
  /** Label: the pool that a token or a credential is for. */
  pool: 'colonnade.dev/pool',
  /** Annotation: when it ends, UTC. */
  expires: 'colonnade.dev/expires',
  /** Annotation: the machine that a single-use token is for. */
  host: 'colonnade.dev/host',
  /** Annotation: public half of the token in a credential. */
  tokenId: 'colonnade.dev/token-id',
} as const;

/** Where bootstrap tokens are kept, and what their Secrets are called. */
export const BOOTSTRAP_TOKENS = {
  namespace: 'kube-system',
  prefix: 'bootstrap-token-',
  type: 'bootstrap.kubernetes.io/token',
} as const;

/** A bootstrap token to be made. Its parts may be placeholders that a script replaces. */
export interface BootstrapToken {
  readonly id: string;
  readonly secret: string;
  /** UTC to the second. */
  readonly expires: string;
  /** @default - any machine of the pool */
  readonly host?: string;
}

/** What the Secret of a token depends on besides the token. */
export type TokenPool = Pick<WorkerPoolModel, 'name'> & {
  readonly join: Pick<WorkerPoolModel['join'], 'group'>;
  /** Whether machines find the API server's CA with the token, so that it has to sign `cluster-info`. */
  readonly signing: boolean;
};

/**
 * The Secret of a bootstrap token, for the tenant's API server.
 * https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/#bootstrap-token-secret-format
 */
export function bootstrapTokenSecret(pool: TokenPool, token: BootstrapToken): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: `${BOOTSTRAP_TOKENS.prefix}${token.id}`,
      namespace: BOOTSTRAP_TOKENS.namespace,
      labels: { 'app.kubernetes.io/managed-by': 'colonnade', [JOIN_KEYS.pool]: pool.name },
      annotations: {
        [JOIN_KEYS.expires]: token.expires,
        ...(token.host !== undefined && { [JOIN_KEYS.host]: token.host }),
      },
    },
    type: BOOTSTRAP_TOKENS.type,
    stringData: {
      description: token.host === undefined ? `pool ${pool.name}` : `pool ${pool.name}, machine ${token.host}`,
      'token-id': token.id,
      'token-secret': token.secret,
      expiration: token.expires,
      'auth-extra-groups': pool.join.group,
      'usage-bootstrap-authentication': 'true',
      ...(pool.signing && { 'usage-bootstrap-signing': 'true' }),
    },
  };
}

/** Whether machines of a pool look for the CA with the token. */
export function usesTokenDiscovery({ bootstrap }: Pick<WorkerPoolModel, 'bootstrap'>): boolean {
  return bootstrap.kind === 'kubeadm' && bootstrap.discovery === 'token';
}

/**
 * Public half of a machine's single-use token: the same for the same machine, so that whatever removes it has to know and to read
 * nothing else. Six of `a-z0-9`.
 *
 * @param host - name of the node
 */
export function singleUseTokenId(pool: string, host: string): string {
  return parseInt(shortHash(`${pool}/${host}`), 16)
    .toString(36)
    .padStart(6, '0')
    .slice(-6);
}
