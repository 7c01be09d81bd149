export { existing } from './existing';
export type { ExistingHostProps } from './existing';
