export { FleetApp } from './fleet-app';
export type { FleetAppProps, SynthSummary } from './fleet-app';
export { libraryVersion } from './header';
export { SYNTH_PROBLEMS } from './problems';
