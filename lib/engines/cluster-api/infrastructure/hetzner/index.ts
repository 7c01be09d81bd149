import type { JsonObject } from '../../../../kubernetes';
import { withoutEmpty } from '../../api';
import { apiPort, knownHost } from '../../endpoint';
import type { ControlPlaneKind, InfrastructureProvider, Place } from '../../provider';
import { infrastructureProvider, machineSpecs } from '../infrastructure-provider';
import type { FurtherFields } from '../infrastructure-provider';

/** Places that Hetzner has. */
export type HetznerRegion = 'ash' | 'fsn1' | 'hel1' | 'hil' | 'nbg1' | 'sin';

/** Servers of Hetzner Cloud. */
export interface HetznerMachine extends FurtherFields {
  /** For example `cpx31`. */
  readonly type: string;
  /** Name or label of the image. */
  readonly imageName: string;
  /** @default - none */
  readonly placementGroupName?: string;
}

/** Options of {@link hetzner}. */
export interface HetznerOptions extends FurtherFields {
  readonly regions: readonly [HetznerRegion, ...HetznerRegion[]];
  /** Secret in the namespace of the tenant and its key with the token. */
  readonly credentials: { readonly secret: string; readonly key: string };
  /** Names of keys for SSH. @default [] */
  readonly sshKeys?: readonly string[];
  /** Machines by the name that worker pools call them. @default {} */
  readonly machines?: Readonly<Record<string, HetznerMachine>>;
}

/** Stands for an address that is not known yet: where k0smotron writes the real one, any will do. */
const PLACEHOLDER = '192.0.2.1';

/** Lets a cluster without a load balancer be made before its endpoint is known. */
const MAY_BE_EMPTY = { 'capi.syself.com/allow-empty-control-plane-address': 'true' };

/**
 * Hetzner Cloud. For a hosted control plane the load balancer is off, and the endpoint is filled in when the control plane has one.
 *
 * https://syself.com/docs/caph/getting-started/introduction
 */
export function hetzner(options: HetznerOptions): InfrastructureProvider<'hetzner'> {
  const { regions, credentials, sshKeys = [], spec } = options;
  const [first] = regions;
  return infrastructureProvider({
    name: 'hetzner',
    version: '1.1.8',
    link: 'https://syself.com/docs/caph/getting-started/quickstart/prerequisites',
    api: 'v1beta1',
    clusterKind: 'HetznerCluster',
    machineKind: 'HCloudMachineTemplate',
    options,
    machines: machineSpecs(options.machines, (machine) => ({ ...machine })),
    infraCluster: (tenant, { name, hosted }) => ({
      spec: {
        ...withoutEmpty({
          controlPlaneRegions: [...regions],
          hetznerSecretRef: { name: credentials.secret, key: { hcloudToken: credentials.key } },
          controlPlaneLoadBalancer: hosted ? { enabled: false } : { enabled: true, region: first },
          controlPlaneEndpoint: hosted ? endpointFor(tenant, name) : undefined,
        }),
        // Required, and may be empty.
        sshKeys: withoutEmpty({ hcloud: sshKeys.map((key) => ({ name: key })) }),
        ...spec,
      },
      managedBy: name === 'k0smotron' ? 'k0smotron' : null,
      annotations: name === 'kamaji' ? MAY_BE_EMPTY : {},
    }),
  });
}

function endpointFor(place: Place, plane: ControlPlaneKind): JsonObject | undefined {
  const host = knownHost(place) ?? (plane === 'k0smotron' ? PLACEHOLDER : null);
  return host === null ? undefined : { host, port: apiPort(place) };
}
