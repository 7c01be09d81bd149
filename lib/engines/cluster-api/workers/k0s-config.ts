import type { JsonObject } from '../../../kubernetes';
import { installFlags } from '../../../workers';
import type { K0sPool } from '../../../workers';
import { withoutEmpty } from '../api';
import { kernelFiles, preparations } from './kubeadm-config';

/**
 * `spec` of a K0sWorkerConfig.
 *
 * https://docs.k0smotron.io/stable/capi-bootstrap/
 */
export function k0sWorkerConfig(pool: K0sPool): JsonObject {
  const { node, machines, bootstrap } = pool;
  const own = new Set(node.files.map(({ path }) => path));
  const files = [...kernelFiles(pool).filter(({ path }) => !own.has(path)), ...node.files];
  return withoutEmpty({
    // Here the suffix begins with a plus; the dash of images is refused.
    version: `v${bootstrap.version.replace('-k0s.', '+k0s.')}`,
    args: Object.entries(installFlags(pool)).map(([flag, value]) => `${flag}=${value}`),
    files: files.map(({ path, mode, content }) => ({ path, permissions: mode, content })),
    preK0sCommands: [...preparations(pool), ...node.commands.before],
    postK0sCommands: [...node.commands.after],
    provisioner: machines.operatingSystem === 'flatcar' ? IGNITION : undefined,
  });
}

const IGNITION: JsonObject = { type: 'ignition', ignition: { variant: 'flatcar', version: '1.1.0' } };
