import type { WorkerPoolModel } from '../../model';
import type { DocumentTenant, PuppetSecretKeys } from '../../workers';
import type { EyamlKeys } from './props';

/** A worker pool whose machines are listed (`Machines.ssh`), with the tenant that it belongs to, both as in the model of a fleet. */
export interface PuppetPool {
  readonly tenant: DocumentTenant;
  readonly pool: WorkerPoolModel;
}

/** Machines of worker pools that Puppet makes nodes of tenants. */
export interface PuppetNodesProps {
  /** Name of the environment, for people: lower-case letters, digits and hyphens. */
  readonly name: string;
  /** At least one. */
  readonly pools: readonly PuppetPool[];
  /** @default - keys where hiera-eyaml has them */
  readonly eyaml?: EyamlKeys;
}

/** A pool as the site manifest knows it. */
export interface PoolOfMachines {
  /** Its files are `pools/<file>.yaml` and `secrets/<file>.eyaml`. */
  readonly file: string;
  readonly machines: readonly { readonly name: string }[];
  readonly keys: PuppetSecretKeys;
}
