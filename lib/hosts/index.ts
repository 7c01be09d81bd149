export type { Host } from './host';
