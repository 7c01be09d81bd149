import { EtcdStore, TenantControlPlane } from '../fleet';
import type { Fleet, RenderedChart } from '../fleet';

/** One file of the output and the chart whose objects it holds. */
export interface PlannedFile {
  /** Relative to the output folder, with slashes. */
  readonly path: string;
  readonly chart: RenderedChart;
  readonly kind: 'management-cluster' | 'store' | 'tenant';
  /** Folder of the management cluster, which is what names of objects have to be unique in. */
  readonly folder: string;
}

/**
 * The files of a fleet: a folder for each management cluster, because each is applied to another cluster, and in it
 * `management-cluster.yaml`, `store-<name>.yaml` and `tenant-<name>.yaml`, whose lexical order is an order to apply them in.
 *
 * @param folder of the fleet, relative to the output folder; empty: the output folder itself.
 */
export function planFleet(fleet: Fleet, folder: string): readonly PlannedFile[] {
  return fleet.charts.flatMap(({ cluster, charts }) => {
    const inFolder = folder === '' ? cluster.node.id : `${folder}/${cluster.node.id}`;
    return charts
      .map((chart): PlannedFile => {
        const kind = kindOf(chart);
        const name = kind === 'management-cluster' ? kind : `${kind}-${chart.node.id}`;
        return { path: `${inFolder}/${name}.yaml`, chart, kind, folder: inFolder };
      })
      .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  });
}

function kindOf(chart: RenderedChart): PlannedFile['kind'] {
  if (TenantControlPlane.isTenantControlPlane(chart)) return 'tenant';
  return EtcdStore.isEtcdStore(chart) ? 'store' : 'management-cluster';
}
