import { AUDIT_RULES } from '../kubernetes';
import type { JsonObject } from '../kubernetes';

/** What API servers write down: who did what, never the content of Secrets. https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/ */
export function auditPolicy(): JsonObject {
  return { apiVersion: 'audit.k8s.io/v1', kind: 'Policy', omitStages: ['RequestReceived'], rules: AUDIT_RULES };
}
