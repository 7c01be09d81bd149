import type { KubernetesObject } from '../../../kubernetes';
import type { EtcdStoreModel, TenantModel } from '../../../model';
import type { RenderContext } from '../../engine';

export function renderTenantPki(_tenant: TenantModel, _context: RenderContext): KubernetesObject[] {
  return [];
}
export function renderStorePki(_store: EtcdStoreModel, _context: RenderContext): KubernetesObject[] {
  return [];
}
