export { k0sInstallation } from './installation';
export type { K0sController, K0sInstallation, K0sInstallationProps, K0sNetwork } from './installation';
export { autopilotPlan } from './autopilot-plan';
export type { AutopilotPlanProps, AutopilotTargets, K0sPlatform } from './autopilot-plan';
export { K0S_FACTS } from './facts';
export { K0S_PROBLEMS } from './problems';
