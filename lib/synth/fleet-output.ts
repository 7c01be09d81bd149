import { TenantControlPlane } from '../fleet';
import type { Fleet } from '../fleet';
import type { KubernetesObject } from '../kubernetes';
import { planFleet } from './layout';
import type { PlannedFile } from './layout';
import type { ClusterOutput, FleetOutput, PartOutput } from './output-layout';

/**
 * A fleet as the files that it is written to, for layouts.
 *
 * @param fleet checked, and without errors
 * @param objectsOf a planned file, in the order of the file
 */
export function fleetOutput(fleet: Fleet, objectsOf: (file: PlannedFile) => readonly KubernetesObject[]): FleetOutput {
  const model = fleet.toModel();
  const files = planFleet(fleet, '');
  return {
    name: fleet.node.id,
    path: fleet.node.path,
    model,
    clusters: fleet.charts.map(({ cluster }): ClusterOutput => {
      const { engines } = cluster;
      const own = files.filter(({ folder }) => folder === cluster.node.id);
      return {
        name: cluster.node.id,
        model: fleet.clusterModel(cluster.node.path),
        operators: cluster.operators,
        writesBack: [...new Set(engines.flatMap(({ writesBack }) => writesBack))],
        parts: own.map((file) => partOutput(file, () => objectsOf(file))),
      };
    }),
  };
}

function partOutput(file: PlannedFile, objects: PartOutput['objects']): PartOutput {
  const { chart, kind, path } = file;
  const own = TenantControlPlane.isTenantControlPlane(chart) ? tenantOf(chart) : undefined;
  const binding = own?.tenant.store;
  return {
    kind,
    name: path.slice(path.lastIndexOf('/') + 1, path.lastIndexOf('.')),
    path: chart.node.path,
    file: path,
    tenant: own?.tenant,
    store: binding?.kind === 'shared' ? `store-${binding.name}` : undefined,
    readiness: own?.readiness ?? [],
    objects,
  };
}

function tenantOf({ engine, context, fleet, node }: TenantControlPlane) {
  const tenant = fleet.tenantModel(node.path);
  return { tenant, readiness: engine.readiness(tenant, context) };
}
