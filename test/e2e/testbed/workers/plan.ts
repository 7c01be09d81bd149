import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CellPlaces } from '../parts/cell';
import { NETWORK, placesOf } from '../plan';
import type { Places } from '../plan';

/** A machine that is to become a node of a tenant. */
export interface WorkerSpec {
  /** Name of the machine: lower-case letters and digits, at most 8. */
  readonly name: string;
  /** Host part of its address on the wire, or on the network behind the router. Different for each worker, from 21 on. */
  readonly number: number;
  /** Minor of Kubernetes whose kubelet and kubeadm are on the machine. */
  readonly kubernetes: '1.36' | '1.35';
  /** Behind a router that translates addresses and lets nothing in. @default false */
  readonly behindNat?: boolean;
}

/** The router in front of workers that can only dial out. */
export const ROUTER = { name: 'router', address: '172.30.0.20', inside: '192.168.77.1' } as const;

/** Network behind the router; nobody on the wire has a route to it. */
export const INSIDE_CIDR = '192.168.77.0/24';

/** Names and folders of one worker. */
export interface WorkerPlaces extends CellPlaces {
  readonly testbed: Places;
  readonly name: string;
  readonly networkNamespace: string;
  /** Folders of the worker that are not kept in memory: what containerd and kubelet keep below /var/lib. */
  readonly disk: string;
  /** Where the machine's own view of the file system is put together. */
  readonly root: string;
}

/** Where a worker of a testbed lives. */
export function workerPlaces(name: string, testbed: Places = placesOf()): WorkerPlaces {
  if (!/^[a-z][a-z0-9]{0,7}$/.test(name)) throw new RangeError(`unusable name of a worker: ${name}`);
  const state = join(workersFolder(testbed), name);
  return {
    testbed,
    name,
    networkNamespace: `cln-${testbed.name}-${name}`,
    cgroup: `cln-${testbed.name}-${name}`,
    state,
    logs: join(testbed.logs, 'workers', name),
    pidfiles: join(state, 'pids'),
    disk: join(state, 'disk'),
    root: join(state, 'root'),
  };
}

/** Names of the workers that a testbed has or had. */
export function workerNames(testbed: Places): readonly string[] {
  const folder = workersFolder(testbed);
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

/** Address of a worker, as itself sees it. */
export function addressOfWorker({ number, behindNat = false }: WorkerSpec): string {
  return `${(behindNat ? INSIDE_CIDR : NETWORK.nodeCidr).replace(/\.0\/\d+$/, '')}.${number}`;
}

function workersFolder(testbed: Places): string {
  return join(testbed.state, 'workers');
}
