import { CustomResource, output, secret } from '@pulumi/pulumi';
import type { CustomResourceOptions, Input, Output } from '@pulumi/pulumi';
import type { FleetPlan } from '../fleet-plan';
import type { PlannedGroup, ResourceInputs } from '../plan';
import { arrangementOf, namesOf } from './arrangement';
import { EXISTING_OBJECT_TYPE, OBJECT_SET_TYPE } from './set';
import type { SetArrangement, SetProtection } from './set';
import type { ObjectReference } from '../../engines';

/** What the inputs of a set are. */
interface ObjectSetArgs {
  /** JSON of a {@link SetArrangement}: one text costs the engine a fraction of its hundred values. */
  readonly arrangement: string;
  /** JSON of each object, by its name within the set. */
  readonly objects: Readonly<Record<string, Input<string>>>;
}

/**
 * All objects of a tenant, of a datastore, or of what a management cluster needs once, as one resource. Each object is one text, which
 * costs a fraction of what its fields would, and which Pulumi's previews take apart again to show what changes.
 */
export class ObjectSet extends CustomResource {
  public constructor(name: string, args: ObjectSetArgs, options: CustomResourceOptions) {
    super(OBJECT_SET_TYPE, name, { isComplete: undefined, leftovers: undefined, ...args }, options);
  }
}

/** An object that something else makes, as it is in the cluster. Read in every run. */
export class ExistingObject extends CustomResource {
  /** The object's status. */
  declare public readonly status: Output<unknown>;
  /** What a Secret or a ConfigMap holds; of a Secret, a secret. */
  declare public readonly data: Output<Readonly<Record<string, string>> | undefined>;

  /** @param id - `<namespace>/<name>`; an Output, so that it is read once it is there */
  public constructor(
    name: string,
    { apiVersion, kind }: ObjectReference,
    id: Input<string>,
    options: CustomResourceOptions,
  ) {
    const additionalSecretOutputs = kind === 'Secret' ? ['data'] : [];
    const inputs = { apiVersion, kind, status: undefined, data: undefined };
    super(EXISTING_OBJECT_TYPE, name, inputs, { ...options, id, additionalSecretOutputs });
  }
}

/** The inputs of the set of a group. */
export function objectSetArgs(plan: FleetPlan, group: PlannedGroup, protection: SetProtection): ObjectSetArgs {
  const names = namesOf(group);
  const contents = group.objects.map((planned, index): readonly [string, Input<string>] => {
    const inputs = plan.inputsOf(group, planned);
    const text = inputs === planned.object ? JSON.stringify(inputs) : textOf(inputs);
    const isSecret = planned.object.kind === 'Secret' && planned.object.apiVersion === 'v1';
    return [names[index] ?? planned.key, isSecret ? secret(text) : text];
  });
  const arrangement: SetArrangement = arrangementOf(group, protection);
  return { arrangement: JSON.stringify(arrangement), objects: Object.fromEntries(contents) };
}

/** The text of an object in which values are known later is known later as well. */
function textOf(inputs: ResourceInputs): Output<string> {
  return output(inputs).apply((known) => JSON.stringify(known));
}
