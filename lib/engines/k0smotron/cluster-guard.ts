import type { KubernetesObject } from '../../kubernetes';
import { LABELS } from '../native/names';
import { metadataFor } from '../native/objects';
import type { Owner } from '../native/objects';
import { NAMES } from './names';

/**
 * An admission policy for Clusters: what k0smotron takes and then cannot do. Its own webhook says nothing of these.
 *
 * - no other kind of storage: nothing carries the data over;
 * - no other labels: they are in the immutable selectors of StatefulSets;
 * - a version, and never one that skips a minor or goes back;
 * - no other number of replicas with NATS, neither by `kubectl scale`;
 * - no deletion while the namespace is protected.
 */
export function clusterGuard(owner: Owner): readonly KubernetesObject[] {
  return [
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: metadataFor(owner, NAMES.guard, NAMES.guard),
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          matchPolicy: 'Equivalent',
          resourceRules: [
            {
              apiGroups: ['k0smotron.io'],
              apiVersions: ['v1beta2'],
              operations: ['CREATE', 'UPDATE', 'DELETE'],
              resources: ['clusters'],
              scope: '*',
            },
          ],
        },
        // Only what carries the label of a tenant: Clusters of other makers are none of our business.
        matchConditions: [
          { name: 'is-a-tenant', expression: `has(${OF_EITHER}.labels) && '${LABELS.tenant}' in ${OF_EITHER}.labels` },
        ],
        variables: [
          { name: 'storage', expression: storageOf('object') },
          { name: 'storageBefore', expression: storageOf('oldObject') },
          { name: 'minor', expression: minorOf('object') },
          { name: 'minorBefore', expression: minorOf('oldObject') },
        ],
        validations: [
          deny(
            `request.operation == 'DELETE' || (has(object.spec.version) && object.spec.version.matches('^v?1[.][0-9]+[.][0-9]+'))`,
            'without spec.version k0smotron runs Kubernetes 1.27; write a version such as v1.36.3-k0s.0',
          ),
          deny(
            `${NO_UPDATE} || variables.storage == variables.storageBefore`,
            'storage.type cannot be changed: k0smotron carries no data over',
          ),
          deny(
            `${NO_UPDATE} || (has(object.metadata.labels) ? object.metadata.labels : {}) == (has(oldObject.metadata.labels) ? oldObject.metadata.labels : {})`,
            'labels of a Cluster cannot be changed: k0smotron puts them into the immutable selectors of its StatefulSets',
          ),
          deny(
            `${NO_UPDATE} || variables.minorBefore == 0 || (variables.minor >= variables.minorBefore && variables.minor - variables.minorBefore <= 1)`,
            'control planes go up one minor at a time and never back',
          ),
          deny(
            `${NO_UPDATE} || variables.storage != 'nats' || object.spec.replicas == oldObject.spec.replicas`,
            'the number of replicas is frozen with storage nats',
          ),
          deny(
            `request.operation != 'DELETE' || !(${PROTECTED}) || has(namespaceObject.metadata.deletionTimestamp)`,
            'the control plane is protected: set deletionProtection to disabled and apply, then delete',
          ),
        ],
      },
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: metadataFor(owner, NAMES.guard, NAMES.guard),
      spec: { policyName: NAMES.guard, validationActions: ['Deny'] },
    },
  ];
}

const NO_UPDATE = "request.operation != 'UPDATE'";

const OF_EITHER = "(request.operation == 'DELETE' ? oldObject : object).metadata";

const PROTECTED =
  `namespaceObject != null && has(namespaceObject.metadata.labels) && '${LABELS.deletionProtection}' in namespaceObject.metadata.labels` +
  ` && namespaceObject.metadata.labels['${LABELS.deletionProtection}'] == 'enabled'`;

function deny(expression: string, message: string): { readonly expression: string; readonly message: string } {
  return { expression, message };
}

/** CEL: the kind of storage; `etcd` when nothing is said. */
function storageOf(object: string): string {
  return `${object} != null && has(${object}.spec.storage) && has(${object}.spec.storage.type) ? ${object}.spec.storage.type : 'etcd'`;
}

/** CEL: the minor of the version; 0 when there is none. */
function minorOf(object: string): string {
  const version = `${object}.spec.version`;
  return `${object} != null && has(${version}) && ${version}.matches('^v?1[.][0-9]+[.]') ? int(${version}.split('.')[1]) : 0`;
}
