import { emitYaml } from '../../../kubernetes';
import type { JsonObject } from '../../../kubernetes';
import type { MachineHostModel, WorkerPoolModel } from '../../../model';
import type { WorkerEndpoint } from '../../endpoint';
import type { DocumentFile } from '../document';
import { limits } from './limits';
import { nodeLabelArguments, poolData } from './pool-data';

export { puppetSecretKeys } from './pool-data';
export type { PuppetSecretKeys } from './pool-data';

/** The pool, its tenant's name, and where its API server is; `null`: looked up, as the token is. */
export interface PuppetOptions {
  readonly tenant: string;
  readonly endpoint: WorkerEndpoint | null;
}

/**
 * Hiera data of a pool for the module puppetlabs-kubernetes 8.
 *
 * Token and hash of the CA are looked up under keys of the pool, in a layer that only the server reads: hiera-eyaml, Vault, or
 * whatever the hierarchy has. What the module cannot do of what the pool asks is listed at the head of the file.
 *
 * @returns `data/pools/<tenant>-<pool>.yaml`, and `data/nodes/<name>.yaml` for each known machine
 * @throws ColonnadeError `CLN3051` for a pool that the module cannot make nodes of
 * @see https://forge.puppet.com/modules/puppetlabs/kubernetes/reference
 */
export function puppetHiera(pool: WorkerPoolModel, options: PuppetOptions): readonly [DocumentFile, ...DocumentFile[]] {
  const name = `${options.tenant}/${pool.name}`;
  const header = [
    `Nodes of ${name}, for puppetlabs-kubernetes 8. Made by colonnade; holds no secret.`,
    '',
    'A machine needs `include kubernetes` and this layer of the hierarchy; the keys that are looked up belong to a layer that is',
    'encrypted. One that is missing there becomes an empty text without a word of Puppet; kubeadm then refuses it on the machine.',
    'The module writes the token to /etc/kubernetes/config.yaml and leaves it there: give it tokens of an hour or two.',
    '',
    'What the pool says and the module does not do:',
    ...limits(pool).map((limit) => `- ${limit}`),
  ];
  return [
    document(`data/pools/${options.tenant}-${pool.name}.yaml`, header, poolData(pool, options)),
    ...pool.machines.hosts.map((host) =>
      document(
        `data/nodes/${host.name}.yaml`,
        [`Node ${host.name} of ${name}. Made by colonnade.`],
        nodeData(pool, host),
      ),
    ),
  ];
}

function nodeData(pool: WorkerPoolModel, host: MachineHostModel): JsonObject {
  const own = Object.keys(host.labels).length > 0;
  return {
    'kubernetes::node_label': host.name,
    ...(own ? { 'kubernetes::kubelet_extra_arguments': nodeLabelArguments(pool, host.labels) } : {}),
  };
}

function document(name: string, header: readonly string[], data: JsonObject): DocumentFile {
  const comment = header.map((line) => `# ${line}`.trimEnd()).join('\n');
  return { name, content: `${comment}\n---\n${emitYaml(data)}` };
}
