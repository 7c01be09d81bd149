import type { KubernetesObject } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import type { RenderContext } from '../../engine';
import { TENANT } from '../../native/names';
import { metadataFor, tenantOwner } from '../../native/objects';
import { serviceAccount } from '../../native/tenant/workload';
import { exposureFields } from '../exposure';
import { KAMAJI_ANNOTATIONS, KAMAJI_API } from '../names';
import { optionsOf } from '../options';
import type { KamajiOptions } from '../options';
import { dataStoreName, usesKine } from '../stores';
import { addonFields } from './addons';
import { admissionControllers } from './admission';
import { deploymentFields } from './deployment';
import { apiServerFiles } from './files';
import { networkProfile, serviceFields } from './network-profile';

/** The TenantControlPlane, named as the tenant, and what its pods need to start. */
export function controlPlaneObjects(tenant: TenantModel, context: RenderContext): KubernetesObject[] {
  const owner = tenantOwner(tenant, context.cluster);
  const options = optionsOf(tenant.engine);
  const files = apiServerFiles(tenant, owner);
  const { pullSecrets } = tenant.images;
  const annotations = options.paused === true ? { [KAMAJI_ANNOTATIONS.paused]: 'true' } : {};
  return [
    {
      ...serviceAccount(owner, TENANT.apiServer),
      ...(pullSecrets.length > 0 && { imagePullSecrets: pullSecrets.map((name) => ({ name })) }),
    },
    files.configMap,
    {
      apiVersion: KAMAJI_API,
      kind: 'TenantControlPlane',
      metadata: metadataFor(owner, tenant.name, 'control-plane', { annotations, protect: true }),
      spec: {
        ...storeFields(tenant, options, context),
        ...(options.writePermissions && { writePermissions: options.writePermissions }),
        kubernetes: {
          version: `v${tenant.version}`,
          admissionControllers: admissionControllers(tenant.admission),
          kubelet: {
            preferredAddressTypes: ['InternalIP', 'ExternalIP', 'Hostname'],
            ...options.kubelet,
          },
        },
        networkProfile: networkProfile(tenant, options),
        controlPlane: {
          service: serviceFields(tenant, options),
          ...exposureFields(options.exposure),
          deployment: deploymentFields(tenant, owner, context, files, options),
        },
        addons: addonFields(tenant, options),
      },
    },
  ];
}

/** Where the data lies. */
function storeFields(tenant: TenantModel, { dataStoreOverrides }: KamajiOptions, { cluster }: RenderContext) {
  return {
    dataStore: dataStoreName(tenant),
    ...storeIdentity(tenant, usesKine(tenant, cluster)),
    ...(dataStoreOverrides && { dataStoreOverrides }),
  };
}

/** The schema is the prefix of keys in etcd, without the slashes at its ends, and the name of the database elsewhere. */
function storeIdentity({ name, namespace, store }: TenantModel, kine: boolean) {
  if (kine) return { dataStoreSchema: databaseName(namespace), dataStoreUsername: databaseName(namespace) };
  if (store.kind === 'dedicated') return { dataStoreSchema: 'registry', dataStoreUsername: name };
  return { dataStoreSchema: store.prefix.replace(/^\/+|\/+$/g, ''), dataStoreUsername: store.user };
}

/** Databases and their users are named without hyphens, which would have to be quoted everywhere. */
function databaseName(namespace: string): string {
  return namespace.replace(/-/g, '_');
}

export { KAMAJI_ADMISSION_PLUGINS } from './admission';
export { KAMAJI_API_SERVER_FLAGS, KAMAJI_CONTROLLER_FLAGS } from './arguments';
export { controlPlanePorts } from './network-profile';
