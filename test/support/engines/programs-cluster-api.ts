import type { FleetModel, JsonObject, KubernetesObject } from 'colonnade';
import {
  aws,
  azure,
  clusterApi,
  gcp,
  hetzner,
  k0sControlPlane,
  k0smotronControlPlane,
  kamajiControlPlane,
  kubeadmControlPlane,
  kubevirt,
  metal3,
  openstack,
  vsphere,
} from '../../../lib/engines/cluster-api';
import type { ClusterApiOptions, ControlPlaneProvider, InfrastructureProvider } from '../../../lib/engines/cluster-api';
import { aFleet } from '../../unit/engines/cluster-api/fixtures';
import { CONTROL_PLANES, INFRASTRUCTURES } from './cluster-api-providers';
import type { OptionType } from './programs';
import { refit } from './refit';
import * as whole from './whole-options';

const INFRASTRUCTURE_TYPES: readonly OptionType[] = [
  ofInfrastructure('AwsOptions', whole.AWS, aws),
  ofInfrastructure('AzureOptions', whole.AZURE, azure),
  ofInfrastructure('GcpOptions', whole.GCP, gcp),
  ofInfrastructure('HetznerOptions', whole.HETZNER, hetzner),
  ofInfrastructure('KubevirtOptions', whole.KUBEVIRT, kubevirt),
  ofInfrastructure('Metal3Options', whole.METAL3, metal3),
  ofInfrastructure('OpenStackOptions', whole.OPENSTACK, openstack),
  ofInfrastructure('VsphereOptions', whole.VSPHERE, vsphere),
];

const CONTROL_PLANE_TYPES: readonly OptionType[] = [
  ofControlPlane('KamajiControlPlaneOptions', whole.KAMAJI, kamajiControlPlane),
  ofControlPlane('KamajiControlPlaneOptions', whole.KAMAJI_BEHIND_GATEWAY, kamajiControlPlane),
  ofControlPlane('K0smotronControlPlaneOptions', whole.K0SMOTRON, k0smotronControlPlane),
  ofControlPlane('K0sControlPlaneOptions', whole.K0S, k0sControlPlane),
  ofControlPlane('KubeadmControlPlaneOptions', whole.KUBEADM, kubeadmControlPlane),
];

/** With objects of its own for each cluster, and with a class. */
const SHAPES: readonly Pick<ClusterApiOptions, 'topology'>[] = [{}, { topology: {} }];

/** Each type of options, rendered wherever it makes a difference: infrastructures under all control planes, and the other way round on some. */
export function clusterApiPrograms(): readonly OptionType[] {
  return [
    ...INFRASTRUCTURE_TYPES,
    ...CONTROL_PLANE_TYPES,
    further('ClusterResources', whole.RESOURCES, 'resources'),
    further('TopologyOptions', whole.TOPOLOGY, 'topology'),
    further('ClusterApiInstallation', whole.OPERATOR, 'operator'),
    further('ClusterApiInstallation', { ...whole.OPERATOR, install: 'argo-cd' }, 'operator'),
  ];
}

function ofInfrastructure<T extends object>(
  type: string,
  sample: T,
  make: (options: T) => InfrastructureProvider,
): OptionType {
  return {
    type,
    samples: [jsonOf(sample)],
    render: (options) => {
      const infrastructure = make(asWritten(options));
      return CONTROL_PLANES.flatMap((controlPlane) =>
        SHAPES.flatMap((shape) => rendered({ controlPlane, infrastructure, ...shape })),
      );
    },
  };
}

function ofControlPlane<T extends object>(
  type: string,
  sample: T,
  make: (options: T) => ControlPlaneProvider,
): OptionType {
  return {
    type,
    samples: [jsonOf(sample)],
    render: (options) => {
      const controlPlane = make(asWritten(options));
      return SOME.flatMap((infrastructure) =>
        SHAPES.flatMap((shape) => rendered({ controlPlane, infrastructure, ...shape })),
      );
    },
  };
}

/** Changed options as the library gets them: nobody but the compiler, who is asked beforehand, looks at their type. */
function asWritten<T>(options: JsonObject): T {
  return JSON.parse(JSON.stringify(options)) as T;
}

/** One whose clusters are filled in, and one that has to know addresses. */
const SOME = INFRASTRUCTURES.filter(({ name }) => name === 'aws' || name === 'metal3');

function further(type: string, sample: object, name: 'resources' | 'topology' | 'operator'): OptionType {
  const [controlPlane] = CONTROL_PLANES;
  const [infrastructure] = INFRASTRUCTURES;
  if (controlPlane === undefined || infrastructure === undefined) throw new Error('there are providers');
  return {
    type,
    samples: [jsonOf(sample)],
    render: (options) => rendered({ controlPlane, infrastructure, [name]: options }),
  };
}

const fleets = new Map<string, FleetModel>();

/** What the library renders of a fleet with a pool of the machines that the infrastructure declares. */
function rendered(options: ClusterApiOptions): readonly KubernetesObject[] {
  const key = `${options.controlPlane.name} ${options.infrastructure.name}`;
  const model = fleets.get(key) ?? aFleet(plain(options));
  fleets.set(key, model);
  const { objects, refused } = refit(model, () => clusterApi(options));
  // One tenant that is refused is enough for nothing to be written.
  return refused.length > 0 ? [] : objects;
}

/** The same providers with options that nobody changed: for the fleet alone, which names machines by their kind. */
function plain({ controlPlane, infrastructure }: ClusterApiOptions): ClusterApiOptions {
  return {
    controlPlane: CONTROL_PLANES.find(({ name }) => name === controlPlane.name) ?? controlPlane,
    infrastructure: INFRASTRUCTURES.find(({ name }) => name === infrastructure.name) ?? infrastructure,
  };
}

function jsonOf(options: object): JsonObject {
  return JSON.parse(JSON.stringify(options)) as JsonObject;
}
