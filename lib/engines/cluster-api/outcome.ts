import type { TenantModel } from '../../model';
import type { RenderContext } from '../engine';
import type { ReadinessCondition, TenantOutputs, WrittenBack } from '../outcome';
import { API } from './api';
import { clusterName } from './names';
import type { ClusterApiOptions } from './options';
import { clusterApiPools } from './workers/pools';
import { isMachinePool } from './workers/templates';
import { groupName, serverUrl, workerEndpoint } from '../../workers';

/** A Cluster is available when control plane, infrastructure and workers are. */
export function readiness(tenant: TenantModel): readonly ReadinessCondition[] {
  const { namespace } = tenant;
  const deployments = clusterApiPools(tenant).filter(({ infrastructure }) => !isMachinePool(infrastructure));
  return [
    ...(['InfrastructureReady', 'ControlPlaneAvailable', 'Available'] as const).map(
      (condition): ReadinessCondition => ({
        apiVersion: API.core,
        kind: 'Cluster',
        name: clusterName(tenant),
        namespace,
        until: { condition, status: 'True' },
      }),
    ),
    ...deployments.map(({ pool }): ReadinessCondition => ({
      apiVersion: API.core,
      kind: 'MachineDeployment',
      name: groupName(tenant, pool),
      namespace,
      until: { condition: 'Available', status: 'True' },
    })),
  ];
}

/** Secrets are named as Cluster API names them for every control plane. https://cluster-api.sigs.k8s.io/developer/core/certs-secrets */
export function outputs(tenant: TenantModel, _context: RenderContext): TenantOutputs {
  const { namespace } = tenant;
  const name = clusterName(tenant);
  const known = workerEndpoint(tenant);
  return {
    kubeconfig: { name: `${name}-kubeconfig`, namespace, key: 'value' },
    certificateAuthority: { name: `${name}-ca`, namespace, key: 'tls.crt' },
    endpoint:
      known === null
        ? { apiVersion: API.core, kind: 'Cluster', name, namespace, field: 'spec.controlPlaneEndpoint' }
        : serverUrl(known),
  };
}

/** Of a Cluster with a ClusterClass. */
const WRITTEN_BY_TOPOLOGY: WrittenBack = {
  apiVersion: API.core,
  kind: 'Cluster',
  pointers: ['/spec/controlPlaneRef', '/spec/infrastructureRef', '/metadata/labels'],
  reason: 'the topology controller refers to what it made of the class, and labels the Cluster as its own',
};

/** What controllers fill in, whatever the control plane, and what the control plane's own do. */
export function writesBack({ controlPlane, infrastructure, topology }: ClusterApiOptions): readonly WrittenBack[] {
  return [
    {
      apiVersion: API.core,
      kind: 'Cluster',
      pointers: ['/spec/controlPlaneEndpoint'],
      reason: 'Cluster API copies where the API server answers from infrastructure or control plane',
    },
    ...(topology === undefined ? [] : [WRITTEN_BY_TOPOLOGY]),
    {
      ...infrastructure.cluster,
      pointers: ['/spec/controlPlaneEndpoint', '/spec/failureDomains', '/spec/network', '/spec/networkSpec'],
      reason: 'the provider fills in what it made and defaults; the control plane where it answers',
    },
    ...['MachineDeployment', 'MachinePool'].map((kind) => ({
      apiVersion: API.core,
      kind,
      pointers: ['/spec/replicas'],
      reason: 'cluster-autoscaler or a person owns the number where it is not rendered',
    })),
    ...controlPlane.writesBack,
  ];
}
