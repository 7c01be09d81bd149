import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { KubernetesObject } from '../kubernetes';

/**
 * A rendered object in the construct tree. cdk8s sorts all keys; this puts them back into the order in which they were rendered, so
 * that reaching for one object of a chart changes no line of the others.
 */
export class RenderedObject extends ApiObject {
  public constructor(
    scope: Construct,
    id: string,
    private readonly rendered: KubernetesObject,
  ) {
    super(scope, id, { ...rendered });
  }

  /** The object as it is written. */
  public override toJson(): unknown {
    return inOrderOf(this.rendered, super.toJson());
  }
}

function inOrderOf(order: unknown, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || typeof order !== 'object' || order === null) return value;
  if (Array.isArray(value)) {
    const items: readonly unknown[] = Array.isArray(order) ? order : [];
    return value.map((item, index) => inOrderOf(items[index], item));
  }
  const ordered: Record<string, unknown> = {};
  for (const key of [...Object.keys(order), ...Object.keys(value)]) {
    if (Object.hasOwn(value, key) && !Object.hasOwn(ordered, key)) {
      ordered[key] = inOrderOf(Reflect.get(order, key), Reflect.get(value, key));
    }
  }
  return ordered;
}
