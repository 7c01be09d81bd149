import { Output } from '@pulumi/pulumi';
import type { Input } from '@pulumi/pulumi';
import { base64Of } from './coarse/plugin/secrets';
import type { PlannedObject, ResourceInputs } from './plan';

/**
 * The inputs of an object; of a Secret, with what is given as text where the API server keeps it. The provider compares it there, and
 * when it reads a Secret, it marks as secret what was secret under the same name.
 *
 * @see https://github.com/pulumi/pulumi-kubernetes/blob/master/provider/pkg/provider/provider.go (Read, annotateSecrets)
 */
export function inputsAsStored({ object }: Pick<PlannedObject, 'object'>, inputs: ResourceInputs): ResourceInputs {
  const { stringData, data, ...kept } = inputs;
  if (object.kind !== 'Secret' || object.apiVersion !== 'v1' || stringData === undefined) return inputs;
  const encoded = Object.entries(Object(stringData) as Readonly<Record<string, Input<unknown>>>).map(
    ([key, value]) => [key, Output.isInstance(value) ? value.apply(base64Of) : base64Of(value)] as const,
  );
  return { ...kept, data: { ...(Object(data) as object), ...Object.fromEntries(encoded) } };
}
