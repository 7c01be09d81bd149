import type { RolePools } from '../role-pools';

/** What was said, with defaults. */
export interface KubevirtSettings {
  readonly namespace: string;
  readonly infraStorageClass: string;
  readonly sizes: Readonly<Record<string, { readonly cpu: number; readonly memoryGiB: number }>>;
  readonly image: string;
  readonly controllers: number;
  /** Groups of nodes, as the facts have them. */
  readonly nodePools: RolePools;
}
