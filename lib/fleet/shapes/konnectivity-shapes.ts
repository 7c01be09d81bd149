import { resources, toleration, version } from './common-shapes';
import { absent, choose, flag, integer, list, object, oneOf, optional, where } from './shape';

const common = {
  mode: optional(oneOf(['DaemonSet', 'Deployment'])),
  hostNetwork: optional(flag),
  tolerations: optional(list(toleration, 'a list of tolerations')),
  resources: optional(resources),
};
const onEachNode = object({ ...common, replicas: absent("nothing unless mode is 'Deployment'") });
const deployment = object({ ...common, replicas: integer(1, 100) });
const agent = choose('an object', (value) => (Reflect.get(value, 'mode') === 'Deployment' ? deployment : onEachNode));

const tunnel = object({ version: optional(version), port: optional(integer(1, 65535)), agent: optional(agent) });

/** `konnectivity` of a tenant. */
export const konnectivity = choose(
  'false or an object',
  () => tunnel,
  where('false', (value) => value === false),
);
