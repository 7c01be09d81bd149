import type { JsonObject } from '../../../kubernetes';
import type { TopologyVariable } from '../provider';
import { FLAG, TEXT, fields, listOf, word } from '../topology/schema';
import { PATCHES } from './kubeadm-config';

/** What all pools have; a KubeadmConfig must not be empty. */
export const KUBEADM_WORKER_FIXED: JsonObject = { joinConfiguration: { patches: { directory: PATCHES } } };

/** What pools of a KubeadmConfigTemplate differ in. */
export const KUBEADM_WORKER_VARIABLES: readonly TopologyVariable[] = Object.freeze([
  {
    field: 'format',
    description: 'What machines read at first boot',
    schema: word('cloud-config', 'ignition'),
    required: false,
  },
  {
    field: 'joinConfiguration',
    description: 'Arguments of the kubelet, taints, and where kubeadm finds patches',
    schema: fields({
      nodeRegistration: fields({
        kubeletExtraArgs: listOf(fields({ name: TEXT, value: TEXT }, ['name', 'value'])),
        taints: listOf(fields({ key: TEXT, value: TEXT, effect: TEXT }, ['key', 'effect'])),
        ignorePreflightErrors: listOf(TEXT),
      }),
      patches: fields({ directory: TEXT }),
    }),
    required: true,
  },
  {
    field: 'files',
    description: 'Files on machines',
    schema: listOf(fields({ path: TEXT, permissions: TEXT, content: TEXT }, ['path'])),
    required: false,
  },
  {
    field: 'ntp',
    description: 'Time servers',
    schema: fields({ enabled: FLAG, servers: listOf(TEXT) }),
    required: false,
  },
  { field: 'preKubeadmCommands', description: 'Before machines join', schema: listOf(TEXT), required: false },
  { field: 'postKubeadmCommands', description: 'After machines joined', schema: listOf(TEXT), required: false },
]);
