import type { TenantModel } from '../../model';
import type { RenderContext } from '../engine';
import type { Operator } from '../operator';
import type { ReadinessCondition, TenantOutputs, WrittenBack } from '../outcome';
import { endpointUrl, isPending, tenantEndpoint } from './bootstrap';
import { ETCD, SECRETS, TENANT } from './names';

/** cert-manager is all that has to run. */
export const NATIVE_OPERATORS: readonly Operator[] = Object.freeze([
  Object.freeze({
    name: 'cert-manager',
    version: '1.21.2',
    namespace: 'cert-manager',
    chart: Object.freeze({
      repository: 'oci://quay.io/jetstack/charts',
      name: 'cert-manager',
      version: 'v1.21.2',
      values: Object.freeze({ crds: Object.freeze({ enabled: true, keep: true }) }),
    }),
    after: Object.freeze([]),
    featureGates: Object.freeze({}),
    definitions: Object.freeze([
      'certificates.cert-manager.io',
      'clusterissuers.cert-manager.io',
      'issuers.cert-manager.io',
    ]),
    link: 'https://cert-manager.io/docs/installation/helm/',
  }),
]);

/** Nothing: what is rendered is what stays, down to the last field of a specification. */
export const NATIVE_WRITES_BACK: readonly WrittenBack[] = Object.freeze([]);

/** Every Deployment available, the datastore complete, and everything inside the tenant applied. */
export function nativeReadiness(tenant: TenantModel): readonly ReadinessCondition[] {
  const { namespace } = tenant;
  const deployments = [TENANT.apiServer, TENANT.controllerManager, TENANT.scheduler].map(
    (name): ReadinessCondition => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name,
      namespace,
      until: { condition: 'Available', status: 'True' },
    }),
  );
  if (tenant.store.kind === 'shared') return deployments;
  const { members } = tenant.store.cluster;
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      name: ETCD.members,
      namespace,
      until: { field: 'status.readyReplicas', value: String(members) },
    },
    ...deployments,
  ];
}

/** The kubeconfig that a Job composes, the CA that cert-manager made, and the endpoint as far as it is known beforehand. */
export function nativeOutputs(tenant: TenantModel, { cluster }: RenderContext): TenantOutputs {
  const { namespace } = tenant;
  return {
    kubeconfig: { name: TENANT.adminKubeconfig, namespace, key: 'kubeconfig' },
    certificateAuthority: { name: SECRETS.ca, namespace, key: 'tls.crt' },
    endpoint: isPending(tenant)
      ? {
          apiVersion: 'v1',
          kind: 'Service',
          name: TENANT.apiServer,
          namespace,
          field: 'status.loadBalancer.ingress[0]',
        }
      : endpointUrl(tenantEndpoint(tenant, cluster.network.clusterDomain)),
  };
}
