import type { MachineTypeFacts } from '../role-pools';

/** Servers with processors of their own. Source: https://docs.hetzner.com/cloud/servers/overview/ */
const DEDICATED: Readonly<Record<string, { readonly cpu: number; readonly memoryGiB: number }>> = {
  ccx13: { cpu: 2, memoryGiB: 8 },
  ccx23: { cpu: 4, memoryGiB: 16 },
  ccx33: { cpu: 8, memoryGiB: 32 },
  ccx43: { cpu: 16, memoryGiB: 64 },
  ccx53: { cpu: 32, memoryGiB: 128 },
  ccx63: { cpu: 48, memoryGiB: 192 },
};

/** Processors of all other servers (`cx`, `cpx`, `cax`) are shared with other customers. */
const SHARED = /^(?:cx|cpx|cax)\d/;

/** What the name of a server type says. */
export function serverTypeFacts(type: string | null): MachineTypeFacts {
  const { cpu = null, memoryGiB = null } = DEDICATED[type ?? ''] ?? {};
  return { cpu, memoryGiB, burstable: SHARED.test(type ?? '') };
}
