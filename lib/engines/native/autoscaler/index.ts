import type { Container, ResourceRequirements } from 'kubernetes-types/core/v1';
import { shared, shortHash } from '../../../kubernetes';
import type { KubernetesObject } from '../../../kubernetes';
import type { SizeClass, TenantModel } from '../../../model';
import { clusterApiRights, clusterAutoscalers } from '../../../workers';
import type { ClusterAutoscaler } from '../../../workers';
import type { RenderContext } from '../../engine';
import { role, roleBinding, serviceAccount as accountSubject } from '../bootstrap/inside/rbac-objects';
import { AZURE_IDENTITY, PORTS } from '../names';
import { imageFor, metadataFor } from '../objects';
import type { Owner } from '../objects';
import { controllerReplicas } from '../tenant/controllers';
import { CA_CERTIFICATE, ETC, FILES, filesVolume, keyPair, kubeconfigOf } from '../tenant/files';
import { kubeconfigDocuments } from '../tenant/kubeconfigs';
import { livenessProbe, readinessProbe, startupProbe } from '../tenant/probes';
import { containerBase, deployment, disruptionBudget, serviceAccount } from '../tenant/workload';
import { AUTOSCALER } from './identity';
import { autoscalerPolicy } from './network-policy';

/** Path in the image. */
const PROGRAM = '/cluster-autoscaler';

/** Time to give up the lease, in seconds; an eviction that runs is tried again by the next leader. */
const GRACE_SECONDS = 30;

/**
 * Requests by size of the tenant. The largest is what upstream's examples have; the process holds all nodes and pods of the tenant, so
 * it grows with them.
 */
const RESOURCES: Readonly<Record<SizeClass, ResourceRequirements>> = shared({
  small: { requests: { cpu: '10m', memory: '96Mi' } },
  medium: { requests: { cpu: '50m', memory: '200Mi' } },
  large: { requests: { cpu: '100m', memory: '600Mi' } },
});

/**
 * The cluster-autoscalers of a tenant beside its control plane, one for each provider among its pools: Deployment, account, disruption
 * budget and network policy, and for Cluster API the right to change the tenant's machines. Nothing where no pool asks for one.
 *
 * A cloud knows the ServiceAccount `cluster-autoscaler-<provider>` by its workload identity, or the process has a Secret that is named; no
 * key is written.
 */
export function renderClusterAutoscalers(
  tenant: TenantModel,
  owner: Owner,
  context: RenderContext,
): readonly KubernetesObject[] {
  const autoscalers = clusterAutoscalers(tenant);
  if (autoscalers.length === 0) return [];
  const kubeconfig = kubeconfigDocuments(tenant, context)[AUTOSCALER] ?? '';
  return autoscalers.flatMap((autoscaler) => [
    account(owner, autoscaler),
    ...managementRights(owner, autoscaler),
    autoscalerPolicy(owner, autoscaler, context),
    disruptionBudget(owner, autoscaler.name),
    autoscalerDeployment(tenant, owner, autoscaler, shortHash(kubeconfig)),
  ]);
}

function account(owner: Owner, { name, serviceAccountAnnotations }: ClusterAutoscaler): KubernetesObject {
  const object = serviceAccount(owner, name);
  const annotations = { ...object.metadata.annotations, ...serviceAccountAnnotations };
  return Object.keys(annotations).length === 0 ? object : { ...object, metadata: { ...object.metadata, annotations } };
}

function managementRights(owner: Owner, { name, provider, pools }: ClusterAutoscaler): KubernetesObject[] {
  if (provider !== 'clusterapi') return [];
  const metadata = metadataFor(owner, name, name);
  return [
    role(metadata, clusterApiRights(pools)),
    roleBinding(metadata, name, [accountSubject(name, owner.namespace)]),
  ];
}

function autoscalerDeployment(
  tenant: TenantModel,
  owner: Owner,
  autoscaler: ClusterAutoscaler,
  configurationHash: string,
): KubernetesObject {
  const { name, provider } = autoscaler;
  const usesManagement = provider === 'clusterapi';
  return deployment(tenant, owner, {
    name,
    replicas: controllerReplicas(tenant),
    minReadySeconds: 0,
    configurationHash,
    ...(provider === 'azure' && { podLabels: AZURE_IDENTITY }),
    podSpec: {
      terminationGracePeriodSeconds: GRACE_SECONDS,
      // Only Cluster API is asked with the account's own token; a cloud's workload identity brings another one.
      ...(usesManagement && { automountServiceAccountToken: true }),
      containers: [container(tenant, autoscaler)],
      volumes: [filesVolume('files', [CA_CERTIFICATE, keyPair(AUTOSCALER, FILES.client), kubeconfigOf(AUTOSCALER)])],
    },
  });
}

function container(tenant: TenantModel, autoscaler: ClusterAutoscaler): Container {
  const { name, provider, version, args, environment, secret } = autoscaler;
  const health = { path: '/health-check', port: 'http', scheme: 'HTTP' } as const;
  const base = containerBase(tenant);
  const variables = Object.entries(environment).map(([variable, value]) => ({ name: variable, value }));
  return {
    name,
    command: [PROGRAM],
    image: imageFor(tenant.images, 'cluster-autoscaler', `v${version}`),
    args: [
      `--kubeconfig=${FILES.kubeconfig}`,
      // The kubeconfig is the tenant's; machines are in the cluster where this runs.
      ...(provider === 'clusterapi' ? ['--clusterapi-cloud-config-authoritative=true'] : []),
      `--address=:${String(PORTS.clusterAutoscaler)}`,
      ...args,
    ],
    ports: [{ name: 'http', containerPort: PORTS.clusterAutoscaler, protocol: 'TCP' }],
    startupProbe: startupProbe(health),
    readinessProbe: readinessProbe(health),
    livenessProbe: livenessProbe(health),
    resources: RESOURCES[tenant.size],
    ...base,
    env: [...(base.env ?? []), ...variables],
    ...(secret !== null && { envFrom: [{ secretRef: { name: secret } }] }),
    volumeMounts: [{ name: 'files', mountPath: ETC, readOnly: true }],
  };
}
