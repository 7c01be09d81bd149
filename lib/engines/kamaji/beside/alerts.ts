import type { KubernetesObject } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import { metadataFor } from '../../native/objects';
import type { Owner } from '../../native/objects';

/**
 * Alerts over metrics of kube-state-metrics about the Deployment that Kamaji makes, which has the tenant's name.
 * https://github.com/kubernetes/kube-state-metrics/blob/main/docs/metrics/workload/deployment-metrics.md
 */
export function alertRules({ name, namespace, path }: TenantModel, owner: Owner): KubernetesObject {
  const deployment = `{namespace="${namespace}",deployment="${name}"}`;
  const restarts = `increase(kube_pod_container_status_restarts_total{namespace="${namespace}",container=~"kube-.*|kine"}[15m])`;
  const available = `kube_deployment_status_replicas_available${deployment}`;
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: metadataFor(owner, 'control-plane', 'alerts'),
    spec: {
      groups: [
        {
          name: `colonnade.${namespace}`,
          rules: [
            alert('ControlPlaneDown', `${available} == 0`, '2m', 'critical', `no API server of ${path} is available`),
            alert(
              'ControlPlaneDegraded',
              `${available} < kube_deployment_spec_replicas${deployment}`,
              '15m',
              'warning',
              `${path} runs with fewer API servers than it should`,
            ),
            alert(
              'ControlPlaneRestarts',
              `sum(${restarts}) > 3`,
              '0m',
              'warning',
              `containers of ${path} start again and again`,
            ),
          ],
        },
      ],
    },
  };
}

function alert(name: string, expr: string, wait: string, severity: string, summary: string) {
  return { alert: name, expr, for: wait, labels: { severity }, annotations: { summary } };
}
