import { withoutEmpty } from '../../api';
import { presetEndpoint } from '../../endpoint';
import type { InfrastructureProvider } from '../../provider';
import { infrastructureProvider, machineSpecs } from '../infrastructure-provider';
import type { FurtherFields } from '../infrastructure-provider';

/** Machines of Compute Engine. */
export interface GcpMachine extends FurtherFields {
  /** For example `n2-standard-4`. */
  readonly instanceType: string;
  /** Image or image family, with its project. */
  readonly image: string;
  /** Root disk in GiB. @default - that of the image */
  readonly rootDeviceSize?: number;
  /** @default false */
  readonly spot?: boolean;
}

/** Options of {@link gcp}. */
export interface GcpOptions extends FurtherFields {
  readonly project: string;
  /** For example `europe-west3`. */
  readonly region: string;
  /** Network that exists. @default 'default' */
  readonly network?: string;
  /** Machines by the name that worker pools call them. @default {} */
  readonly machines?: Readonly<Record<string, GcpMachine>>;
}

/**
 * Google Cloud. The provider knows no clusters without a load balancer, so that for a hosted control plane the cluster object is
 * somebody else's (`managed-by`) and the network has to exist.
 *
 * https://cluster-api-gcp.sigs.k8s.io/
 */
export function gcp(options: GcpOptions): InfrastructureProvider<'gcp'> {
  const { project, region, network = 'default', spec } = options;
  return infrastructureProvider({
    name: 'gcp',
    version: '1.12.0',
    link: 'https://cluster-api-gcp.sigs.k8s.io/prerequisites',
    api: 'v1beta1',
    clusterKind: 'GCPCluster',
    machineKind: 'GCPMachineTemplate',
    options,
    machines: machineSpecs(options.machines, ({ instanceType, image, rootDeviceSize, spot }) => ({
      instanceType,
      image,
      rootDeviceSize,
      provisioningModel: spot === true ? 'Spot' : undefined,
      shieldedInstanceConfig: { secureBoot: 'Enabled' },
    })),
    infraCluster: (tenant, { name, hosted }) => ({
      spec: {
        ...withoutEmpty({
          project,
          region,
          network: { name: network },
          controlPlaneEndpoint: hosted ? presetEndpoint(tenant) : undefined,
        }),
        ...spec,
      },
      managedBy: hosted ? name : null,
    }),
  });
}
