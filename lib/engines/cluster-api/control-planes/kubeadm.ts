import type { JsonObject } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import { ofEach } from '../../capability';
import type { CapabilityTable } from '../../capability';
import { AUDIT_LOGS, ETC } from '../../native/tenant/files';
import { API, jsonOf, referenceTo, withoutEmpty } from '../api';
import { OWN_COREFILE } from '../capabilities';
import { KUBEADM_BOOTSTRAP, KUBEADM_CONTROL_PLANE } from '../operators';
import type { ControlPlaneProvider, MachineTemplate, TopologyVariable } from '../provider';
import { UPSTREAM, fields, listOf } from '../topology/schema';
import {
  admissionPluginsOf,
  argumentsOf,
  configurationObjects,
  documentsOf,
  encryptionFile,
  sansOf,
} from './api-server-files';
import { ON_MACHINES } from './machine-capabilities';
import { KUBEADM_WORKERS } from './worker-kinds';

/** Options of {@link kubeadmControlPlane}. */
export interface KubeadmControlPlaneOptions {
  /** Which of the machines of the infrastructure. */
  readonly machines: string;
  /** Machines are replaced this many days before their certificates expire; at least 7. @default 30 */
  readonly certificatesExpiryDays?: number;
  /** Further fields of `spec.kubeadmConfigSpec`, as upstream has them, over the typed ones. @default {} */
  readonly kubeadmConfigSpec?: JsonObject;
}

/**
 * Control planes of kubeadm on machines, for example of a management cluster.
 *
 * https://cluster-api.sigs.k8s.io/tasks/control-plane/kubeadm-control-plane
 */
export function kubeadmControlPlane(
  options: KubeadmControlPlaneOptions,
): ControlPlaneProvider<'kubeadm', KubeadmControlPlaneCapabilities> {
  return Object.freeze({
    name: 'kubeadm',
    hosted: false,
    object: { apiVersion: API.controlPlane, kind: 'KubeadmControlPlane' },
    labelsAreFrozen: false,
    options: jsonOf(options),
    capabilities: CAPABILITIES,
    workers: KUBEADM_WORKERS,
    operators: [KUBEADM_BOOTSTRAP, KUBEADM_CONTROL_PLANE],
    writesBack: [],
    immutable: [],
    template: { fixed: fixed(options), variables: VARIABLES },
    spec: (tenant: TenantModel, machines: MachineTemplate | null) => specOf(tenant, machines, options),
    beside: configurationObjects,
    podLabels: () => null,
  });
}

/** What is the same for every tenant. */
function fixed({ certificatesExpiryDays = 30 }: KubeadmControlPlaneOptions): JsonObject {
  return { rollout: { before: { certificatesExpiryDays } } };
}

const VARIABLES: readonly TopologyVariable[] = [
  {
    field: 'kubeadmConfigSpec',
    description: 'What kubeadm is told, and files on the machines',
    // Options may add any field of upstream's.
    schema: {
      ...fields({ clusterConfiguration: UPSTREAM, initConfiguration: UPSTREAM, files: listOf(UPSTREAM) }),
      'x-kubernetes-preserve-unknown-fields': true,
    },
    required: true,
  },
];

function specOf(
  tenant: TenantModel,
  machines: MachineTemplate | null,
  options: KubeadmControlPlaneOptions,
): JsonObject {
  return {
    version: `v${tenant.version}`,
    replicas: tenant.replicas,
    machineTemplate: {
      spec: machines === null ? {} : { infrastructureRef: referenceTo(machines, machines.name) },
    },
    ...fixed(options),
    kubeadmConfigSpec: {
      ...withoutEmpty({
        clusterConfiguration: withoutEmpty({
          imageRepository: tenant.images.registry,
          apiServer: withoutEmpty({
            certSANs: sansOf(tenant),
            extraArgs: args({
              ...argumentsOf(tenant, 'apiServer'),
              'enable-admission-plugins': admissionPluginsOf(tenant).join(','),
            }),
            extraVolumes: volumes(tenant),
          }),
          controllerManager: withoutEmpty({ extraArgs: args(argumentsOf(tenant, 'controllerManager')) }),
          scheduler: withoutEmpty({ extraArgs: args(argumentsOf(tenant, 'scheduler')) }),
        }),
        initConfiguration: withoutEmpty({ skipPhases: skippedPhases(tenant) }),
        files: files(tenant),
      }),
      ...options.kubeadmConfigSpec,
    },
  };
}

function args(flags: Readonly<Record<string, string>>): readonly JsonObject[] {
  return Object.entries(flags).map(([name, value]) => ({ name, value }));
}

function volumes({ audit, encryption }: TenantModel): readonly JsonObject[] {
  const folder = (name: string, path: string, readOnly: boolean): JsonObject => ({
    name,
    hostPath: path,
    mountPath: path,
    readOnly,
    pathType: 'DirectoryOrCreate',
  });
  return [
    folder('api-server-config', `${ETC}/config`, true),
    ...(encryption.provider === 'identity' ? [] : [folder('encryption-config', `${ETC}/encryption`, true)]),
    ...(audit.enabled && audit.sink === 'file' ? [folder('audit-logs', AUDIT_LOGS, false)] : []),
  ];
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
      : [{ path: encryption.path, permissions: '0600', contentFrom: { secret: { ...encryption.secret } } }]),
  ];
}

function skippedPhases({ addons }: TenantModel): readonly string[] {
  return [
    ...(addons.coreDns === null ? ['addon/coredns'] : []),
    ...(addons.kubeProxy === null ? ['addon/kube-proxy'] : []),
  ];
}

const CAPABILITIES = Object.freeze({
  ...ON_MACHINES,
  'tenant.store.shared': {
    support: 'unsupported',
    note: "etcd runs on the machines of the control plane; store: 'dedicated'",
  },
  'tenant.network.dnsAddress': { support: 'unsupported', note: 'kubeadm takes the tenth address of the range' },
  ...ofEach(['tenant.audit', 'tenant.authentication'], {
    support: 'translated',
    note: 'extra arguments and files on the machines',
  }),
  'tenant.encryption': { support: 'translated', note: 'a Job makes the key; a file on the machines from its Secret' },
  'tenant.addons.coreDns': { support: 'translated', note: 'kubeadm brings it, in a version of its own' },
  'tenant.addons.kubeProxy': { support: 'translated', note: 'kubeadm brings it' },
  'tenant.addons.coreDns.version': {
    support: 'unsupported',
    note: 'use clusterConfiguration.dns in kubeadmConfigSpec',
  },
  'tenant.addons.coreDns.corefile': OWN_COREFILE,
  ...ofEach(['tenant.addons.coreDns.replicas', 'tenant.addons.coreDns.resources'], {
    support: 'unsupported',
    note: 'kubeadm writes them',
  }),
  ...ofEach(['tenant.addons.kubeProxy.mode', 'tenant.addons.kubeProxy.config'], {
    support: 'unsupported',
    note: 'kubeadm writes its configuration',
  }),
  'tenant.images.pullSecrets': {
    support: 'unsupported',
    note: 'machines pull images before there are Secrets; configure their containerd',
  },
} as const satisfies CapabilityTable);

/** The table of this control plane, whose type says what is not honoured. */
export type KubeadmControlPlaneCapabilities = typeof CAPABILITIES;
