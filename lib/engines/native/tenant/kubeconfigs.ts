import { emitYaml } from '../../../kubernetes';
import type { JsonObject, KubernetesObject } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import { isAutoscaled } from '../../../workers';
import type { RenderContext } from '../../engine';
import { AUTOSCALER } from '../autoscaler/identity';
import { sharedText } from '../bootstrap/shared-text';
import { PORTS, TENANT } from '../names';
import { metadataFor } from '../objects';
import type { Owner } from '../objects';
import { FILES } from './files';

/** Key of the konnectivity server's kubeconfig. */
export const KONNECTIVITY_SERVER = 'konnectivity-server';

/** Data of ConfigMap `kubeconfigs`, by component. They hold no secrets: certificates and keys are mounted beside them. */
export function kubeconfigDocuments(tenant: TenantModel, context: RenderContext): Readonly<Record<string, string>> {
  const { clusterDomain } = context.cluster.network;
  const service = `https://${TENANT.apiServer}.${tenant.namespace}.svc.${clusterDomain}:${tenant.endpoint.port}`;
  const controller = KUBECONFIG(null).text.replace(SERVER, service);
  return {
    [TENANT.controllerManager]: controller,
    [TENANT.scheduler]: controller,
    ...(tenant.workerPools.some(isAutoscaled) && { [AUTOSCALER]: controller }),
    // The API server in the same pod: a tunnel without its API server serves nobody, and this way it depends on nothing else.
    ...(tenant.konnectivity.enabled && {
      [KONNECTIVITY_SERVER]: KUBECONFIG(null).text.replace(SERVER, `https://127.0.0.1:${PORTS.apiServer}`),
    }),
  };
}

/** ConfigMap `kubeconfigs`. */
export function kubeconfigConfigMap(owner: Owner, documents: Readonly<Record<string, string>>): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadataFor(owner, TENANT.kubeconfigs, TENANT.apiServer),
    data: documents,
  };
}

/** What stands for the server while the text is written, once for all tenants. */
const SERVER = 'https://server.invalid:6443';

const KUBECONFIG = sharedText((_: null) => emitYaml(kubeconfig(SERVER)));

function kubeconfig(server: string): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'tenant', cluster: { server, 'certificate-authority': FILES.ca } }],
    users: [
      {
        name: 'component',
        user: { 'client-certificate': `${FILES.client}.crt`, 'client-key': `${FILES.client}.key` },
      },
    ],
    contexts: [{ name: 'default', context: { cluster: 'tenant', user: 'component' } }],
    'current-context': 'default',
  };
}
