/**
 * Options of `rke2 server` and `rke2 agent` as their source and reference name them, since no schema is published:
 * https://github.com/rancher/rke2/blob/master/pkg/cli/cmds/server.go and https://docs.rke2.io/reference/server_config.
 */
export const SERVER_OPTIONS = new Set(
  `config debug bind-address advertise-address tls-san tls-san-security data-dir cluster-cidr service-cidr service-node-port-range cluster-dns
   cluster-domain egress-selector-mode servicelb-namespace token token-file agent-token agent-token-file server cluster-reset
   cluster-reset-restore-path write-kubeconfig write-kubeconfig-mode write-kubeconfig-group helm-job-image kube-apiserver-arg etcd-arg
   kube-controller-manager-arg kube-scheduler-arg etcd-expose-metrics etcd-disable-snapshots etcd-snapshot-name etcd-snapshot-schedule-cron
   etcd-snapshot-retention etcd-snapshot-dir etcd-snapshot-compress etcd-s3 etcd-s3-endpoint etcd-s3-endpoint-ca etcd-s3-skip-ssl-verify
   etcd-s3-access-key etcd-s3-secret-key etcd-s3-bucket etcd-s3-region etcd-s3-folder etcd-s3-insecure etcd-s3-timeout etcd-s3-config-secret
   disable disable-scheduler disable-cloud-controller disable-kube-proxy node-name with-node-id node-label node-taint
   image-credential-provider-bin-dir image-credential-provider-config container-runtime-endpoint snapshotter private-registry
   system-default-registry node-ip node-external-ip resolv-conf kubelet-arg kube-proxy-arg protect-kernel-defaults selinux lb-server-port
   secrets-encryption cni ingress-controller enable-servicelb kube-apiserver-image kube-controller-manager-image kube-proxy-image
   kube-scheduler-image pause-image runtime-image etcd-image kubelet-path cloud-provider-name cloud-provider-config profile audit-policy-file
   pod-security-admission-config-file control-plane-resource-requests control-plane-resource-limits`.split(/\s+/),
);
/** Those of `rke2 agent`. */
export const AGENT_OPTIONS = new Set(
  `config debug data-dir token token-file server node-name with-node-id node-label node-taint image-credential-provider-bin-dir
   image-credential-provider-config selinux lb-server-port container-runtime-endpoint snapshotter private-registry system-default-registry node-ip
   node-external-ip resolv-conf kubelet-arg kube-proxy-arg protect-kernel-defaults profile cloud-provider-name cloud-provider-config`.split(
    /\s+/,
  ),
);
