import { emitYaml } from '../../kubernetes';
import type { KubeadmBootstrapModel, TenantModel, WorkerPoolModel } from '../../model';
import { credentialLife } from '../credential';
import { serverUrl } from '../endpoint';
import type { WorkerEndpoint } from '../endpoint';
import type { MachineFile, MachinePlan } from '../machine-plan';
import {
  KUBELET_UNIT_PART,
  MACHINE_ID_PART,
  certificatesPart,
  containerdPart,
  kernelPart,
  packageManagerOf,
  packagesPart,
  proxyPart,
  proxyVariables,
  swapPart,
  timePart,
  updatesPart,
} from '../node';
import type { NodePart } from '../node';
import { JOIN_MARKS, discoveryKubeconfig, joinConfiguration } from './join-configuration';
import { kubeletPatch } from './kubelet-patch';
import { COMMANDS_PATH, DISCOVERY_TEMPLATE_PATH, JOIN_TEMPLATE_PATH, PATCHES_FOLDER, SCRIPT_PATH } from './paths';
import { workerScript } from './worker-script';

/** What of a tenant its workers depend on. */
export type WorkerTenant = Pick<TenantModel, 'name' | 'network' | 'authentication'>;

/** A pool whose machines join with kubeadm. */
export type KubeadmPool = WorkerPoolModel & { readonly bootstrap: KubeadmBootstrapModel };

/** Whether machines of a pool join with kubeadm. */
export function isKubeadmPool(pool: WorkerPoolModel): pool is KubeadmPool {
  return pool.bootstrap.kind === 'kubeadm';
}

/**
 * What a machine is given to become a node with kubeadm: files, and the script that uses them.
 *
 * @param endpoint where the machine reaches the API server; `null`: it comes with the join credential.
 */
export function machinePlan(tenant: WorkerTenant, pool: KubeadmPool, endpoint: WorkerEndpoint | null): MachinePlan {
  const environment = proxyVariables(pool.node, tenant, endpoint);
  const parts = partsOf(pool, environment);
  const files = withOverrides(
    [...parts.flatMap((part) => part.files), ...kubeadmFiles(tenant, pool), ...commandFiles(pool)],
    pool.node.files,
  );
  const { before, after } = pool.node.commands;
  const content = workerScript({
    pool: `${tenant.name}/${pool.name}`,
    life: credentialLife(tenant.name, pool),
    version: pool.version,
    server: endpoint === null ? null : serverUrl(endpoint),
    store: pool.join.delivery.kind === 'secret' ? pool.join.delivery.store : null,
    cloud: pool.machines.cloud,
    environment,
    ignorePreflightErrors: pool.bootstrap.ignorePreflightErrors,
    parts,
    files: [...files.map(({ path }) => path), SCRIPT_PATH],
    commands: { before: before.length > 0, after: after.length > 0 },
  });
  return {
    files: [...files, { path: SCRIPT_PATH, mode: '0700', content }],
    units: [...new Set(parts.flatMap(({ units }) => units))],
    script: { path: SCRIPT_PATH, args: [] },
  };
}

/** In the order in which the script goes through them. */
function partsOf(pool: KubeadmPool, environment: Readonly<Record<string, string>>): readonly NodePart[] {
  const { node, machines } = pool;
  const packages = packageManagerOf(pool);
  return [
    MACHINE_ID_PART,
    kernelPart(node),
    swapPart(node),
    certificatesPart(node, machines.operatingSystem),
    proxyPart(environment, packages, node.updates !== null),
    packagesPart(pool),
    timePart(node, machines.operatingSystem),
    containerdPart(node),
    KUBELET_UNIT_PART,
    updatesPart(node, machines.operatingSystem, packages),
  ];
}

function kubeadmFiles({ authentication }: WorkerTenant, pool: KubeadmPool): readonly MachineFile[] {
  return [
    {
      path: `${PATCHES_FOLDER}/kubeletconfiguration+merge.yaml`,
      mode: '0600',
      content: emitYaml(kubeletPatch(pool.node)),
    },
    { path: JOIN_TEMPLATE_PATH, mode: '0600', content: emitYaml(joinConfiguration(pool, JOIN_MARKS)) },
    ...(pool.bootstrap.discovery === 'file'
      ? [
          {
            path: DISCOVERY_TEMPLATE_PATH,
            mode: '0600',
            content: emitYaml(discoveryKubeconfig(JOIN_MARKS, authentication.anonymous)),
          },
        ]
      : []),
  ];
}

/** Files of their own, so that no command can break the script; the first that fails ends it. */
function commandFiles({ node }: KubeadmPool): readonly MachineFile[] {
  return (['before', 'after'] as const)
    .filter((when) => node.commands[when].length > 0)
    .map((when) => ({
      path: COMMANDS_PATH[when],
      mode: '0700',
      content: `set -eu\n${node.commands[when].join('\n')}\n`,
    }));
}

/** The pool's own files come last; one with the path of another replaces it. */
function withOverrides(files: readonly MachineFile[], own: readonly MachineFile[]): readonly MachineFile[] {
  return [...new Map([...files, ...own].map((file) => [file.path, file])).values()];
}
