import type { JsonObject } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import { withoutEmpty } from '../api';
import { admissionPluginsOf, argumentsOf, sansOf } from './api-server-files';

/**
 * `ClusterConfig` of k0s. What k0smotron and Cluster API write into it themselves (port, addresses, storage) is left out.
 *
 * https://docs.k0sproject.io/stable/configuration/
 */
export function k0sConfig(tenant: TenantModel): JsonObject {
  return {
    apiVersion: 'k0s.k0sproject.io/v1beta1',
    kind: 'ClusterConfig',
    metadata: { name: 'k0s' },
    spec: withoutEmpty({
      api: withoutEmpty({
        sans: sansOf(tenant),
        extraArgs: {
          ...argumentsOf(tenant, 'apiServer'),
          'enable-admission-plugins': admissionPluginsOf(tenant).join(','),
        },
      }),
      controllerManager: withoutEmpty({ extraArgs: { ...argumentsOf(tenant, 'controllerManager') } }),
      scheduler: withoutEmpty({ extraArgs: { ...argumentsOf(tenant, 'scheduler') } }),
      network: network(tenant),
      konnectivity: tenant.konnectivity.enabled ? { agentPort: tenant.konnectivity.port } : undefined,
      telemetry: { enabled: false },
    }),
  };
}

/** The user brings the network plugin, as with every other engine. */
function network({ network: { podCidrs, serviceCidrs, clusterDomain }, addons }: TenantModel): JsonObject {
  const ipv6 = (ranges: readonly string[]): string | undefined => ranges.slice(1).find((range) => range.includes(':'));
  const secondPods = ipv6(podCidrs);
  const secondServices = ipv6(serviceCidrs);
  return withoutEmpty({
    provider: 'custom',
    clusterDomain,
    podCIDR: podCidrs[0],
    serviceCIDR: serviceCidrs[0],
    dualStack:
      secondPods !== undefined && secondServices !== undefined
        ? { enabled: true, IPv6podCIDR: secondPods, IPv6serviceCIDR: secondServices }
        : undefined,
    kubeProxy: addons.kubeProxy === null ? { disabled: true } : { mode: addons.kubeProxy.mode },
  });
}

/** Arguments of `k0s controller` that switch off what the tenant does not want. */
export function disabledComponents({ addons, konnectivity }: TenantModel): readonly string[] {
  const components = [
    ...(addons.coreDns === null ? ['coredns'] : []),
    ...(konnectivity.enabled ? [] : ['konnectivity-server']),
  ];
  return components.length === 0 ? [] : [`--disable-components=${components.join(',')}`];
}
