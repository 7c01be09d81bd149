import type { JsonObject } from '../../kubernetes';
import type { TenantModel } from '../../model';
import { workerEndpoint } from '../endpoint';
import { proxyVariables } from '../node';
import { installFlags } from './install-flags';
import type { K0sPool } from './install-flags';

/** What of a tenant its hosts depend on. */
export type K0sTenant = Pick<TenantModel, 'name' | 'network' | 'endpoint'>;

/** What k0sctl wants quoted: it divides flags into words as a shell does. */
const NEEDS_QUOTES = /[\s"'\\$`]/;

/**
 * The machines of a pool as hosts of a k0sctl cluster, role `worker`. Their keys are left to the user: k0sctl asks the SSH agent, and the
 * files that `~/.ssh/config` names.
 *
 * k0sctl makes its join tokens on a controller that it manages itself, so these hosts belong into a cluster with such hosts; workers of a
 * hosted k0s control plane take a JoinTokenRequest and the script instead.
 *
 * https://github.com/k0sproject/k0sctl#spechosts-fields
 */
export function k0sctlHosts(tenant: K0sTenant, pool: K0sPool): readonly JsonObject[] {
  const environment = proxyVariables(pool.node, tenant, workerEndpoint(tenant));
  return pool.machines.hosts.map((host) => {
    const flags = installFlags(pool, { labels: host.labels });
    return {
      role: 'worker',
      hostname: host.name,
      ssh: { address: host.address, user: host.user, port: host.port },
      ...(Object.keys(environment).length > 0 && { environment }),
      ...(Object.keys(flags).length > 0 && {
        installFlags: Object.entries(flags).map(([name, value]) => `${name}=${quoted(value)}`),
      }),
    };
  });
}

/**
 * A whole `k0sctl.k0sproject.io/v1beta1` cluster: the controllers that the user has, and the machines of pools as workers.
 *
 * @param controllers - hosts with a controller's role, at least one; see k0sctl's own documentation
 */
export function k0sctlCluster(
  tenant: K0sTenant,
  controllers: readonly JsonObject[],
  pools: readonly K0sPool[],
): JsonObject {
  const [first] = pools;
  return {
    apiVersion: 'k0sctl.k0sproject.io/v1beta1',
    kind: 'Cluster',
    metadata: { name: tenant.name },
    spec: {
      hosts: [...controllers, ...pools.flatMap((pool) => k0sctlHosts(tenant, pool))],
      ...(first && { k0s: { version: first.bootstrap.version } }),
    },
  };
}

function quoted(value: string): string {
  return NEEDS_QUOTES.test(value) ? `"${value.replaceAll(/["\\$`]/g, '\\$&')}"` : value;
}
