import { emitDocuments } from '../../kubernetes';
import type { JsonObject } from '../../kubernetes';
import type { TalosBootstrapModel, TenantModel, WorkerPoolModel } from '../../model';
import { credentialLife } from '../credential';
import { serverUrl } from '../endpoint';
import type { WorkerEndpoint } from '../endpoint';
import { JOIN_MARKS } from '../kubeadm';
import { proxyVariables } from '../node';
import { talosKubelet } from './kubelet';
import { talosRegistries } from './registries';

/** A pool whose machines run Talos. */
export type TalosPool = WorkerPoolModel & { readonly bootstrap: TalosBootstrapModel };

/** Whether machines of a pool run Talos. */
export function isTalosPool(pool: WorkerPoolModel): pool is TalosPool {
  return pool.bootstrap.kind === 'talos';
}

/**
 * Marks for what the join credential does not hold: with which CA and token a machine asks for the certificates of its own API. They
 * belong to whoever answers in the place of a Talos control plane, see https://github.com/clastix/talos-csr-signer. `fillCredential`
 * takes values by mark.
 */
export const TALOS_MARKS = {
  /** `machine.token`, for example `abcdef.0123456789abcdef`. */
  token: '__COLONNADE_TALOS_TOKEN__',
  /** `machine.ca.crt`: the certificate of the Talos CA in PEM, in base64. */
  ca: '__COLONNADE_TALOS_CA__',
} as const;

/**
 * The machine configuration of a Talos worker, `v1alpha1` and type `worker`, with marks where the credentials belong: Talos reads them
 * from the configuration and from nowhere else.
 *
 * Taints are registered with the node: nodes of workers may not change their taints later, which `machine.nodeTaints` would try.
 *
 * @param endpoint - where machines reach the API server; `null`: it comes with the join credential
 *
 * https://www.talos.dev/v1.12/reference/configuration/v1alpha1/config/
 */
export function talosMachineConfig(
  tenant: Pick<TenantModel, 'name' | 'network'>,
  pool: TalosPool,
  endpoint: WorkerEndpoint | null,
): string {
  const config: JsonObject = {
    version: 'v1alpha1',
    debug: false,
    persist: true,
    machine: machine(tenant, pool, endpoint),
    cluster: cluster(tenant, endpoint),
  };
  return `# ${credentialLife(tenant.name, pool)}\n${emitDocuments([config, ...trustedRoots(pool)])}`;
}

function machine(
  tenant: Pick<TenantModel, 'name' | 'network'>,
  pool: TalosPool,
  endpoint: WorkerEndpoint | null,
): JsonObject {
  const { node, bootstrap, labels } = pool;
  const environment = proxyVariables(node, tenant, endpoint);
  const registries = talosRegistries(node.containerd);
  return {
    type: 'worker',
    token: TALOS_MARKS.token,
    ca: { crt: TALOS_MARKS.ca, key: '' },
    kubelet: talosKubelet(tenant.network, pool),
    install: {
      disk: bootstrap.installDisk,
      image: `ghcr.io/siderolabs/installer:v${bootstrap.version}`,
      wipe: false,
    },
    ...(Object.keys(node.sysctls).length > 0 && { sysctls: { ...node.sysctls } }),
    ...(node.modules.length > 0 && { kernel: { modules: node.modules.map((name) => ({ name })) } }),
    ...(registries && { registries }),
    ...timeOf(node.timeServers),
    ...(Object.keys(labels).length > 0 && { nodeLabels: { ...labels } }),
    ...(Object.keys(environment).length > 0 && { env: environment }),
  };
}

function cluster(
  { name, network }: Pick<TenantModel, 'name' | 'network'>,
  endpoint: WorkerEndpoint | null,
): JsonObject {
  return {
    clusterName: name,
    controlPlane: { endpoint: endpoint === null ? JOIN_MARKS.server : serverUrl(endpoint) },
    network: {
      dnsDomain: network.clusterDomain,
      podSubnets: [...network.podCidrs],
      serviceSubnets: [...network.serviceCidrs],
    },
    token: JOIN_MARKS.token,
    ca: { crt: JOIN_MARKS.ca, key: '' },
    // It would publish the machine at a service of the maker of Talos.
    discovery: { enabled: false },
  };
}

function timeOf(servers: readonly string[] | null): JsonObject {
  if (servers === null) return { time: { disabled: true } };
  return servers.length === 0 ? {} : { time: { servers: [...servers] } };
}

/** https://www.talos.dev/v1.12/reference/configuration/security/trustedrootsconfig/ */
function trustedRoots({ node, name }: TalosPool): readonly JsonObject[] {
  return node.trustedCertificates.length === 0
    ? []
    : [
        {
          apiVersion: 'v1alpha1',
          kind: 'TrustedRootsConfig',
          name,
          certificates: `${node.trustedCertificates.map((certificate) => certificate.trim()).join('\n')}\n`,
        },
      ];
}
