import type { KonnectivityModel, SizeClass } from '../../model';
import { AGENT_RESOURCES, KONNECTIVITY_VERSION } from '../defaults';
import type { KonnectivityProps } from '../props/konnectivity-props';
import { describeResources } from './describe-common';
import { copyOf } from './freeze';

/** The tunnel as data, every default filled in. */
export function describeKonnectivity(props: KonnectivityProps | false | undefined, size: SizeClass): KonnectivityModel {
  const usual = DEFAULTS[size];
  if (props === undefined) return usual;
  if (props === false) return { ...usual, enabled: false };
  const agent = props.agent;
  return {
    enabled: true,
    version: props.version ?? usual.version,
    port: props.port ?? usual.port,
    agent:
      agent === undefined
        ? usual.agent
        : {
            mode: agent.mode ?? 'DaemonSet',
            replicas: agent.replicas ?? null,
            hostNetwork: agent.hostNetwork ?? false,
            tolerations: agent.tolerations === undefined ? TOLERATE_ALL : copyOf(agent.tolerations),
            resources: describeResources(agent.resources, AGENT_RESOURCES[size]),
          },
  };
}

const TOLERATE_ALL = Object.freeze([Object.freeze({ operator: 'Exists' as const })]);

// One object for each size, so that tenants alike share their part of the model.
const DEFAULTS: Readonly<Record<SizeClass, KonnectivityModel>> = Object.freeze({
  small: defaultsOf('small'),
  medium: defaultsOf('medium'),
  large: defaultsOf('large'),
});

function defaultsOf(size: SizeClass): KonnectivityModel {
  return Object.freeze({
    enabled: true,
    version: KONNECTIVITY_VERSION,
    port: 8132,
    agent: Object.freeze({
      mode: 'DaemonSet' as const,
      replicas: null,
      hostNetwork: false,
      tolerations: TOLERATE_ALL,
      resources: AGENT_RESOURCES[size],
    }),
  });
}
