import type { EngineReference } from '../../model';
import {
  aws,
  clusterApi,
  k0sControlPlane,
  k0smotronControlPlane,
  kamajiControlPlane,
  kubeadmControlPlane,
} from '../cluster-api';
import type { ClusterApiOptions } from '../cluster-api';
import type { Engine } from '../engine';
import { k0smotron } from '../k0smotron';
import { kamaji } from '../kamaji';
import { native } from '../native';

/** An engine of this package, for comparisons and documentation. Rendering never looks here: a program passes its engine. */
export interface KnownEngine {
  /** Name of the engine and, where it makes a difference, of the control plane behind it: `kamaji`, `cluster-api/kubeadm`. */
  readonly name: string;
  /** The engine with as few options as it takes. */
  readonly engine: Engine;
}

const REGION = aws({ region: 'eu-central-1', machines: { large: { instanceType: 'm7i.large' } } });

function behindClusterApi(controlPlane: ClusterApiOptions['controlPlane']): KnownEngine {
  return { name: `cluster-api/${controlPlane.name}`, engine: clusterApi({ controlPlane, infrastructure: REGION }) };
}

/** The engines of this package. */
export const KNOWN_ENGINES: readonly KnownEngine[] = Object.freeze([
  { name: 'native', engine: native() },
  { name: 'kamaji', engine: kamaji() },
  { name: 'k0smotron', engine: k0smotron() },
  behindClusterApi(kamajiControlPlane()),
  behindClusterApi(k0smotronControlPlane()),
  behindClusterApi(kubeadmControlPlane({ machines: 'large' })),
  behindClusterApi(k0sControlPlane({ machines: 'large' })),
]);

/** The engine that a model records. @returns `undefined` for one of somebody else's */
export function knownEngineOf({ name, options }: EngineReference): KnownEngine | undefined {
  const controlPlane = options['controlPlane'];
  const plane =
    typeof controlPlane === 'object' && controlPlane !== null ? String(Reflect.get(controlPlane, 'name')) : undefined;
  const wanted = plane === undefined ? name : `${name}/${plane}`;
  return KNOWN_ENGINES.find((known) => known.name === wanted);
}
