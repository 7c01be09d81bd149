import type { KubernetesObject } from '../../kubernetes';
import { LABELS } from '../native/names';
import { metadataFor } from '../native/objects';
import type { Owner } from '../native/objects';
import { KAMAJI_PROTECTION } from './names';

const COMPONENT = 'deletion-protection';

const LABELLED =
  'has(oldObject.metadata.labels)' +
  ` && '${LABELS.deletionProtection}' in oldObject.metadata.labels` +
  ` && oldObject.metadata.labels['${LABELS.deletionProtection}'] == 'enabled'`;

const GOES_WITH_ITS_NAMESPACE = 'namespaceObject != null && has(namespaceObject.metadata.deletionTimestamp)';

/**
 * Refuses to delete a TenantControlPlane or a DataStore while it is protected: Kamaji drops the data of a control plane together with it,
 * and has no way to keep it. Switched off as the native policy is: `deletionProtection: false`, apply, delete.
 */
export function kamajiDeletionProtection(owner: Owner): KubernetesObject[] {
  const metadata = metadataFor(owner, KAMAJI_PROTECTION, COMPONENT);
  return [
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata,
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          matchPolicy: 'Equivalent',
          resourceRules: [
            {
              apiGroups: ['kamaji.clastix.io'],
              apiVersions: ['*'],
              operations: ['DELETE'],
              resources: ['tenantcontrolplanes', 'datastores'],
              scope: '*',
            },
          ],
        },
        validations: [
          {
            expression: `!(${LABELLED}) || (${GOES_WITH_ITS_NAMESPACE})`,
            message:
              'This holds the data of hosted control planes and is protected. Set deletionProtection to disabled and apply, or ' +
              `remove the label ${LABELS.deletionProtection}, then delete it.`,
            reason: 'Forbidden',
          },
        ],
      },
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata,
      spec: { policyName: KAMAJI_PROTECTION, validationActions: ['Deny'] },
    },
  ];
}
