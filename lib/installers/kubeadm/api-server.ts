import { CIPHER_SUITES } from '../../kubernetes';
import type { JsonObject } from '../../kubernetes';
import { MARKS, PATHS } from './paths';
import type { EncryptionAtRest, KubeadmProps } from './props';

const ENCRYPTION_FILE = `${PATHS.encryption}/config.yaml`;

/** Flags by name, as kubeadm wants them. */
export function args(flags: Readonly<Record<string, string>>): readonly JsonObject[] {
  return Object.entries(flags).map(([name, value]) => ({ name, value }));
}

/** TLS of every serving port of the control plane. */
export const TLS = { 'tls-cipher-suites': CIPHER_SUITES.join(','), 'tls-min-version': 'VersionTLS12' };

/**
 * What API servers are told beyond what kubeadm says itself: audit, encryption at rest, no profiling, and kubelets whose serving
 * certificates the cluster's CA has signed.
 *
 * https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/
 */
export function apiServer(
  { audit = {}, encryption, apiServerArgs, certSans = [] }: KubeadmProps,
  host: string,
): JsonObject {
  return {
    certSANs: [...new Set([host, ...certSans])],
    extraArgs: args({
      'audit-log-maxage': String(audit.maxAgeDays ?? 30),
      'audit-log-maxbackup': String(audit.maxBackups ?? 10),
      'audit-log-maxsize': String(audit.maxSizeMegabytes ?? 100),
      'audit-log-path': `${PATHS.auditLogs}/audit.log`,
      'audit-policy-file': PATHS.auditPolicy,
      'encryption-provider-config': ENCRYPTION_FILE,
      'encryption-provider-config-automatic-reload': 'true',
      'kubelet-certificate-authority': '/etc/kubernetes/pki/ca.crt',
      profiling: 'false',
      ...TLS,
      ...apiServerArgs,
    }),
    extraVolumes: [
      volume('audit-policy', PATHS.auditPolicy, 'File', true),
      volume('audit-logs', PATHS.auditLogs, 'DirectoryOrCreate', false),
      volume('encryption', PATHS.encryption, 'Directory', true),
      ...(encryption?.kind === 'kms' ? [volume('kms', folderOf(encryption.socket), 'Directory', false)] : []),
    ],
  };
}

function volume(name: string, path: string, pathType: string, readOnly: boolean): JsonObject {
  return { name, hostPath: path, mountPath: path, readOnly, pathType };
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

/**
 * Secrets are encrypted; what was written before stays readable. The key of `secretbox` is a mark until the machine has one.
 *
 * https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/
 */
export function encryptionConfiguration(encryption: EncryptionAtRest): JsonObject {
  const provider =
    encryption.kind === 'kms'
      ? { kms: { apiVersion: 'v2', name: 'kms', endpoint: `unix://${encryption.socket}`, timeout: '3s' } }
      : { secretbox: { keys: [{ name: 'key-1', secret: MARKS.encryptionKey }] } };
  return {
    apiVersion: 'apiserver.config.k8s.io/v1',
    kind: 'EncryptionConfiguration',
    resources: [{ resources: ['secrets'], providers: [provider, { identity: {} }] }],
  };
}
