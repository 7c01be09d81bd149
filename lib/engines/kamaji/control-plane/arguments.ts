import type { TenantModel } from '../../../model';
import type { RenderContext } from '../../engine';
import { apiServerArguments } from '../../native/tenant/api-server-flags';
import { controllerManagerArguments, schedulerArguments } from '../../native/tenant/controller-flags';

/**
 * Flags of the API server that Kamaji writes itself, from other fields; it drops the same ones among extra arguments without a word.
 * Source: `managed` in https://github.com/clastix/kamaji/blob/master/internal/builders/controlplane/deployment.go
 */
export const KAMAJI_API_SERVER_FLAGS: readonly string[] = Object.freeze([
  'advertise-address',
  'client-ca-file',
  'enable-admission-plugins',
  'etcd-cafile',
  'etcd-certfile',
  'etcd-compaction-interval',
  'etcd-keyfile',
  'etcd-prefix',
  'etcd-servers',
  'etcd-servers-overrides',
  'kubelet-client-certificate',
  'kubelet-client-key',
  'kubelet-preferred-address-types',
  'proxy-client-cert-file',
  'proxy-client-key-file',
  'requestheader-allowed-names',
  'requestheader-client-ca-file',
  'secure-port',
  'service-account-key-file',
  'service-account-signing-key-file',
  'service-cluster-ip-range',
  'tls-cert-file',
  'tls-private-key-file',
]);

/** The same of controller manager and scheduler. */
export const KAMAJI_CONTROLLER_FLAGS: readonly string[] = Object.freeze([
  'allocate-node-cidrs',
  'authentication-kubeconfig',
  'authorization-kubeconfig',
  'bind-address',
  'client-ca-file',
  'cluster-cidr',
  'cluster-name',
  'cluster-signing-cert-file',
  'cluster-signing-key-file',
  'controllers',
  'kubeconfig',
  'leader-elect',
  'requestheader-client-ca-file',
  'root-ca-file',
  'service-account-private-key-file',
  'service-cluster-ip-range',
  'use-service-account-credentials',
]);

/**
 * What the native engine writes and this one leaves as Kamaji has it: the same values, the tunnel's file, a reconciler that fits
 * another way to advertise, and the check of kubelets' certificates, which nobody approves here.
 */
const LEFT_TO_KAMAJI: readonly string[] = [
  'allow-privileged',
  'authorization-mode',
  'egress-selector-config-file',
  'enable-bootstrap-token-auth',
  'endpoint-reconciler-type',
  'kubelet-certificate-authority',
  'requestheader-extra-headers-prefix',
  'requestheader-group-headers',
  'requestheader-username-headers',
];

/** `spec.controlPlane.deployment.extraArgs`: what the native engine gives its components, without what Kamaji writes itself. */
export function extraArguments(tenant: TenantModel, context: RenderContext, kine: readonly string[] | undefined) {
  const controllers = [...KAMAJI_CONTROLLER_FLAGS, 'secure-port'];
  return {
    apiServer: without(apiServerArguments(tenant, context), [...KAMAJI_API_SERVER_FLAGS, ...LEFT_TO_KAMAJI]),
    controllerManager: without(controllerManagerArguments(tenant), controllers),
    scheduler: without(schedulerArguments(tenant), controllers),
    ...(kine && { kine }),
  };
}

function without(args: readonly string[], flags: readonly string[]): string[] {
  return args.filter((argument) => !flags.includes(argument.slice(2).split('=', 1)[0] ?? ''));
}
