import type { TenantModel } from '../../../model';
import type { RenderContext } from '../../engine';
import { CLUSTER, TENANT } from '../../native/names';
import { CONTAINER_SECURITY, labelsFor, podSpecBase, resourcesFor } from '../../native/objects';
import type { Owner } from '../../native/objects';
import { KAMAJI_NAME_LABEL } from '../names';
import type { KamajiDeploymentOptions, KamajiOptions } from '../options';
import { extraArguments } from './arguments';
import type { ApiServerFiles } from './files';

/** `spec.controlPlane.deployment`. Its pods carry the labels that the native engine selects API servers by. */
export function deploymentFields(
  tenant: TenantModel,
  owner: Owner,
  context: RenderContext,
  files: ApiServerFiles,
  options: KamajiOptions,
) {
  const { deployment = {}, autoscaling } = options;
  const { resources } = tenant;
  return {
    // With an autoscaler the number is its business, and an apply would take it back.
    ...(autoscaling === undefined && { replicas: tenant.replicas }),
    ...(deployment.strategy && { strategy: deployment.strategy }),
    registrySettings: registryFields(tenant, deployment),
    ...placement(tenant, deployment),
    ...(deployment.runtimeClassName !== undefined && { runtimeClassName: deployment.runtimeClassName }),
    serviceAccountName: deployment.serviceAccountName ?? TENANT.apiServer,
    automountServiceAccountToken: deployment.automountServiceAccountToken ?? false,
    containerSecurityContexts: {
      apiServer: CONTAINER_SECURITY,
      controllerManager: CONTAINER_SECURITY,
      scheduler: CONTAINER_SECURITY,
      ...deployment.containerSecurityContexts,
    },
    resources: {
      apiServer: resourcesFor(resources.apiServer),
      controllerManager: resourcesFor(resources.controllerManager),
      scheduler: resourcesFor(resources.scheduler),
      ...(deployment.kine?.resources && { kine: deployment.kine.resources }),
    },
    extraArgs: extraArguments(tenant, context, deployment.kine?.extraArgs),
    probes: deployment.probes ?? { startup: PATIENT_START },
    additionalVolumes: [...files.volumes, ...(deployment.additionalVolumes ?? [])],
    additionalVolumeMounts: {
      ...deployment.additionalVolumeMounts,
      apiServer: [...files.mounts, ...(deployment.additionalVolumeMounts?.apiServer ?? [])],
    },
    ...(deployment.additionalContainers && { additionalContainers: deployment.additionalContainers }),
    ...(deployment.additionalInitContainers && { additionalInitContainers: deployment.additionalInitContainers }),
    podAdditionalMetadata: {
      labels: labelsFor(owner, TENANT.apiServer),
      annotations: { ...owner.annotations, 'colonnade.dev/config-hash': files.hash },
    },
  };
}

/**
 * Kamaji gives an API server 30 s to start, which ten that start at once on a small node exceed: each is killed and starts again.
 * Five minutes, asked every second, also let it be ready as soon as it is.
 */
const PATIENT_START = { periodSeconds: 1, timeoutSeconds: 5, failureThreshold: 300 };

function registryFields({ images }: TenantModel, { images: names = {} }: KamajiDeploymentOptions) {
  return {
    registry: images.registry.replace(/\/+$/, ''),
    apiServerImage: names.apiServer ?? 'kube-apiserver',
    controllerManagerImage: names.controllerManager ?? 'kube-controller-manager',
    schedulerImage: names.scheduler ?? 'kube-scheduler',
    ...(names.tagSuffix !== undefined && { tagSuffix: names.tagSuffix }),
  };
}

function placement({ name, scheduling, images }: TenantModel, deployment: KamajiDeploymentOptions) {
  const { nodeSelector, tolerations, affinity, topologySpreadConstraints, securityContext } = podSpecBase({
    scheduling,
    images,
    priorityClassName: CLUSTER.controlPlanePriority,
    spreadOver: { [KAMAJI_NAME_LABEL]: name },
    perRevision: true,
  });
  const near = deployment.affinity ?? affinity;
  return {
    ...(nodeSelector && { nodeSelector }),
    ...(tolerations && { tolerations }),
    ...(near && { affinity: near }),
    topologySpreadConstraints: deployment.topologySpreadConstraints ?? topologySpreadConstraints ?? [],
    podSecurityContext: deployment.podSecurityContext ?? securityContext ?? {},
  };
}
