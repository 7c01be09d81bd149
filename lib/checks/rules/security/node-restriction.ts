import type { Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { eachTenant } from '../../walk';

/** Plugins whose absence lets a node, a pod or a user do more than the rest of the cluster assumes. */
const PROTECTIVE: Readonly<Record<string, string>> = {
  NodeRestriction: 'a node could change the objects of other nodes and their pods',
  PodSecurity: 'labels of namespaces would no longer keep privileged pods out',
  ServiceAccount: 'pods would run without an identity, and most controllers fail',
  NamespaceLifecycle: 'objects could be made in namespaces that are being deleted, which then never end',
  ResourceQuota: 'quotas would no longer hold',
  LimitRanger: 'defaults and limits of namespaces would no longer hold',
  CertificateApproval: 'whoever may edit a certificate request could approve it',
  CertificateSigning: 'whoever may edit a certificate request could sign it',
  CertificateSubjectRestriction: 'a client certificate for system:masters could be requested',
  ValidatingAdmissionWebhook: 'policies enforced by webhooks would be skipped silently',
  MutatingAdmissionWebhook: 'sidecars and defaults set by webhooks would be skipped silently',
  ValidatingAdmissionPolicy: 'admission policies would be skipped silently',
};

/** CLN4003 */
export const disabledProtection: Rule = {
  code: 'CLN4003',
  severity: 'warning',
  title: 'a protective admission plugin that is disabled',
  explanation:
    'Colonnade enables NodeRestriction and keeps the upstream defaults, because the rest of a cluster assumes them: without NodeRestriction one stolen node credential changes every node. See https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction.',
  wrong: tenantProgram(`admission: { disable: ['NodeRestriction'] },`),
  right: tenantProgram(`admission: { disable: ['DefaultIngressClass'] },`),
  check(fleet, report) {
    eachTenant(fleet, ({ path, admission }) => {
      for (const [index, plugin] of admission.disable.entries()) {
        const consequence = Object.hasOwn(PROTECTIVE, plugin) ? PROTECTIVE[plugin] : undefined;
        if (consequence === undefined) continue;
        report({
          path,
          property: `admission.disable[${index}]`,
          message: `without ${plugin}, ${consequence}.`,
          fix: "remove it, or acknowledge('CLN4003', 'done by another policy engine').",
        });
      }
    });
  },
};
