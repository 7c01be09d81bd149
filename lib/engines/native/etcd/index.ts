import type { KubernetesObject } from '../../../kubernetes';
import type { EtcdClusterModel, EtcdStoreModel, StoreBindingModel, TenantModel } from '../../../model';
import type { RenderContext } from '../../engine';

export function renderStoreEtcd(_s: EtcdStoreModel, _c: EtcdClusterModel, _x: RenderContext): KubernetesObject[] {
  return [];
}
export function renderDedicatedEtcd(_t: TenantModel, _c: EtcdClusterModel, _x: RenderContext): KubernetesObject[] {
  return [];
}
export function renderStoreUser(
  _t: TenantModel,
  _b: Extract<StoreBindingModel, { kind: 'shared' }>,
  _x: RenderContext,
): KubernetesObject[] {
  return [];
}
