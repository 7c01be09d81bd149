import type { TenantModel } from '../../model';
import { serverUrl, workerEndpoint } from '../../workers';
import type { Operator } from '../operator';
import type { ReadinessCondition, TenantOutputs, WrittenBack } from '../outcome';
import { NATIVE_OPERATORS } from '../native/outcome';
import { K0SMOTRON, K0SMOTRON_NAMESPACE, K0SMOTRON_VERSION, secretsOf } from './names';
import { optionsOf } from './options';

/** cert-manager, for the certificates of k0smotron's webhooks, then k0smotron. */
export const K0SMOTRON_OPERATORS: readonly Operator[] = Object.freeze([
  ...NATIVE_OPERATORS,
  Object.freeze({
    name: 'k0smotron',
    version: K0SMOTRON_VERSION,
    namespace: K0SMOTRON_NAMESPACE,
    // https://docs.k0smotron.io/v2.1.0/install.yaml; there is no chart.
    chart: null,
    after: Object.freeze(['cert-manager']),
    featureGates: Object.freeze({}),
    definitions: Object.freeze(['clusters.k0smotron.io', 'jointokenrequests.k0smotron.io']),
    link: 'https://docs.k0smotron.io/stable/install/',
  }),
]);

/** What k0smotron's controllers write into a Cluster. */
export const K0SMOTRON_WRITES_BACK: readonly WrittenBack[] = Object.freeze([
  Object.freeze({
    apiVersion: K0SMOTRON,
    kind: 'Cluster',
    pointers: Object.freeze(['/spec/externalAddress', '/spec/certificateRefs', '/spec/manifests']),
    reason:
      "k0smotron's controller: the address of a load balancer, the certificates that it made, and the manifests that it adds",
  }),
]);

/** k0smotron's own conditions. */
export function k0smotronReadiness({ name, namespace }: TenantModel): readonly ReadinessCondition[] {
  return ['Available', 'KubeconfigSecretAvailable'].map((condition) => ({
    apiVersion: K0SMOTRON,
    kind: 'Cluster',
    name,
    namespace,
    until: { condition, status: 'True' },
  }));
}

/** Secrets named as Cluster API wants it. */
export function k0smotronOutputs(tenant: TenantModel): TenantOutputs {
  const { namespace } = tenant;
  const secrets = secretsOf(tenant);
  return {
    kubeconfig: { name: secrets.kubeconfig, namespace, key: 'value' },
    certificateAuthority: { name: secrets.ca, namespace, key: 'tls.crt' },
    endpoint: endpointUrl(tenant) ?? {
      apiVersion: K0SMOTRON,
      kind: 'Cluster',
      name: tenant.name,
      namespace,
      field: 'spec.externalAddress',
    },
  };
}

function endpointUrl(tenant: TenantModel): string | undefined {
  const { ingress } = optionsOf(tenant);
  if (ingress !== undefined) return `https://${ingress.apiHost}:${String(ingress.port ?? 443)}`;
  const known = workerEndpoint(tenant);
  return known === null ? undefined : serverUrl(known);
}
