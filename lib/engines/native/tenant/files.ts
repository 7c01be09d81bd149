import type { ConfigMapProjection, SecretProjection, Volume, VolumeProjection } from 'kubernetes-types/core/v1';
import { ENCRYPTION_CONFIG_KEY } from '../bootstrap/encryption-key';
import { SECRETS, TENANT } from '../names';

/** Where a pod finds its certificates and configuration; the layout is kubeadm's. */
export const ETC = '/etc/kubernetes';

/** Where API server and konnectivity server meet: a socket in an emptyDir. */
export const RUN = '/run/konnectivity';

/** Where the audit log is written when it goes to files. */
export const AUDIT_LOGS = '/var/log/kubernetes';

/** Files below {@link ETC}, as absolute paths. */
export const FILES = {
  ca: `${ETC}/pki/ca.crt`,
  caKey: `${ETC}/pki/ca.key`,
  frontProxyCa: `${ETC}/pki/front-proxy-ca.crt`,
  frontProxyClient: `${ETC}/pki/front-proxy-client`,
  apiServer: `${ETC}/pki/apiserver`,
  kubeletClient: `${ETC}/pki/apiserver-kubelet-client`,
  serviceAccount: `${ETC}/pki/sa`,
  etcdCa: `${ETC}/pki/etcd/ca.crt`,
  etcdClient: `${ETC}/pki/apiserver-etcd-client`,
  client: `${ETC}/pki/client`,
  server: `${ETC}/pki/server`,
  kubeconfig: `${ETC}/kubeconfig`,
  encryption: `${ETC}/encryption/${ENCRYPTION_CONFIG_KEY}`,
  auditPolicy: `${ETC}/config/audit-policy.yaml`,
  authentication: `${ETC}/config/authentication.yaml`,
  admission: `${ETC}/config/admission.yaml`,
  egress: `${ETC}/config/egress-selector.yaml`,
} as const;

/** Readable for the pod's group (`fsGroup`) and nobody else. */
const KEYS_MODE = 0o440;

/**
 * One projected volume for everything that a container reads. One volume rather than ten: the kubelet retries a volume whose
 * Secret does not exist yet after 0.5, 1, 2, 4 … seconds, and ten volumes would wait each on its own.
 */
export function filesVolume(name: string, sources: readonly VolumeProjection[]): Volume {
  return { name, projected: { defaultMode: KEYS_MODE, sources: [...sources] } };
}

/** The certificate and the key of a Secret, as `<file>.crt` and `<file>.key`. */
export function keyPair(secret: string, file: string): VolumeProjection {
  return fromSecret(secret, { 'tls.crt': `${file}.crt`, 'tls.key': `${file}.key` });
}

/** Chosen keys of a Secret, each under an absolute path below {@link ETC}. */
export function fromSecret(name: string, paths: Readonly<Record<string, string>>): VolumeProjection {
  const secret: SecretProjection = { name, items: items(paths) };
  return { secret };
}

/** Chosen keys of a ConfigMap, each under an absolute path below {@link ETC}. */
export function fromConfigMap(name: string, paths: Readonly<Record<string, string>>): VolumeProjection {
  const configMap: ConfigMapProjection = { name, items: items(paths) };
  return { configMap };
}

/** The kubeconfig of one component. */
export function kubeconfigOf(component: string): VolumeProjection {
  return fromConfigMap(TENANT.kubeconfigs, { [component]: FILES.kubeconfig });
}

/** The certificate of the cluster's CA, without its key. */
export const CA_CERTIFICATE: VolumeProjection = fromSecret(SECRETS.ca, { 'tls.crt': FILES.ca });

/** The certificate of the front-proxy CA, without its key. */
export const FRONT_PROXY_CA_CERTIFICATE: VolumeProjection = fromSecret(SECRETS.frontProxyCa, {
  'tls.crt': FILES.frontProxyCa,
});

function items(paths: Readonly<Record<string, string>>): { key: string; path: string }[] {
  return Object.entries(paths).map(([key, path]) => ({ key, path: path.slice(ETC.length + 1) }));
}
