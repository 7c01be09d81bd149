import type { ObjectMeta } from '../../../../kubernetes';
import { LABELS } from '../../names';

/** Label key of what belongs to an addon inside a tenant: the Job deletes by it what a tenant no longer has. */
export const ADDON_LABEL = 'colonnade.dev/addon';

/** Addons inside a tenant, and forms of one that exclude each other. */
export type Addon =
  | 'coredns'
  | 'kube-proxy'
  | 'konnectivity-agent'
  | 'konnectivity-agent-daemonset'
  | 'konnectivity-agent-deployment'
  | 'join-tokens'
  | 'used-join-tokens'
  | 'kubelet-serving-approver'
  | 'cluster-autoscaler';

/** Server-side apply field manager of everything inside a tenant. */
export const FIELD_MANAGER = 'colonnade';

const MANAGED = { [LABELS.managedBy]: FIELD_MANAGER } as const;

/** Metadata of an object inside a tenant that belongs to no addon. */
export function insideMeta(name: string, namespace?: string): ObjectMeta {
  return namespace === undefined ? { name, labels: MANAGED } : { name, namespace, labels: MANAGED };
}

/** Metadata of an addon's object. `namespace: null`: cluster-scoped. `labels` are those that selectors or people look for. */
export function addonMeta(
  addon: Addon,
  name: string,
  namespace: string | null = 'kube-system',
  labels: Readonly<Record<string, string>> = {},
): ObjectMeta {
  const meta = { name, labels: { ...MANAGED, [ADDON_LABEL]: addon, ...labels } };
  return namespace === null ? meta : { ...meta, namespace };
}
