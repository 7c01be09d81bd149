import type { KubernetesObject } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import type { RenderContext } from '../../engine';

export function renderControlPlane(_tenant: TenantModel, _context: RenderContext): KubernetesObject[] {
  return [];
}
