import type { JsonObject } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import type { CapabilityTable } from '../../capability';
import { ETC } from '../../native/tenant/files';
import { jsonOf, versionedReferenceTo, withoutEmpty } from '../api';
import { K0SMOTRON } from '../operators';
import type { ControlPlaneProvider, MachineTemplate, TopologyVariable } from '../provider';
import { TEXT, UPSTREAM, fields, listOf } from '../topology/schema';
import { configurationObjects, documentsOf, encryptionFile } from './api-server-files';
import { K0S_CAPABILITIES } from './k0s-capabilities';
import { disabledComponents, k0sConfig } from './k0s-config';
import { ON_MACHINES } from './machine-capabilities';
import { K0S_WORKERS } from './worker-kinds';

/** Options of {@link k0sControlPlane}. */
export interface K0sControlPlaneOptions {
  /** Which of the machines of the infrastructure. */
  readonly machines: string;
  /** Number behind `+k0s.` in the version. @default 0 */
  readonly k0sRelease?: number;
  /** Machines are upgraded where they are, or replaced. @default 'InPlace' */
  readonly updateStrategy?: 'InPlace' | 'Recreate' | 'RecreateDeleteFirst';
  /** Workers may run on the machines too. @default false */
  readonly enableWorker?: boolean;
  /** Further fields of `spec`, as upstream has them, over the typed ones. @default {} */
  readonly spec?: JsonObject;
}

/**
 * Control planes of k0s on machines, for example of a management cluster.
 *
 * https://docs.k0smotron.io/stable/capi-controlplane-bootstrap/
 */
export function k0sControlPlane(
  options: K0sControlPlaneOptions,
): ControlPlaneProvider<'k0s', K0sControlPlaneCapabilities> {
  return Object.freeze({
    name: 'k0s',
    hosted: false,
    object: { apiVersion: 'controlplane.cluster.x-k8s.io/v1beta2', kind: 'K0sControlPlane' },
    labelsAreFrozen: false,
    options: jsonOf(options),
    capabilities: CAPABILITIES,
    workers: K0S_WORKERS,
    operators: [K0SMOTRON],
    writesBack: [],
    immutable: [],
    template: { fixed: { ...fixed(options), k0sConfigSpec: { k0s: ANY_CONFIG } }, variables: VARIABLES },
    spec: (tenant: TenantModel, machines: MachineTemplate | null) => ({
      ...specOf(tenant, machines, options),
      ...options.spec,
    }),
    beside: configurationObjects,
    podLabels: () => null,
  });
}

/** What is the same for every tenant. */
function fixed({ updateStrategy = 'InPlace' }: K0sControlPlaneOptions): JsonObject {
  return { updateStrategy };
}

/** A template has to have a configuration; that of each cluster replaces it. */
const ANY_CONFIG: JsonObject = {
  apiVersion: 'k0s.k0sproject.io/v1beta1',
  kind: 'ClusterConfig',
  metadata: { name: 'k0s' },
};

const VARIABLES: readonly TopologyVariable[] = [
  {
    field: 'k0sConfigSpec',
    description: 'Configuration of k0s, its arguments, and files on the machines',
    schema: fields({ k0s: UPSTREAM, args: listOf(TEXT), files: listOf(UPSTREAM) }, ['k0s']),
    required: true,
  },
];

function specOf(tenant: TenantModel, machines: MachineTemplate | null, options: K0sControlPlaneOptions): JsonObject {
  return withoutEmpty({
    version: `v${tenant.version}+k0s.${options.k0sRelease ?? 0}`,
    replicas: tenant.replicas,
    ...fixed(options),
    // This kind has a reference with a version, whatever its documentation shows.
    machineTemplate: { infrastructureRef: machines === null ? {} : versionedReferenceTo(machines, machines.name) },
    k0sConfigSpec: withoutEmpty({
      k0s: k0sConfig(tenant),
      args: [...(options.enableWorker === true ? ['--enable-worker'] : []), ...disabledComponents(tenant)],
      files: files(tenant),
    }),
  });
}

function files(tenant: TenantModel): readonly JsonObject[] {
  const encryption = encryptionFile(tenant);
  return [
    ...Object.entries(documentsOf(tenant)).map(([name, content]) => ({
      path: `${ETC}/config/${name}`,
      permissions: '0644',
      content,
    })),
    ...(encryption === null
      ? []
      : [{ path: encryption.path, permissions: '0600', contentFrom: { secretRef: { ...encryption.secret } } }]),
  ];
}

const CAPABILITIES = Object.freeze({
  ...ON_MACHINES,
  ...K0S_CAPABILITIES,
  'tenant.konnectivity': { support: 'translated', note: 'k0s brings server and agents' },
  'tenant.konnectivity.enabled': { support: 'translated', note: 'k0s without its component konnectivity-server' },
} as const satisfies CapabilityTable);

/** The table of this control plane, whose type says what is not honoured. */
export type K0sControlPlaneCapabilities = typeof CAPABILITIES;
