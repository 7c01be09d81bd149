import type { KubernetesObject } from '../../../kubernetes';
import type { EtcdStoreModel } from '../../../model';
import { ETCD, LABELS } from '../names';
import { metadataFor } from '../objects';
import type { EtcdPlacement } from './placement';

/**
 * Admission policies around the ClusterIssuer of a shared store. A ClusterIssuer signs for every namespace, and etcd takes the
 * common name of what it signed as the user: without these, whoever may create a Certificate anywhere could become `root`, or
 * another tenant.
 *
 * - A Certificate from this issuer may only be requested in a namespace of the store, and there only for the user that the
 *   namespace is labelled with; in the store's own namespace only for `root` or for nobody.
 * - A CertificateRequest, which carries a signing request that a policy cannot read, may only come from cert-manager itself (any
 *   service account of its namespace) or from somebody who may approve requests for this issuer.
 */
export function identityPolicies(placement: EtcdPlacement, store: EtcdStoreModel): KubernetesObject[] {
  return [
    ...policy(placement, store, 'certificates', {
      variables: [
        { name: 'commonName', expression: "has(object.spec.commonName) ? object.spec.commonName : ''" },
        { name: 'labels', expression: 'has(namespaceObject.metadata.labels) ? namespaceObject.metadata.labels : {}' },
      ],
      validations: [
        {
          expression: certificateRule(placement, store),
          message: `The common name of a certificate from ClusterIssuer ${store.clusterIssuer} is an etcd user, and this namespace may not have this one.`,
          reason: 'Forbidden',
        },
      ],
    }),
    ...policy(placement, store, 'certificaterequests', {
      validations: [
        {
          expression: requestRule(placement, store),
          message: `Only cert-manager may ask ClusterIssuer ${store.clusterIssuer} directly. Create a Certificate.`,
          reason: 'Forbidden',
        },
      ],
    }),
  ];
}

function policy(
  placement: EtcdPlacement,
  store: EtcdStoreModel,
  resource: 'certificates' | 'certificaterequests',
  rules: Readonly<Record<string, unknown>>,
): KubernetesObject[] {
  const name = `colonnade-etcd-${store.name}-${resource}`;
  const metadata = metadataFor(placement.owner, name, ETCD.members, { namespace: '' });
  const rule = {
    apiGroups: ['cert-manager.io'],
    apiVersions: ['v1'],
    operations: ['CREATE', 'UPDATE'],
    resources: [resource],
    scope: 'Namespaced',
  };
  return [
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata,
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: { matchPolicy: 'Equivalent', resourceRules: [rule] },
        matchConditions: [
          {
            name: 'from-this-issuer',
            expression:
              "has(object.spec.issuerRef.kind) && object.spec.issuerRef.kind == 'ClusterIssuer'" +
              ` && object.spec.issuerRef.name == '${store.clusterIssuer}'`,
          },
        ],
        ...rules,
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
    " && (variables.commonName == 'root' || variables.commonName == '')";
  const tenants =
    `'${LABELS.store}' in variables.labels && variables.labels['${LABELS.store}'] == '${store.name}'` +
    ` && '${LABELS.storeUser}' in variables.labels && variables.labels['${LABELS.storeUser}'] == variables.commonName` +
    " && variables.commonName != 'root'";
  const plain = '!has(object.spec.literalSubject) && !(has(object.spec.isCA) && object.spec.isCA)';
  return `${plain} && ((${own}) || (${tenants}))`;
}

/**
 * What is there already may be changed: its status and its labels are, its request cannot be. Who may approve requests for an issuer
 * may also make them: cert-manager's own role says so with a name that ends in a star, which RBAC takes literally.
 * https://cert-manager.io/docs/usage/certificaterequest/#approval
 */
function requestRule(placement: EtcdPlacement, store: EtcdStoreModel): string {
  const mayApprove = (name: string): string =>
    "authorizer.group('cert-manager.io').resource('signers')" +
    `.name('clusterissuers.cert-manager.io/${name}').check('approve').allowed()`;
  return (
    "request.operation == 'UPDATE'" +
    ` || 'system:serviceaccounts:${placement.cluster.certManager.namespace}' in request.userInfo.groups` +
    ` || ${mayApprove('*')} || ${mayApprove(store.clusterIssuer)}`
  );
}
