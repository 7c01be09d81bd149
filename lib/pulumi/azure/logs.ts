import type { ManagedCluster } from '@pulumi/azure-native/containerservice/managedCluster';
import { DiagnosticSetting } from '@pulumi/azure-native/monitor/diagnosticSetting';
import { Workspace } from '@pulumi/azure-native/operationalinsights/workspace';
import { placed } from './scope';
import type { AzureScope } from './scope';

/** Logs of Azure's control plane. Source: https://learn.microsoft.com/en-us/azure/aks/monitor-aks-reference#resource-logs */
const CATEGORIES = [
  'kube-apiserver',
  'kube-audit-admin',
  'kube-controller-manager',
  'kube-scheduler',
  'cluster-autoscaler',
  'cloud-controller-manager',
  'csi-azuredisk-controller',
  'guard',
] as const;

/** Where logs go. */
export function azureWorkspace(scope: AzureScope): Workspace {
  return new Workspace(
    scope.name,
    { ...placed(scope), sku: { name: 'PerGB2018' }, retentionInDays: scope.settings.logRetentionDays },
    { parent: scope.parent },
  );
}

/** Sends what the control plane of the management cluster logs to the workspace. */
export function azureDiagnostics(
  { name, parent }: AzureScope,
  cluster: ManagedCluster,
  workspace: Workspace,
): DiagnosticSetting {
  return new DiagnosticSetting(
    name,
    {
      resourceUri: cluster.id,
      workspaceId: workspace.id,
      logAnalyticsDestinationType: 'Dedicated',
      logs: CATEGORIES.map((category) => ({ category, enabled: true })),
      metrics: [{ category: 'AllMetrics', enabled: true }],
    },
    { parent },
  );
}
