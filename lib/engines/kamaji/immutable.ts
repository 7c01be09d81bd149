import type { ImmutableField } from '../immutable';
import { IMMUTABLE_VOLUMES } from '../native/immutable';
import { KAMAJI_API } from './names';

/** What Kamaji's definitions refuse of a new version, and Kubernetes of the etcd beside it. https://kamaji.clastix.io/reference/api/ */
export const KAMAJI_IMMUTABLE: readonly ImmutableField[] = Object.freeze([
  Object.freeze({
    ...of('TenantControlPlane'),
    pointer: '/spec/dataStore',
    refuses: ['removal'] as const,
    reason: 'a tenant moves to another store of the same driver, and never to none',
  }),
  Object.freeze({
    ...of('TenantControlPlane'),
    pointer: '/spec/dataStoreSchema',
    refuses: ['change', 'removal'] as const,
    reason: 'the data stays under the prefix or in the database that it was written to; make another tenant',
  }),
  Object.freeze({
    ...of('TenantControlPlane'),
    pointer: '/spec/dataStoreUsername',
    refuses: ['change', 'removal'] as const,
    reason: 'the user is the owner of the data; make another tenant',
  }),
  Object.freeze({
    ...of('TenantControlPlane'),
    pointer: '/spec/networkProfile/clusterDomain',
    refuses: ['change'] as const,
    reason: 'certificates and kubelets have the domain; make another tenant',
  }),
  Object.freeze({
    ...of('TenantControlPlane'),
    pointer: '/spec/networkProfile/loadBalancerClass',
    refuses: ['change', 'addition', 'removal'] as const,
    onlyWhile: { pointer: '/spec/controlPlane/service/serviceType', value: 'LoadBalancer' },
    reason: 'a Service keeps the class it was made with; go by another type of Service, which ends the address',
  }),
  Object.freeze({
    ...of('DataStore'),
    pointer: '/spec/driver',
    refuses: ['change'] as const,
    reason: 'no data is carried from one driver to another; make another store',
  }),
  IMMUTABLE_VOLUMES,
]);

function of(kind: 'DataStore' | 'TenantControlPlane') {
  return { apiVersion: KAMAJI_API, kind };
}
