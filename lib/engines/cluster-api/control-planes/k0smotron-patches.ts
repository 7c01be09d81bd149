import type { JsonObject } from '../../../kubernetes';
import { stableJson } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import { withoutEmpty } from '../api';
import { zoneAffinity } from './spread';

/** `app.kubernetes.io/component` of StatefulSet and Service of a control plane. */
const COMPONENT = 'control-plane';

/** What k0smotron has no field for, on the pods. https://docs.k0smotron.io/stable/patches/ */
export function podPatches({ scheduling, images }: TenantModel): readonly JsonObject[] {
  const spec = withoutEmpty({
    nodeSelector: { ...scheduling.nodeSelector },
    tolerations: scheduling.tolerations.map((toleration) => ({ ...toleration })),
    affinity: zoneAffinity(scheduling),
    priorityClassName: scheduling.priorityClassName ?? undefined,
    imagePullSecrets: images.pullSecrets.map((name) => ({ name })),
  });
  return Object.keys(spec).length === 0 ? [] : [merge('StatefulSet', { spec: { template: { spec } } })];
}

/** What k0smotron has no field for, on the Service. */
export function servicePatches({ endpoint }: TenantModel): readonly JsonObject[] {
  const annotations = { ...endpoint.annotations };
  const spec =
    endpoint.kind === 'loadBalancer'
      ? withoutEmpty({
          loadBalancerClass: endpoint.loadBalancerClass ?? undefined,
          loadBalancerSourceRanges: [...endpoint.sourceRanges],
        })
      : {};
  const content = withoutEmpty({ metadata: withoutEmpty({ annotations }), spec });
  return Object.keys(content).length === 0 ? [] : [merge('Service', content)];
}

function merge(kind: string, content: JsonObject): JsonObject {
  return { target: { kind, component: COMPONENT }, patch: { type: 'merge', content: stableJson(content) } };
}
