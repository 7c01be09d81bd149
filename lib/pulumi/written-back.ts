import { leftToControllers } from '../engines';
import type { WrittenBack } from '../engines';
import { pointerPath } from '../kubernetes';
import type { KubernetesObject } from '../kubernetes';
import { formatPath } from './leaves';

/** The fields of an object that are its controllers', as `ignoreChanges` spells them. */
export function ignoredPaths(object: KubernetesObject, writesBack: readonly WrittenBack[]): readonly string[] {
  return leftToControllers(object, writesBack).map((pointer) => formatPath(pointerPath(pointer)));
}
