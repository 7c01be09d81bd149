import type { TopologyVariable } from '../provider';
import { TEXT, fields, listOf, word } from '../topology/schema';

/** What pools of a K0sWorkerConfigTemplate differ in. */
export const K0S_WORKER_VARIABLES: readonly TopologyVariable[] = Object.freeze([
  { field: 'version', description: 'Version of k0s, with a plus', schema: TEXT, required: true },
  { field: 'args', description: 'Arguments of k0s worker', schema: listOf(TEXT), required: false },
  {
    field: 'files',
    description: 'Files on machines',
    schema: listOf(fields({ path: TEXT, permissions: TEXT, content: TEXT }, ['path'])),
    required: false,
  },
  { field: 'preK0sCommands', description: 'Before machines join', schema: listOf(TEXT), required: false },
  { field: 'postK0sCommands', description: 'After machines joined', schema: listOf(TEXT), required: false },
  {
    field: 'provisioner',
    description: 'What machines read at first boot',
    schema: fields({ type: word('cloud-config', 'ignition'), ignition: fields({ variant: TEXT, version: TEXT }) }, [
      'type',
    ]),
    required: false,
  },
]);
