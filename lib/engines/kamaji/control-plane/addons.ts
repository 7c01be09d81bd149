import type { SecurityContext } from 'kubernetes-types/core/v1';
import type { TenantModel } from '../../../model';
import { CONTAINER_SECURITY, resourcesFor } from '../../native/objects';
import type { KamajiKonnectivityOptions, KamajiOptions } from '../options';
import { controlPlanePorts } from './network-profile';

/** `spec.addons`: what has a key is on. A tag counts only beside a repository, so both are always written. */
export function addonFields(tenant: TenantModel, options: KamajiOptions) {
  const { addons, images, konnectivity, version } = tenant;
  const registry = images.registry.replace(/\/+$/, '');
  return {
    ...(addons.coreDns && {
      coreDNS: { imageRepository: `${registry}/coredns`, imageTag: `v${addons.coreDns.version}` },
    }),
    ...(addons.kubeProxy && { kubeProxy: { imageRepository: registry, imageTag: `v${version}` } }),
    ...(konnectivity.enabled && { konnectivity: konnectivityFields(tenant, registry, options.konnectivity) }),
  };
}

function konnectivityFields(
  tenant: TenantModel,
  registry: string,
  { server = {}, agent = {} }: KamajiKonnectivityOptions = {},
) {
  const { konnectivity, resources } = tenant;
  const version = `v${konnectivity.version}`;
  const { mode, replicas, hostNetwork, tolerations } = konnectivity.agent;
  const securityContext: SecurityContext = server.securityContext ?? CONTAINER_SECURITY;
  return {
    server: {
      port: controlPlanePorts(tenant).konnectivity ?? konnectivity.port,
      image: server.image ?? `${registry}/kas-network-proxy/proxy-server`,
      version,
      resources: resourcesFor(resources.konnectivityServer),
      securityContext,
      ...(server.extraArgs && { extraArgs: server.extraArgs }),
    },
    agent: {
      image: agent.image ?? `${registry}/kas-network-proxy/proxy-agent`,
      version,
      mode,
      ...(mode === 'Deployment' && replicas !== null && { replicas }),
      hostNetwork,
      tolerations,
      ...(agent.extraArgs && { extraArgs: agent.extraArgs }),
    },
  };
}
