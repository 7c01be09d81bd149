import type { JsonObject, KubernetesObject } from '../../kubernetes';
import { metadataFor } from '../native/objects';
import type { Owner } from '../native/objects';

/** An Application of Argo CD. Applied server-side, because CRDs of operators are too large for anything else; nothing is ever pruned. */
export function application(
  owner: Owner,
  name: string,
  where: { readonly own: string; readonly operator: string },
  source: JsonObject,
): KubernetesObject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: metadataFor(owner, name, name, { namespace: where.own }),
    spec: {
      project: 'default',
      destination: { server: 'https://kubernetes.default.svc', namespace: where.operator },
      source,
      syncPolicy: {
        automated: { selfHeal: true, prune: false },
        syncOptions: ['CreateNamespace=true', 'ServerSideApply=true'],
      },
    },
  };
}
