import type { KubernetesObject } from '../../../kubernetes';
import { CLUSTER, LABELS } from '../names';
import { metadataFor } from '../objects';
import type { Owner } from '../objects';

const COMPONENT = 'deletion-protection';

/**
 * An admission policy that refuses to delete what holds state while it is protected: namespaces, StatefulSets and Secrets that
 * carry the label, and every PersistentVolumeClaim in a namespace that carries it. (The label is not on the claims themselves:
 * a StatefulSet's claim templates are immutable, and switching the protection off would need a new StatefulSet.)
 *
 * It guards against accidents (a pruned file, `kubectl delete -f`, a removed Helm release), not against people who may change
 * labels. To delete something on purpose, set `deletionProtection: 'disabled'`, apply, then delete; or remove the label by hand:
 * `kubectl label namespace tenant-x colonnade.dev/deletion-protection-`.
 *
 * Controllers are not exempt, with one exception: what is in a namespace that is being deleted may go, because the deletion of the
 * namespace itself has passed this policy. So the garbage collector cannot remove a protected Secret whose owner was deleted.
 */
export function deletionProtection(owner: Owner): KubernetesObject[] {
  return [
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: metadataFor(owner, CLUSTER.deletionProtection, COMPONENT),
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          matchPolicy: 'Equivalent',
          resourceRules: [
            rule('', 'v1', ['namespaces', 'persistentvolumeclaims', 'secrets']),
            rule('apps', 'v1', ['statefulsets']),
          ],
        },
        matchConditions: [{ name: 'may-be-protected', expression: CANDIDATE }],
        validations: [
          {
            expression: `!(${PROTECTED}) || (${GOES_WITH_ITS_NAMESPACE})`,
            messageExpression: MESSAGE,
            reason: 'Forbidden',
          },
        ],
      },
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: metadataFor(owner, CLUSTER.deletionProtection, COMPONENT),
      spec: { policyName: CLUSTER.deletionProtection, validationActions: ['Deny'] },
    },
  ];
}

function rule(apiGroup: string, apiVersion: string, resources: string[]): Record<string, unknown> {
  return { apiGroups: [apiGroup], apiVersions: [apiVersion], operations: ['DELETE'], resources, scope: '*' };
}

/** CEL: whether an object's metadata carries the label. */
function labelled(metadata: string): string {
  return (
    `has(${metadata}.labels) && '${LABELS.deletionProtection}' in ${metadata}.labels` +
    ` && ${metadata}.labels['${LABELS.deletionProtection}'] == 'enabled'`
  );
}

const IS_CLAIM = "request.resource.resource == 'persistentvolumeclaims'";

/** A condition sees no namespace, so it only sorts out what no rule is about: every Secret that goes, for example. */
const CANDIDATE = `${IS_CLAIM} || (${labelled('oldObject.metadata')})`;

const PROTECTED =
  `(${labelled('oldObject.metadata')})` +
  ` || (${IS_CLAIM} && namespaceObject != null && ${labelled('namespaceObject.metadata')})`;

const GOES_WITH_ITS_NAMESPACE =
  "request.resource.resource != 'namespaces' && namespaceObject != null && has(namespaceObject.metadata.deletionTimestamp)";

const MESSAGE =
  "request.resource.resource + ' ' + request.name + ' holds state of a hosted control plane and is protected. " +
  'Set deletionProtection to disabled and apply, or remove the label ' +
  `${LABELS.deletionProtection} from it (from its namespace in case of a claim), then delete it.'`;
