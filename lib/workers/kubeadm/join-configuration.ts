import type { JsonObject, JsonValue } from '../../kubernetes';
import type { AuthenticationModel, CloudModel, KubeadmBootstrapModel, WorkerPoolModel } from '../../model';
import { PATCHES_FOLDER } from './paths';

/** What exists only when a machine joins; the script puts values in their place, see {@link joinConfiguration}. */
export interface JoinFacts {
  readonly nodeName: string;
  readonly token: string;
  /** `sha256:` and the hash of the CA's public key. */
  readonly caHash: string;
  /** `host:port` of the API server. */
  readonly endpoint: string;
  /** URL of the API server. */
  readonly server: string;
  /** The CA certificates in PEM, in base64. */
  readonly ca: string;
  /** Path of the kubeconfig that `file` discovery reads. */
  readonly discoveryFile: string;
  /** In front of the pool's labels: empty, or labels of this node with a comma at the end. */
  readonly moreLabels: string;
  /** Arguments of this kubelet besides those of its pool. */
  readonly moreArgs: readonly JsonValue[];
}

/** Marks that the script replaces. */
export const JOIN_MARKS: JoinFacts = {
  nodeName: '__COLONNADE_NODE_NAME__',
  token: '__COLONNADE_TOKEN__',
  caHash: '__COLONNADE_CA_HASH__',
  endpoint: '__COLONNADE_ENDPOINT__',
  server: '__COLONNADE_SERVER__',
  ca: '__COLONNADE_CA__',
  discoveryFile: '__COLONNADE_FOLDER__/discovery.yaml',
  moreLabels: '__COLONNADE_LABELS__',
  moreArgs: ['__COLONNADE_NODE_ARGS__'],
};

/** Where containerd answers on every distribution. */
const CRI_SOCKET = 'unix:///run/containerd/containerd.sock';

/** What of a pool decides how its machines join. */
export type JoiningPool = Pick<WorkerPoolModel, 'labels' | 'taints'> & {
  readonly machines: { readonly cloud: Pick<CloudModel, 'controller'> | null };
  readonly node: { readonly kubelet: Pick<WorkerPoolModel['node']['kubelet'], 'extraArgs'> };
  readonly bootstrap: Pick<KubeadmBootstrapModel, 'discovery' | 'ignorePreflightErrors'>;
};

/**
 * What `kubeadm join --config` reads.
 *
 * @see https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/#kubeadm-k8s-io-v1beta4-JoinConfiguration
 */
export function joinConfiguration(pool: JoiningPool, facts: JoinFacts): JsonObject {
  return {
    apiVersion: 'kubeadm.k8s.io/v1beta4',
    kind: 'JoinConfiguration',
    discovery: discovery(pool.bootstrap, facts),
    patches: { directory: PATCHES_FOLDER },
    // The script has asked the control plane before: a wait for what does not come should not last as long as upstream's.
    timeouts: { discovery: '2m0s', tlsBootstrap: '5m0s' },
    nodeRegistration: {
      name: facts.nodeName,
      criSocket: CRI_SOCKET,
      taints: pool.taints.map(({ key, value, effect }) => ({ key, value, effect })),
      ignorePreflightErrors: [...pool.bootstrap.ignorePreflightErrors],
      kubeletExtraArgs: [...kubeletArgs(pool, facts), ...facts.moreArgs],
    },
  };
}

/**
 * The kubeconfig of discovery by file: the address and the CA, and nothing else.
 *
 * kubeadm looks at `cluster-info` with it. A control plane that shows that to nobody without a credential answers 401, after which kubeadm
 * goes on asking until its time is up (only a 403 satisfies it), so for such a control plane the token stands in the file as well.
 *
 * @param anonymous - what the control plane answers without a credential
 *
 * https://kubernetes.io/docs/reference/setup-tools/kubeadm/kubeadm-join/#file-or-https-based-discovery
 */
export function discoveryKubeconfig(facts: JoinFacts, anonymous: AuthenticationModel['anonymous']): JsonObject {
  const withToken = anonymous === 'health';
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'tenant', cluster: { server: facts.server, 'certificate-authority-data': facts.ca } }],
    // kubeadm refuses a context without a user.
    users: [{ name: 'bootstrap', user: withToken ? { token: facts.token } : {} }],
    contexts: [{ name: 'bootstrap', context: { cluster: 'tenant', user: 'bootstrap' } }],
    'current-context': 'bootstrap',
  };
}

function discovery(bootstrap: JoiningPool['bootstrap'], facts: JoinFacts): JsonObject {
  switch (bootstrap.discovery) {
    case 'file':
      return { file: { kubeConfigPath: facts.discoveryFile }, tlsBootstrapToken: facts.token };
    case 'token':
      return {
        bootstrapToken: { apiServerEndpoint: facts.endpoint, token: facts.token, caCertHashes: [facts.caHash] },
        tlsBootstrapToken: facts.token,
      };
  }
}

function kubeletArgs({ labels, machines, node }: JoiningPool, { moreLabels }: JoinFacts): readonly JsonObject[] {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  const args = {
    ...(machines.cloud?.controller === 'external' ? { 'cloud-provider': 'external' } : {}),
    ...(pairs.length === 0 ? {} : { 'node-labels': `${moreLabels}${pairs.join(',')}` }),
    ...node.kubelet.extraArgs,
  };
  return Object.entries(args).map(([name, value]) => ({ name, value }));
}
