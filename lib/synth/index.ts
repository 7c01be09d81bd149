export { FleetApp } from './fleet-app';
export type { FleetAppProps, SynthSummary } from './fleet-app';
export { libraryVersion } from './header';
export { planFleet } from './layout';
export type { PlannedFile } from './layout';
export { inFileOrder } from './order';
export { SYNTH_PROBLEMS } from './problems';
export { synthesize } from './synthesize';
export type { SynthesizeOptions } from './synthesize';
