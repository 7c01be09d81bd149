export { talosLosses } from './losses';
export { TALOS_MARKS, isTalosPool, talosMachineConfig } from './machine-config';
export type { TalosPool } from './machine-config';
