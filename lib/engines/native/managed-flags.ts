import type { ControlPlaneComponent } from '../../model';

/** Flags that the engine writes itself, by component. The types below make the code that writes them cover exactly this list. */
export const WRITTEN_FLAGS = {
  apiServer: [
    'admission-control-config-file',
    'advertise-address',
    'allow-privileged',
    'audit-log-maxage',
    'audit-log-maxbackup',
    'audit-log-maxsize',
    'audit-log-path',
    'audit-policy-file',
    'authentication-config',
    'authorization-mode',
    'client-ca-file',
    'disable-admission-plugins',
    'egress-selector-config-file',
    'enable-admission-plugins',
    'enable-bootstrap-token-auth',
    'encryption-provider-config',
    'encryption-provider-config-automatic-reload',
    'endpoint-reconciler-type',
    'etcd-cafile',
    'etcd-certfile',
    'etcd-compaction-interval',
    'etcd-keyfile',
    'etcd-prefix',
    'etcd-servers',
    'feature-gates',
    'kubelet-client-certificate',
    'kubelet-client-key',
    'profiling',
    'proxy-client-cert-file',
    'proxy-client-key-file',
    'requestheader-allowed-names',
    'requestheader-client-ca-file',
    'requestheader-extra-headers-prefix',
    'requestheader-group-headers',
    'requestheader-username-headers',
    'secure-port',
    'service-account-issuer',
    'service-account-jwks-uri',
    'service-account-key-file',
    'service-account-signing-key-file',
    'service-cluster-ip-range',
    'shutdown-delay-duration',
    'shutdown-send-retry-after',
    'tls-cert-file',
    'tls-private-key-file',
  ],
  controllerManager: [
    'allocate-node-cidrs',
    'authentication-kubeconfig',
    'authorization-kubeconfig',
    'client-ca-file',
    'cluster-cidr',
    'cluster-signing-cert-file',
    'cluster-signing-key-file',
    'controllers',
    'feature-gates',
    'kubeconfig',
    'leader-elect',
    'node-cidr-mask-size-ipv4',
    'node-cidr-mask-size-ipv6',
    'profiling',
    'requestheader-client-ca-file',
    'root-ca-file',
    'secure-port',
    'service-account-private-key-file',
    'service-cluster-ip-range',
    'use-service-account-credentials',
  ],
  scheduler: [
    'authentication-kubeconfig',
    'authorization-kubeconfig',
    'client-ca-file',
    'feature-gates',
    'kubeconfig',
    'leader-elect',
    'profiling',
    'requestheader-client-ca-file',
    'secure-port',
  ],
} as const satisfies Record<ControlPlaneComponent, readonly string[]>;

/** A value for every flag that the engine writes for a component; `undefined`: not set in this case. */
export type WrittenFlags<C extends ControlPlaneComponent> = Readonly<
  Record<(typeof WRITTEN_FLAGS)[C][number], string | undefined>
>;

/**
 * Flags that the engine never writes and that would contradict what it writes:
 *
 * - `anonymous-auth`, `oidc-*`: kube-apiserver refuses them beside `--authentication-config`; use `authentication`;
 * - `authorization-*`: refused beside, or weaker than, `--authorization-mode=Node,RBAC`;
 * - `bind-address`: the kubelet's probes and the Service need every interface, which is the default;
 * - the others are older names, or unsafe or second ways, of a written flag.
 */
const CONTRADICTING_FLAGS = {
  apiServer: [
    'admission-control',
    'anonymous-auth',
    'apiserver-count',
    'authorization-config',
    'authorization-policy-file',
    'bind-address',
    'cert-dir',
    'etcd-servers-overrides',
    'oidc-ca-file',
    'oidc-client-id',
    'oidc-groups-claim',
    'oidc-groups-prefix',
    'oidc-issuer-url',
    'oidc-required-claim',
    'oidc-signing-algs',
    'oidc-username-claim',
    'oidc-username-prefix',
    'service-account-signing-endpoint',
    'storage-backend',
    'storage-media-type',
    'token-auth-file',
  ],
  controllerManager: [
    'bind-address',
    'cluster-signing-kube-apiserver-client-cert-file',
    'cluster-signing-kube-apiserver-client-key-file',
    'cluster-signing-kubelet-client-cert-file',
    'cluster-signing-kubelet-client-key-file',
    'cluster-signing-kubelet-serving-cert-file',
    'cluster-signing-kubelet-serving-key-file',
    'cluster-signing-legacy-unknown-cert-file',
    'cluster-signing-legacy-unknown-key-file',
    'master',
    'node-cidr-mask-size',
  ],
  scheduler: ['bind-address', 'master'],
} as const satisfies Record<ControlPlaneComponent, readonly string[]>;

/** Flags, by component and without dashes, that `extraArgs` may not set. Sorted. */
export const MANAGED_FLAGS: Readonly<Record<ControlPlaneComponent, readonly string[]>> = {
  apiServer: managed('apiServer'),
  controllerManager: managed('controllerManager'),
  scheduler: managed('scheduler'),
};

function managed(component: ControlPlaneComponent): readonly string[] {
  return Object.freeze([...WRITTEN_FLAGS[component], ...CONTRADICTING_FLAGS[component]].sort());
}
