import { output, secret } from '@pulumi/pulumi';
import type { Input, Output } from '@pulumi/pulumi';
import { asData } from './coarse/plugin/secrets';
import { mapOf } from './coarse/plugin/values';
import type { ResourceInputs } from './plan';

/**
 * Texts as `data` of a Secret, as a secret of Pulumi. Not as `stringData`: the provider compares what it reads with `data`, and then
 * marks as secret what was secret under the same name.
 *
 * @see https://github.com/pulumi/pulumi-kubernetes/blob/master/provider/pkg/provider/provider.go (Read, annotateSecrets)
 */
export function secretData(texts: Readonly<Record<string, Input<string>>>): Output<Record<string, string>> {
  return secret(output(texts).apply((known) => asData(known) as Record<string, string>));
}

/** The inputs of a Secret, with what is given as text in `data`, like {@link secretData}, where it wins. */
export function secretInputs(inputs: Readonly<Record<string, Input<unknown>>>): ResourceInputs {
  const { stringData, data, ...kept } = inputs;
  if (stringData === undefined) return data === undefined ? inputs : { ...inputs, data: secret(data) };
  const both = output({ data, stringData });
  return {
    ...kept,
    data: secret(both.apply((known) => ({ ...mapOf(known.data), ...asData(mapOf(known.stringData)) }))),
  };
}
