import type { KubernetesObject } from '../../../kubernetes';
import type { EtcdStoreModel } from '../../../model';
import { LABELS } from '../names';
import { metadataFor } from '../objects';
import { ETCD } from '../names';
import type { EtcdPlacement } from './placement';

/**
 * An admission policy around the ClusterIssuer of a shared store. A ClusterIssuer signs for every namespace, and etcd takes the
 * common name of what it signed as the user: without this, whoever may create a Certificate anywhere could become `root`, or
 * another tenant.
 *
 * - A Certificate from this issuer may only be requested in a namespace of the store, and there only for the user that the
 *   namespace is labelled with; in the store's own namespace only for `root` or for nobody.
 * - A CertificateRequest, which carries a signing request that a policy cannot read, may only come from cert-manager itself (any
 *   service account of its namespace) or from an administrator.
 */
export function identityPolicy(placement: EtcdPlacement, store: EtcdStoreModel): KubernetesObject[] {
  const name = `colonnade-etcd-${store.name}`;
  const metadata = metadataFor(placement.owner, name, ETCD.members, { namespace: '' });
  const { certManager } = placement.cluster;
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
              apiGroups: ['cert-manager.io'],
              apiVersions: ['v1'],
              operations: ['CREATE', 'UPDATE'],
              resources: ['certificates', 'certificaterequests'],
              scope: 'Namespaced',
            },
          ],
        },
        matchConditions: [
          {
            name: 'from-this-issuer',
            expression:
              `has(object.spec.issuerRef.kind) && object.spec.issuerRef.kind == 'ClusterIssuer'` +
              ` && object.spec.issuerRef.name == '${store.clusterIssuer}'`,
          },
        ],
        variables: [
          {
            name: 'commonName',
            expression: "has(object.spec.commonName) ? object.spec.commonName : ''",
          },
          {
            name: 'labels',
            expression: 'has(namespaceObject.metadata.labels) ? namespaceObject.metadata.labels : {}',
          },
        ],
        validations: [
          {
            expression: certificateRule(placement, store),
            message:
              `A Certificate from ClusterIssuer ${store.clusterIssuer} names an etcd user; this namespace may not have ` +
              `one of that name.`,
            reason: 'Forbidden',
          },
          {
            expression:
              `request.resource.resource != 'certificaterequests' || request.operation == 'UPDATE'` +
              ` || 'system:serviceaccounts:${certManager.namespace}' in request.userInfo.groups` +
              ` || 'system:masters' in request.userInfo.groups`,
            message: `Only cert-manager may request certificates from ClusterIssuer ${store.clusterIssuer} directly.`,
            reason: 'Forbidden',
          },
        ],
      },
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata,
      spec: { policyName: name, validationActions: ['Deny'] },
    },
  ];
}

function certificateRule(placement: EtcdPlacement, store: EtcdStoreModel): string {
  const own =
    `object.metadata.namespace == '${placement.etcd.namespace}'` +
    ` && (variables.commonName == 'root' || variables.commonName == '')`;
  const tenants =
    `'${LABELS.store}' in variables.labels && variables.labels['${LABELS.store}'] == '${store.name}'` +
    ` && '${LABELS.storeUser}' in variables.labels && variables.labels['${LABELS.storeUser}'] == variables.commonName` +
    ` && variables.commonName != 'root'`;
  const plain = '!has(object.spec.literalSubject) && !(has(object.spec.isCA) && object.spec.isCA)';
  return `request.resource.resource != 'certificates' || (${plain} && ((${own}) || (${tenants})))`;
}
