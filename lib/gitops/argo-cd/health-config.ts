import type { KubernetesObject } from '../../kubernetes';
import type { FleetOutput } from '../../synth';
import { healthOf, readinessOf } from '../shared/health';
import { APPLICATION_HEALTH, luaHealthCheck } from './lua';

/**
 * What the configuration of Argo CD has to hold for this fleet, to be merged into it by server-side apply. Resources are tracked by an
 * annotation: the label that Argo CD can use instead is one that manifests here carry with another meaning.
 */
export function healthConfig(fleet: FleetOutput, namespace: string): KubernetesObject {
  const checks = healthOf(readinessOf(fleet)).map((health) => [
    `resource.customizations.health.${health.group}_${health.kind}`,
    luaHealthCheck(health),
  ]);
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'argocd-cm', namespace, labels: { 'app.kubernetes.io/part-of': 'argocd' } },
    data: {
      'application.resourceTrackingMethod': 'annotation',
      ...Object.fromEntries([
        ['resource.customizations.health.argoproj.io_Application', APPLICATION_HEALTH],
        ...checks,
      ] as [string, string][]),
    },
  };
}
