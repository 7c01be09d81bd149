import type { FleetModel, ResourcesModel } from '../model';
import { eachEtcd, eachTenant } from './walk';

/** Visits the resources of every container that is rendered, with where they are written in the program. */
export function eachResources(
  fleet: FleetModel,
  visit: (resources: ResourcesModel, path: string, property: string) => void,
): void {
  eachTenant(fleet, ({ path, resources, konnectivity, addons }) => {
    for (const component of ['apiServer', 'controllerManager', 'scheduler'] as const) {
      visit(resources[component], path, `resources.${component}`);
    }
    if (konnectivity.enabled) {
      visit(resources.konnectivityServer, path, 'resources.konnectivityServer');
      visit(konnectivity.agent.resources, path, 'konnectivity.agent.resources');
    }
    if (addons.coreDns) visit(addons.coreDns.resources, path, 'addons.coreDns.resources');
  });
  eachEtcd(fleet, ({ resources }, place) => visit(resources, place.path, place.property('resources')));
}

/**
 * Remembers which resources were fine, because defaults are shared by thousands of tenants.
 * `problems` looks at one and calls back for each problem.
 */
export function onceForShared(
  problems: (resources: ResourcesModel, report: (name: string, message: string, fix: string) => void) => void,
  found: (path: string, property: string, message: string, fix: string) => void,
): (resources: ResourcesModel, path: string, property: string) => void {
  const clean = new WeakSet<ResourcesModel>();
  return (resources, path, property) => {
    if (clean.has(resources)) return;
    let dirty = false;
    problems(resources, (name, message, fix) => {
      dirty = true;
      found(path, `${property}.${name}`, message, fix);
    });
    if (!dirty) clean.add(resources);
  };
}
