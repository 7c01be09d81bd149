import type { Carrier, TenantModel, WorkerPoolModel } from '../../model';
import { bottlerocketSettings, isBottlerocketPool } from '../bottlerocket';
import { workerEndpoint } from '../endpoint';
import { isK0sPool, k0sPlan } from '../k0s';
import { isKubeadmPool, machinePlan } from '../kubeadm';
import { isTalosPool, talosMachineConfig } from '../talos';
import type { BootstrapDocument, UserData } from './document';
import { carriedUserData, carry } from './render';
import type { Cargo } from './render';

export { ansible } from './ansible';
export type { AnsibleOptions } from './ansible';
export { cloudInit, multipart } from './cloud-init';
export type { CloudInitOptions, UserDataPart } from './cloud-init';
export type { BootstrapDocument, DocumentFile, UserData } from './document';
export { ignition } from './ignition';
export type { FirstBoot } from './limit';
export { CARRIER_PROBLEMS } from './problems';
export { puppetHiera, puppetSecretKeys } from './puppet';
export type { PuppetOptions, PuppetSecretKeys } from './puppet';
export { script } from './script';

/** What of a tenant its documents depend on. */
export type DocumentTenant = Pick<TenantModel, 'name' | 'network' | 'authentication' | 'endpoint'>;

/**
 * What machines of a pool are given to become nodes: a pure function of the models, without secret and without CA.
 *
 * @param carrier - form of the document. @default that of the pool's machines
 * @throws ColonnadeError `CLN3050` for user data over the limit of the pool's machines, `CLN3051` for a carrier that cannot carry it
 */
export function bootstrapDocument(
  tenant: DocumentTenant,
  pool: WorkerPoolModel,
  carrier: Carrier = pool.machines.firstBoot.carrier,
): BootstrapDocument {
  return carry(carrier, cargoOf(tenant, pool));
}

/**
 * User data of a pool's machines, in the form in which they read it and within the limit of their cloud.
 *
 * @throws ColonnadeError `CLN3050` when it is over the limit even compressed, `CLN3051` for machines that read no user data
 */
export function userData(tenant: DocumentTenant, pool: WorkerPoolModel): UserData {
  return carriedUserData(pool.machines.firstBoot.carrier, cargoOf(tenant, pool));
}

function cargoOf(tenant: DocumentTenant, pool: WorkerPoolModel): Cargo {
  const endpoint = workerEndpoint(tenant);
  const cargo = { tenant: tenant.name, pool, endpoint, plan: null, native: null };
  if (isKubeadmPool(pool)) return { ...cargo, plan: machinePlan(tenant, pool, endpoint) };
  if (isK0sPool(pool)) return { ...cargo, plan: k0sPlan(tenant, pool) };
  if (isTalosPool(pool)) {
    return { ...cargo, native: { name: 'machine-config.yaml', content: talosMachineConfig(tenant, pool, endpoint) } };
  }
  if (isBottlerocketPool(pool)) {
    return { ...cargo, native: { name: 'settings.toml', content: bottlerocketSettings(tenant, pool, endpoint) } };
  }
  return cargo;
}
