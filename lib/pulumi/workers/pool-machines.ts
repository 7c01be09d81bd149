import { ColonnadeError, WORKER_GROUP_PROBLEMS } from '../../findings';
import type { FindingCode } from '../../findings';
import type { SecretStoreModel, WorkerPoolModel } from '../../model';
import type { TenantPool } from '../tenant-pool';

/** @throws CLN3300 for a pool whose machines come from elsewhere */
export function requireSource({ model }: TenantPool, source: string, how: string): void {
  if (model.machines.source === source) return;
  throw problemOf(
    model,
    'otherSource',
    'machines',
    `its machines come from ${model.machines.source}, and this group is of ${source}.`,
    `machines: ${how}.`,
  );
}

/** An error of a pool's group of machines. */
export function problemOf(
  { path }: Pick<WorkerPoolModel, 'path'>,
  problem: keyof typeof WORKER_GROUP_PROBLEMS,
  property: string,
  message: string,
  fix: string,
): ColonnadeError {
  const code: FindingCode = WORKER_GROUP_PROBLEMS[problem].code;
  return ColonnadeError.of({ code, path, property, message, fix });
}

/**
 * Whether all machines of a pool are on spare capacity.
 *
 * @throws CLN3305 for some of them
 */
export function isSpot(pool: WorkerPoolModel): boolean {
  const { spot } = pool.machines;
  if (spot === null || spot.percent === 0) return false;
  if (spot.percent === 100) return true;
  throw problemOf(
    pool,
    'spotShare',
    'machines.spot.percent',
    `${spot.percent} percent of its machines would be on spare capacity.`,
    'spot: {} for all of them, and another pool without spot.',
  );
}

/** A text that a pool's machines need. @throws CLN3304 */
export function machineTypeOf(pool: WorkerPoolModel, name: string, example: string): string {
  const type = optionOf(pool, name);
  if (type !== undefined) return type;
  throw problemOf(pool, 'noMachineType', `machines.${name}`, 'no type is named.', `${name}: '${example}'.`);
}

/** The image that a pool names. @throws CLN3301 where there is none, and none that could be written in its place */
export function imageFor(pool: WorkerPoolModel, latest?: string): string {
  const image = optionOf(pool, 'image') ?? latest;
  if (image !== undefined) return image;
  throw problemOf(
    pool,
    'noImage',
    'machines.image',
    `no image is named, and none of ${pool.machines.operatingSystem} has a name that stays.`,
    'name one: image of the source of machines, or of the group.',
  );
}

/** Zones of a pool's machines; none where nobody named any. */
export function zonesOf({ zones, machines }: WorkerPoolModel): readonly string[] {
  return zones.length > 0 ? zones : machines.zones;
}

/** A text among what only the source of a pool's machines knows, for example its image. */
export function optionOf({ machines }: WorkerPoolModel, name: string): string | undefined {
  const value = machines.options[name];
  return typeof value === 'string' ? value : undefined;
}

/** A list of texts among it. */
export function optionsOf({ machines }: WorkerPoolModel, name: string): readonly string[] {
  const value = machines.options[name];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** Where machines of a pool read their credential; `undefined`: in no cloud's secret store. */
export function storeOf({ join: { delivery } }: WorkerPoolModel): SecretStoreModel | undefined {
  return delivery.kind === 'secret' ? (delivery.store ?? undefined) : undefined;
}

/**
 * Whose a resource is, in words that every cloud takes as names and values of tags or labels: lower-case letters, digits and dashes.
 * The names are ids of constructs.
 */
export function ownerTags(pool: TenantPool): Readonly<Record<string, string>> {
  return { ...tenantTags(pool), 'colonnade-pool': pool.model.name };
}

/** The same of what all pools of a tenant have together. */
export function tenantTags({ tenant }: Pick<TenantPool, 'tenant'>): Readonly<Record<string, string>> {
  const cluster = tenant.path.split('/').at(-2);
  return {
    'managed-by': 'colonnade',
    ...(cluster !== undefined && { 'colonnade-cluster': cluster }),
    'colonnade-tenant': tenant.name,
  };
}
