/** Where files stand on machines. */
export const PATHS = {
  /** Documents of kubeadm; on all but the first control plane with marks for what exists only when a machine joins. */
  configuration: '/etc/colonnade/kubeadm.yaml',
  patches: '/etc/colonnade/patches',
  encryptionTemplate: '/etc/colonnade/encryption.yaml',
  encryption: '/etc/kubernetes/encryption',
  auditPolicy: '/etc/kubernetes/audit-policy.yaml',
  auditLogs: '/var/log/kubernetes/audit',
  kubeVip: '/etc/kubernetes/manifests/kube-vip.yaml',
  init: '/opt/colonnade/init.sh',
  material: '/opt/colonnade/join-material.sh',
  join: '/opt/colonnade/join.sh',
} as const;

/** Marks besides those of join documents. */
export const MARKS = {
  certificateKey: '__COLONNADE_CERTIFICATE_KEY__',
  encryptionKey: '__COLONNADE_ENCRYPTION_KEY__',
} as const;
