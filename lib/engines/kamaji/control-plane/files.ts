import type { Volume, VolumeMount } from 'kubernetes-types/core/v1';
import type { KubernetesObject } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import { ENCRYPTION_CONFIG_KEY } from '../../native/bootstrap';
import { TENANT } from '../../native/names';
import type { Owner } from '../../native/objects';
import { apiServerConfigMap, apiServerConfiguration } from '../../native/tenant/api-server-config';
import { AUDIT_LOGS, FILES } from '../../native/tenant/files';

/** What the API server reads besides what Kamaji gives it. */
export interface ApiServerFiles {
  readonly configMap: KubernetesObject;
  /** Changes with the content of the ConfigMap: the pods have to be replaced then. */
  readonly hash: string;
  readonly volumes: readonly Volume[];
  readonly mounts: readonly VolumeMount[];
}

/**
 * Admission configuration, audit policy and structured authentication in a ConfigMap, the encryption key that a Job made, and room for
 * audit logs: at the paths that the native engine has, since the same arguments name them. The tunnel's file is Kamaji's.
 */
export function apiServerFiles(tenant: TenantModel, owner: Owner): ApiServerFiles {
  const { documents, hash } = apiServerConfiguration({
    ...tenant,
    konnectivity: { ...tenant.konnectivity, enabled: false },
  });
  const parts = [configuration(), ...encryption(tenant), ...auditLogs(tenant)];
  return {
    configMap: apiServerConfigMap(owner, documents),
    hash,
    volumes: parts.map(({ volume }) => volume),
    mounts: parts.map(({ volume, mountPath, readOnly }) => ({
      name: volume.name,
      mountPath,
      ...(readOnly && { readOnly }),
    })),
  };
}

interface Part {
  readonly volume: Volume;
  readonly mountPath: string;
  readonly readOnly: boolean;
}

function configuration(): Part {
  return {
    volume: { name: 'colonnade-config', configMap: { name: TENANT.apiServerConfig } },
    mountPath: folderOf(FILES.admission),
    readOnly: true,
  };
}

/** Readable for the pod's group and nobody else. */
const KEY_MODE = 0o440;

function encryption({ encryption: { provider } }: TenantModel): Part[] {
  if (provider === 'identity') return [];
  const items = [{ key: ENCRYPTION_CONFIG_KEY, path: ENCRYPTION_CONFIG_KEY }];
  return [
    {
      volume: {
        name: 'colonnade-encryption',
        secret: { secretName: TENANT.encryptionConfig, items, defaultMode: KEY_MODE },
      },
      mountPath: folderOf(FILES.encryption),
      readOnly: true,
    },
  ];
}

function auditLogs({ audit }: TenantModel): Part[] {
  if (!audit.enabled || audit.sink !== 'file') return [];
  return [{ volume: { name: 'colonnade-audit', emptyDir: {} }, mountPath: AUDIT_LOGS, readOnly: false }];
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/'));
}
