import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toolPaths } from '../../../tools';
import { kubectlOf } from '../testbed/kubectl';
import type { Kubectl } from '../testbed/kubectl';
import { placesOf } from '../testbed/plan';
import { tryRun } from '../testbed/shell';
import type { RunOptions, RunResult } from '../testbed/shell';
import { namespaceOf, secretText } from './tenant-api';

/** A tenant with the rights of its administrator. */
export interface Tenant {
  readonly name: string;
  readonly kubectl: Kubectl;
  /** File with the administrator's kubeconfig; it ends with the testbed. */
  readonly kubeconfig: string;
  /** kubectl as it is typed, for what {@link kubectl} does not show: how it ended and what it said meanwhile. */
  readonly command: readonly [string, ...string[]];
}

/** Opens a tenant with the kubeconfig that the bootstrap composed. @param management - kubectl of the management cluster */
export async function openTenant(management: Kubectl, name: string): Promise<Tenant> {
  const { state, nodeNamespace } = placesOf();
  const program = toolPaths(['kubernetes-1.36'])['kubernetes-1.36'].binaries['kubectl'] ?? 'kubectl';
  const folder = join(state, 'tenants');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const kubeconfig = join(folder, `${name}.conf`);
  writeFileSync(kubeconfig, await secretText(management, namespaceOf(name), 'admin-kubeconfig', 'kubeconfig'), {
    mode: 0o600,
  });
  return {
    name,
    kubeconfig,
    kubectl: kubectlOf({ nodeNamespace, kubeconfig }, program),
    command: ['ip', 'netns', 'exec', nodeNamespace, program, '--kubeconfig', kubeconfig],
  };
}

/** Runs kubectl in a tenant and gives how it ended. */
export function tryKubectl(tenant: Tenant, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const [program, ...rest] = tenant.command;
  return tryRun(program, [...rest, ...args], options);
}
