export { openClusterManagement } from './open-cluster-management';
export type { AdvancedClusterManagementAddOn, OpenClusterManagementOptions } from './options';
