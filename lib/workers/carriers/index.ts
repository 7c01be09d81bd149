import { ColonnadeError } from '../../findings';
import type { Carrier, TenantModel, WorkerPoolModel } from '../../model';
import { workerEndpoint } from '../endpoint';
import { isKubeadmPool, machinePlan } from '../kubeadm';
import type { BootstrapDocument, UserData } from './document';
import { CARRIER_PROBLEMS } from './problems';
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
export { puppetHiera } from './puppet';
export type { PuppetOptions } from './puppet';
export { script } from './script';

/** What of a tenant its documents depend on. */
export type DocumentTenant = Pick<TenantModel, 'name' | 'network' | 'endpoint'>;

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
  if (isKubeadmPool(pool)) return { tenant: tenant.name, pool, plan: machinePlan(tenant, pool, endpoint), endpoint };
  throw ColonnadeError.of({
    code: CARRIER_PROBLEMS.unfit.code,
    path: pool.path,
    property: 'bootstrap.kind',
    message: `machines of kind ${pool.bootstrap.kind} read a document of their own, which no carrier brings.`,
    fix: "kind: 'kubeadm', or the document of that kind.",
  });
}
