import type { JsonObject } from '../../../kubernetes';
import { isJsonObject } from '../api';
import type { Kind } from '../api';
import { MANAGED_BY } from '../infrastructure';
import type {
  ControlPlaneProvider,
  InfrastructureProvider,
  PerClusterField,
  Place,
  TopologyVariable,
} from '../provider';
import { TEXT, UPSTREAM, WHOLE, fields } from './schema';
import { variablesBesides, without } from './variables';

/** A template of a ClusterClass: what is the same for all clusters, and what their variables fill in. */
export interface ClassTemplate extends Kind {
  /** `spec.template.spec`. */
  readonly spec: JsonObject;
  /** Of what is made from it. */
  readonly annotations: Readonly<Record<string, string>>;
  readonly variables: readonly TopologyVariable[];
}

/** Template of the control plane. Number and version are the topology's, machines those of the class. */
export function controlPlaneTemplate({ object, template, options }: ControlPlaneProvider): ClassTemplate {
  const further = isJsonObject(options['spec']) ? options['spec'] : {};
  return {
    ...templateKind(object),
    spec: { ...template.fixed, ...further },
    annotations: {},
    variables: variablesBesides(further, template.variables),
  };
}

/** Template of the object that stands for the infrastructure of a cluster. */
export function infrastructureTemplate(
  infrastructure: InfrastructureProvider,
  plane: Pick<ControlPlaneProvider, 'name' | 'hosted'>,
): ClassTemplate {
  const { spec, managedBy, annotations } = infrastructure.infraCluster(NOBODYS, plane);
  const { perCluster } = infrastructure.clusterTemplate;
  return {
    ...templateKind(infrastructure.cluster),
    spec: without(spec, perCluster),
    annotations: { ...annotations, ...(managedBy !== null && { [MANAGED_BY]: managedBy }) },
    variables: perCluster.map((field) => PER_CLUSTER[field]),
  };
}

function templateKind({ apiVersion, kind }: Kind): Kind {
  return { apiVersion, kind: `${kind}Template` };
}

/** A cluster that nobody has: what an infrastructure makes of its place is a variable. */
const NOBODYS: Place = {
  namespace: 'nobody',
  endpoint: {
    kind: 'loadBalancer',
    port: 6443,
    address: null,
    hostname: null,
    loadBalancerClass: null,
    sourceRanges: [],
    extraSans: [],
    annotations: {},
  },
};

const PER_CLUSTER: Readonly<Record<PerClusterField, TopologyVariable>> = {
  apiServerFixedIP: {
    field: 'apiServerFixedIP',
    description: 'Address of the API server, when it is known beforehand',
    schema: TEXT,
    required: false,
  },
  apiServerPort: { field: 'apiServerPort', description: 'Port of the API server', schema: WHOLE, required: false },
  controlPlaneEndpoint: {
    field: 'controlPlaneEndpoint',
    description: 'Where the API server is reached, when it is known beforehand',
    schema: fields({ host: TEXT, port: WHOLE }, ['host', 'port']),
    required: false,
  },
  identityRef: {
    field: 'identityRef',
    description: 'The account in whose name the provider works',
    schema: UPSTREAM,
    required: true,
  },
  infraClusterSecretRef: {
    field: 'infraClusterSecretRef',
    description: 'Secret with the kubeconfig of the cluster that runs the machines',
    schema: UPSTREAM,
    required: false,
  },
};
