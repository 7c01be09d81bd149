export { bottlerocketLosses } from './losses';
export { bottlerocketSettings, isBottlerocketPool } from './settings';
export type { BottlerocketPool } from './settings';
