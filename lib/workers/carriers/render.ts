import { ColonnadeError } from '../../findings';
import type { Carrier, WorkerPoolModel } from '../../model';
import type { WorkerEndpoint } from '../endpoint';
import type { MachinePlan } from '../machine-plan';
import { ansible } from './ansible';
import { cloudInit } from './cloud-init';
import { contentOf, plainUserData, userDataOf } from './document';
import type { BootstrapDocument, UserData } from './document';
import { gzip } from './gzip';
import { ignition } from './ignition';
import { isWithin, withinLimit } from './limit';
import type { FirstBoot } from './limit';
import { CARRIER_PROBLEMS } from './problems';
import { puppetHiera } from './puppet';
import { refuseUnreachablePaths } from './reachable-paths';
import { script } from './script';

/** What is carried, and to whom. */
export interface Cargo {
  /** Name of the tenant. */
  readonly tenant: string;
  readonly pool: WorkerPoolModel;
  /** `null`: the system reads a document of its own and takes no script. */
  readonly plan: MachinePlan | null;
  /** The document that the system itself reads; `null`: it takes any that a carrier brings. */
  readonly native: { readonly name: string; readonly content: string } | null;
  /** `null`: known in the cluster only; it comes with the credential. */
  readonly endpoint: WorkerEndpoint | null;
}

/** Carriers that machines of clouds read as user data. */
const USER_DATA = {
  script: 'worker.sh',
  'cloud-init': 'user-data.yaml',
  ignition: 'user-data.ign',
} as const satisfies Partial<Record<Carrier, string>>;

/**
 * A pool's document in the form of one carrier.
 *
 * @throws ColonnadeError `CLN3050` for user data over the limit of the pool's machines, `CLN3051` for a carrier that cannot carry it
 */
export function carry(carrier: Carrier, cargo: Cargo): BootstrapDocument {
  const { tenant, pool, endpoint, native } = cargo;
  switch (carrier) {
    case 'script':
    case 'cloud-init':
    case 'ignition': {
      const data = carriedUserData(carrier, cargo);
      const name = `${USER_DATA[carrier]}${data.encoding === 'gzip' ? '.gz' : ''}`;
      return {
        carrier,
        files: [{ name, content: contentOf(data), executable: carrier === 'script' && data.encoding === 'identity' }],
      };
    }
    case 'ansible': {
      const credential =
        pool.join.delivery.kind === 'secret' && pool.join.delivery.store !== null ? 'machine' : 'controller';
      return {
        carrier,
        files: ansible(planOf(cargo), { tenant, pool: pool.name, hosts: pool.machines.hosts, credential }),
      };
    }
    case 'puppet':
      if (pool.bootstrap.kind !== 'kubeadm') {
        throw unfit(
          cargo,
          'puppetlabs-kubernetes joins machines with kubeadm.',
          "another carrier, or kind: 'kubeadm'.",
        );
      }
      return { carrier, files: puppetHiera(pool, { tenant, endpoint }) };
    case 'cluster-api':
      throw unfit(
        cargo,
        'Cluster API makes the document of each Machine by itself.',
        '--carrier script shows what a machine of this pool needs.',
      );
    case 'native':
      if (native !== null) return { carrier, files: [native] };
      throw unfit(
        cargo,
        `machines of kind ${pool.bootstrap.kind} have no document of their own.`,
        '--carrier script, or another that brings one.',
      );
  }
}

/**
 * What a machine of a cloud reads at its first boot. The limit is that of the pool's own carrier; others have none.
 *
 * @throws ColonnadeError as {@link carry}; `CLN3051` for a carrier that no cloud reads
 */
export function carriedUserData(carrier: Carrier, cargo: Cargo): UserData {
  const { tenant, pool, native } = cargo;
  const { firstBoot, operatingSystem } = pool.machines;
  const boot: FirstBoot = {
    pool: `${tenant}/${pool.name}`,
    path: pool.path,
    limitBytes: carrier === firstBoot.carrier ? firstBoot.limitBytes : null,
  };
  switch (carrier) {
    case 'script':
      return scriptData(planOf(cargo), boot);
    case 'cloud-init':
      return cloudInit(planOf(cargo), boot);
    case 'ignition': {
      const plan = planOf(cargo);
      refuseUnreachablePaths(plan, pool.path, operatingSystem);
      return ignition(plan, boot);
    }
    case 'native':
      if (native !== null) {
        const { name, content } = native;
        return withinLimit(plainUserData('text/plain', content), boot, [{ path: name, content }]);
      }
      throw unfit(cargo, `machines of kind ${pool.bootstrap.kind} read what a carrier brings.`, 'another carrier.');
    case 'ansible':
    case 'puppet':
    case 'cluster-api':
      throw unfit(
        cargo,
        `no cloud reads ${carrier} as user data.`,
        "machines with carrier: 'cloud-init', or 'ignition'.",
      );
  }
}

/** cloud-init runs user data that starts with `#!`, compressed or not. */
function scriptData(plan: MachinePlan, boot: FirstBoot): UserData {
  const text = script(plan);
  const plain = plainUserData('text/x-shellscript', text);
  if (isWithin(plain, boot)) return plain;
  return withinLimit(userDataOf(plain.contentType, 'gzip', gzip(text)), boot, plan.files);
}

function planOf(cargo: Cargo): MachinePlan {
  if (cargo.plan !== null) return cargo.plan;
  const { kind } = cargo.pool.bootstrap;
  throw unfit(
    cargo,
    `machines of kind ${kind} take no script: they read a document of their own.`,
    '--carrier native.',
  );
}

function unfit({ pool }: Cargo, message: string, fix: string): ColonnadeError {
  const { code } = CARRIER_PROBLEMS.unfit;
  return ColonnadeError.of({
    code,
    path: pool.path,
    property: 'machines.firstBoot.carrier',
    message,
    fix,
  });
}
