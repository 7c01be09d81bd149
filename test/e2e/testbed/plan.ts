import { join } from 'node:path';
import { cacheRoot } from '../../../tools';

/** Addresses and names of the testbed. They exist only in network namespaces that it makes itself. */
export const NETWORK = {
  /** The wire between the nodes. */
  nodeCidr: '172.30.0.0/24',
  /** Where machines send what they know no way for; it answers that there is none. */
  gateway: '172.30.0.1',
  /** Pods of the management cluster; away from the ranges that tenants have by default. */
  podCidr: '10.32.0.0/16',
  /** Pods of its one node. */
  nodePodCidr: '10.32.0.0/22',
  /** Services of the management cluster. */
  serviceCidr: '10.33.0.0/16',
  dnsAddress: '10.33.0.10',
  /** Where the stand-in for a load balancer takes addresses from. Routed to the management node, assigned nowhere. */
  loadBalancerCidr: '172.31.0.0/24',
  clusterDomain: 'cluster.local',
} as const;

/** The one node of the management cluster. */
export const NODE = { name: 'mgmt-1', address: '172.30.0.10', zone: 'a', region: 'testbed' } as const;

/** Port of the management cluster's API server, on {@link NODE}'s address. */
export const API_PORT = 6443;

/** Kubernetes version of the management cluster. */
export const VERSION = '1.36.3';

/** The default StorageClass: local volumes, bound when a pod wants them. */
export const STORAGE_CLASS = 'standard';

/** Names and folders of one testbed; several with different names do not touch each other. */
export interface Places {
  readonly name: string;
  /** Network namespace that holds the bridge. */
  readonly switchNamespace: string;
  /** Network namespace of the management node. */
  readonly nodeNamespace: string;
  /** Below every hierarchy of /sys/fs/cgroup; pods live in it. */
  readonly cgroup: string;
  /** All that belongs to a running testbed, and is removed with it. Mode 0700: it holds keys. */
  readonly state: string;
  readonly logs: string;
  readonly pidfiles: string;
  readonly pki: string;
  readonly volumes: string;
  /** Kubeconfig of an administrator; the server is an address inside the node's network namespace. */
  readonly kubeconfig: string;
  readonly containerdSocket: string;
  /** Outlives the testbed: image archives by content. */
  readonly imageCache: string;
}

/** Where a testbed lives. @param name - lower-case letters and digits, at most 8; default `COLONNADE_TESTBED` or `e2e` */
export function placesOf(name = process.env['COLONNADE_TESTBED'] ?? 'e2e'): Places {
  if (!/^[a-z][a-z0-9]{0,7}$/.test(name)) throw new RangeError(`unusable name of a testbed: ${name}`);
  const cache = cacheRoot();
  const state = join(cache, 'testbed', name);
  return {
    name,
    switchNamespace: `cln-${name}-switch`,
    nodeNamespace: `cln-${name}-${NODE.name}`,
    cgroup: `cln-${name}`,
    state,
    logs: join(state, 'logs'),
    pidfiles: join(state, 'pids'),
    pki: join(state, 'pki'),
    volumes: join(state, 'volumes'),
    kubeconfig: join(state, 'kubeconfig', 'super-admin.conf'),
    containerdSocket: join(state, 'containerd.sock'),
    imageCache: join(cache, 'images'),
  };
}
