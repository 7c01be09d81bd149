import { parseQuantity } from '../../../kubernetes';
import type { MachineCapacityModel, Rule, WorkerPoolModel } from '../../../model';
import { poolProgram } from '../../programs';
import { eachPool } from '../../walk';

const MACHINES = "Machines.existing({ capacity: { cpu: '2', memory: '4Gi' } })";
const RESOURCES: readonly (readonly [reserved: string, capacity: keyof MachineCapacityModel])[] = [
  ['cpu', 'cpu'],
  ['memory', 'memory'],
  ['ephemeral-storage', 'ephemeralStorage'],
];

/** CLN1517 */
export const reserved: Rule = {
  code: 'CLN1517',
  severity: 'error',
  title: 'machines that keep all of themselves',
  explanation:
    'What is reserved for kubelet and system is taken from what pods may use. A kubelet whose reservations and eviction threshold are as large as its machine does not start, or registers a node that no pod fits on. See https://kubernetes.io/docs/tasks/administer-cluster/reserve-compute-resources/.',
  wrong: poolProgram("node: { kubelet: { kubeReserved: { memory: '4Gi' } } },", MACHINES),
  right: poolProgram("node: { kubelet: { kubeReserved: { memory: '1Gi' } } },", MACHINES),
  check(fleet, report) {
    eachPool(fleet, (pool) => {
      const { capacity } = pool.machines;
      if (capacity === null) return;
      for (const [name, property] of RESOURCES) {
        const has = parseQuantity(capacity[property]);
        if (!has.ok) continue;
        const kept = keptOf(pool, name);
        if (kept < has.value.nanos) continue;
        report({
          path: pool.path,
          property: 'node.kubelet.kubeReserved',
          message: `kubelet, system and eviction threshold keep all of the ${has.value.text} of ${name} that a machine has.`,
          fix: `reserve less ${name}, or leave kubeReserved and systemReserved out.`,
        });
      }
    });
  },
};

function keptOf({ node: { kubelet } }: WorkerPoolModel, name: string): bigint {
  const threshold = name === 'memory' ? kubelet.evictionHard['memory.available'] : undefined;
  return [kubelet.kubeReserved[name], kubelet.systemReserved[name], threshold].reduce((sum, text) => {
    const read = parseQuantity(text);
    return read.ok ? sum + read.value.nanos : sum;
  }, 0n);
}
