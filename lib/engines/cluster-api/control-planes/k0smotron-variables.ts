import type { TopologyVariable } from '../provider';
import { RESOURCES, TEXT, UPSTREAM, WHOLE, fields, listOf, word } from '../topology/schema';

/** What clusters of a K0smotronControlPlaneTemplate differ in. */
export const K0SMOTRON_VARIABLES: readonly TopologyVariable[] = Object.freeze([
  {
    field: 'externalAddress',
    description: 'Where the API server is reached, when it is known beforehand',
    schema: TEXT,
    required: false,
  },
  {
    field: 'service',
    description: 'The Service of API server and tunnel',
    schema: fields({ type: word('ClusterIP', 'LoadBalancer', 'NodePort'), apiPort: WHOLE, konnectivityPort: WHOLE }, [
      'type',
    ]),
    required: true,
  },
  {
    field: 'storage',
    description: 'Where the data of the cluster is',
    schema: fields(
      {
        type: word('etcd', 'kine', 'nats'),
        etcd: fields({
          persistence: fields({ size: TEXT, storageClass: TEXT }),
          args: listOf(TEXT),
          resources: RESOURCES,
        }),
        kine: fields({ dataSourceSecretName: TEXT }),
      },
      ['type'],
    ),
    required: true,
  },
  { field: 'k0sConfig', description: 'ClusterConfig of k0s', schema: UPSTREAM, required: true },
  { field: 'controlPlaneFlags', description: 'Flags of k0s controller', schema: listOf(TEXT), required: false },
  { field: 'resources', description: 'Of the pods that run k0s', schema: RESOURCES, required: false },
  {
    field: 'topologySpreadConstraints',
    description: 'Where the pods run',
    schema: listOf(UPSTREAM),
    required: true,
  },
  { field: 'mounts', description: 'Files in the pods', schema: listOf(UPSTREAM), required: false },
  {
    field: 'patches',
    description: 'Changes to what k0smotron makes of it',
    schema: listOf(
      fields({
        target: fields({ kind: TEXT, component: TEXT }, ['kind', 'component']),
        patch: fields({ type: word('json', 'merge', 'strategic'), content: TEXT }, ['type', 'content']),
      }),
    ),
    required: false,
  },
]);
