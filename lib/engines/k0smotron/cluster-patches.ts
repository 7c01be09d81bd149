import type { PodSpec } from 'kubernetes-types/core/v1';
import { shared } from '../../kubernetes';
import type { EtcdClusterModel, ImagesModel, SchedulingModel, TenantModel } from '../../model';
import type { RenderContext } from '../engine';
import { CLUSTER } from '../native/names';
import { onceForEach, podSpecBase } from '../native/objects';
import { addressFamily, exposure } from '../native/tenant/service';
import type { ApiServerFiles } from './api-server';
import { optionsOf, storageOf } from './options';
import type { K0smotronPatch } from './options';

/** An entry of `spec.patches`. */
interface WrittenPatch {
  readonly target: { readonly kind: string; readonly component: string };
  readonly patch: { readonly type: K0smotronPatch['type']; readonly content: string };
}

/**
 * What the Cluster has no field for, as patches that k0smotron applies to what it makes: priority, node selector, tolerations, zones and
 * pull secrets of the pods; class, address, source ranges and annotations of the Service; and a hash, because nothing else would bring a
 * changed audit policy into running pods.
 *
 * https://docs.k0smotron.io/stable/configuration/
 */
export function clusterPatches(
  tenant: TenantModel,
  context: RenderContext,
  { hash }: ApiServerFiles,
): readonly WrittenPatch[] {
  const { scheduling, images } = tenant;
  const service = servicePatch(tenant, context);
  return [
    PODS({ component: 'control-plane', scheduling, images, priorityClassName: CLUSTER.controlPlanePriority, hash }),
    ...(storageOf(tenant).kind === 'etcd'
      ? [
          PODS({
            component: 'etcd',
            scheduling: etcdScheduling(tenant),
            images,
            priorityClassName: CLUSTER.etcdPriority,
            hash: '',
          }),
        ]
      : []),
    ...(Object.keys(service).length > 0 ? [strategic('Service', 'control-plane', service)] : []),
    ...(optionsOf(tenant).patches ?? []).map(({ target, type, content }) => ({
      target,
      patch: { type, content: JSON.stringify(content) },
    })),
  ];
}

interface PodsInput extends Pick<TenantModel, 'scheduling' | 'images'> {
  readonly component: 'control-plane' | 'etcd';
  readonly priorityClassName: string;
  /** Empty: nothing is mounted. */
  readonly hash: string;
}

/** Pods of many tenants are placed alike. */
const PODS = onceForEach(({ component, scheduling, images, priorityClassName, hash }: PodsInput): WrittenPatch =>
  shared(
    strategic('StatefulSet', component, {
      spec: {
        template: {
          ...(hash !== '' && { metadata: { annotations: { 'colonnade.dev/config-hash': hash } } }),
          spec: podPatch(scheduling, images, priorityClassName),
        },
      },
    }),
  ),
);

function strategic(kind: string, component: string, content: object): WrittenPatch {
  return { target: { kind, component }, patch: { type: 'strategic', content: JSON.stringify(content) } };
}

function etcdScheduling({ store, scheduling }: TenantModel): EtcdClusterModel['scheduling'] {
  return store.kind === 'dedicated' ? store.cluster.scheduling : scheduling;
}

type PodFields = Pick<
  PodSpec,
  'priorityClassName' | 'nodeSelector' | 'tolerations' | 'affinity' | 'imagePullSecrets' | 'enableServiceLinks'
>;

function podPatch(scheduling: SchedulingModel, images: ImagesModel, priorityClassName: string): PodFields {
  const base = podSpecBase({ scheduling, images, priorityClassName });
  const wanted = ['priorityClassName', 'nodeSelector', 'tolerations', 'affinity', 'imagePullSecrets'] as const;
  const fields: PodFields = { enableServiceLinks: false };
  return wanted.reduce((patch, field) => ({ ...patch, ...(base[field] && { [field]: base[field] }) }), fields);
}

function servicePatch({ endpoint }: TenantModel, context: RenderContext): object {
  const spec = Object.fromEntries(
    Object.entries({ ...exposure(endpoint), ...addressFamily(endpoint, context) }).filter(
      ([field]) => field !== 'type',
    ),
  );
  return {
    ...(Object.keys(endpoint.annotations).length > 0 && { metadata: { annotations: endpoint.annotations } }),
    ...(Object.keys(spec).length > 0 && { spec }),
  };
}
