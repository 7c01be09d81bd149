import { parseCidr, shared } from '../../kubernetes';
import type { JsonObject } from '../../kubernetes';
import type { TenantModel } from '../../model';
import { isK0sPool, k0sWorkerProfile } from '../../workers';
import { onceForEach } from '../native/objects';
import { applyMergePatch } from '../native/objects/json-patch';
import { SIZES } from '../native/sizes';
import { apiServerArguments, set } from './api-server';
import type { ApiServerFiles } from './api-server';
import { optionsOf } from './options';

/** Components that the feature gates of a tenant are for. */
const GATED = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'] as const;

/**
 * The k0s ClusterConfig of a tenant. Storage, ports and the external address are k0smotron's own business, and what would be written of
 * them here would be overwritten.
 *
 * https://docs.k0sproject.io/stable/configuration/
 */
export function k0sConfig(tenant: TenantModel, files: ApiServerFiles): Readonly<Record<string, unknown>> {
  const options = optionsOf(tenant);
  const { registry } = tenant.images;
  const spec: JsonObject = {
    api: {
      ...(tenant.endpoint.extraSans.length > 0 && { sans: tenant.endpoint.extraSans }),
      extraArgs: apiServerArguments(tenant, files),
    },
    controllerManager: { extraArgs: controllerManagerArguments(tenant) },
    ...(Object.keys(tenant.extraArgs.scheduler).length > 0 && {
      scheduler: { extraArgs: set(tenant.extraArgs.scheduler) },
    }),
    network: network(tenant),
    ...(registry !== DEFAULT_REGISTRY && { images: { repository: registry } }),
    ...featureGates(tenant),
    ...workerProfiles(tenant),
    telemetry: { enabled: options.telemetry ?? false },
  };
  return {
    apiVersion: 'k0s.k0sproject.io/v1beta1',
    kind: 'ClusterConfig',
    metadata: { name: 'k0s' },
    spec: options.config === undefined ? spec : applyMergePatch(spec, options.config),
  };
}

/** What the model says when nobody has said anything; k0s' images are not there. */
export const DEFAULT_REGISTRY = 'registry.k8s.io';

function controllerManagerArguments({ network, size, extraArgs }: TenantModel): Readonly<Record<string, string>> {
  const { podCidrs, nodeCidrMaskSizes: maskSizes } = network;
  const [first] = podCidrs;
  return CONTROLLER_MANAGER({
    size,
    maskSizes,
    isDual: podCidrs.length > 1,
    isIpv6: isIpv6(first),
    further: extraArgs.controllerManager,
  });
}

interface ControllerManagerInput extends Pick<TenantModel, 'size'> {
  readonly maskSizes: TenantModel['network']['nodeCidrMaskSizes'];
  readonly isDual: boolean;
  readonly isIpv6: boolean;
  readonly further: TenantModel['extraArgs']['controllerManager'];
}

const CONTROLLER_MANAGER = onceForEach((input: ControllerManagerInput) => {
  const { ipv4, ipv6 } = input.maskSizes;
  const { perSecond, burst } = SIZES[input.size].controllerQueries;
  const masks = input.isDual
    ? { 'node-cidr-mask-size-ipv4': String(ipv4), 'node-cidr-mask-size-ipv6': String(ipv6) }
    : { 'node-cidr-mask-size': String(input.isIpv6 ? ipv6 : ipv4) };
  return shared(
    set({
      ...masks,
      'kube-api-burst': String(burst),
      'kube-api-qps': String(perSecond),
      ...input.further,
    }),
  );
});

function network(tenant: TenantModel): JsonObject {
  const { podCidrs, serviceCidrs, clusterDomain } = tenant.network;
  const { kubeProxy } = tenant.addons;
  const [pods, services] = [byFamily(podCidrs), byFamily(serviceCidrs)];
  const isDual = podCidrs.length > 1;
  return {
    provider: optionsOf(tenant).networkProvider ?? 'custom',
    clusterDomain,
    ...(isDual
      ? {
          podCIDR: pods[4],
          serviceCIDR: services[4],
          dualStack: { enabled: true, IPv6podCIDR: pods[6], IPv6serviceCIDR: services[6] },
        }
      : { podCIDR: podCidrs[0], serviceCIDR: serviceCidrs[0] }),
    // Otherwise k0s takes the family of the external address.
    primaryAddressFamily: isIpv6(serviceCidrs[0]) ? 'IPv6' : 'IPv4',
    kubeProxy: kubeProxy === null ? { disabled: true } : { disabled: false, mode: kubeProxy.mode },
  };
}

function byFamily(ranges: readonly string[]): { readonly 4?: string; readonly 6?: string } {
  const [four] = ranges.filter((range) => !isIpv6(range));
  const [six] = ranges.filter(isIpv6);
  return { ...(four !== undefined && { 4: four }), ...(six !== undefined && { 6: six }) };
}

function isIpv6(range: string | undefined): boolean {
  const read = parseCidr(range);
  return read.ok && read.value.family === 6;
}

function featureGates(tenant: TenantModel): JsonObject {
  const gates = Object.entries(tenant.featureGates).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  if (gates.length === 0) return {};
  return { featureGates: gates.map(([name, enabled]) => ({ name, enabled, components: [...GATED] })) };
}

/** Kubelets of k0s read their settings from the control plane, by the name of a profile. */
function workerProfiles(tenant: TenantModel): JsonObject {
  const profiles = new Map(
    tenant.workerPools.filter(isK0sPool).map((pool) => [pool.bootstrap.profile, k0sWorkerProfile(pool)]),
  );
  return profiles.size === 0 ? {} : { workerProfiles: [...profiles.values()] };
}
