import { Chart } from 'cdk8s';
import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { ColonnadeError, INPUT_PROBLEMS } from '../findings';
import type { KubernetesObject, ObjectSelector } from '../kubernetes';
import { RenderedObject } from './rendered-object';

/**
 * A chart whose objects come from the model. They are added to the construct tree only when somebody needs them there: a stock
 * cdk8s `App`, or a program that reaches for one to patch it.
 */
export class ObjectsChart extends Chart {
  private readonly objects: ApiObject[] = [];
  private materialized = false;

  /** @internal */
  public constructor(
    scope: Construct,
    id: string,
    private readonly render: () => readonly KubernetesObject[],
  ) {
    super(scope, id);
  }

  /**
   * A rendered object as a cdk8s `ApiObject`, for what cannot be expressed otherwise: `addJsonPatch`, metadata, dependencies.
   *
   * @param selector - kind and name, and the namespace where the two are not enough
   * @throws CLN0008 when no such object is rendered; problems of the input, when nothing can be rendered
   */
  public apiObject(selector: ObjectSelector): ApiObject {
    this.materialize();
    const found = this.objects.find(
      ({ kind, name, metadata }) =>
        kind === selector.kind &&
        name === selector.name &&
        (selector.namespace === undefined || metadata.namespace === selector.namespace),
    );
    if (found !== undefined) return found;
    const names = this.objects.filter(({ kind }) => kind === selector.kind).map(({ name }) => name);
    throw ColonnadeError.of({
      code: INPUT_PROBLEMS.noSuchObject.code,
      path: this.node.path,
      property: '',
      message: `no ${selector.kind} ${JSON.stringify(selector.name)} is rendered here.`,
      fix: names.length === 0 ? 'choose another kind.' : `choose one of ${names.join(', ')}.`,
    });
  }

  /** The objects of this chart as cdk8s renders them. */
  public override toJson(): KubernetesObject[] {
    this.materialize();
    return super.toJson() as KubernetesObject[];
  }

  /** @internal */
  public renderObjects(): readonly KubernetesObject[] {
    return this.materialized ? this.apiObjects.map((object) => object.toJson() as KubernetesObject) : this.render();
  }

  /** @internal */
  public materialize(): void {
    if (this.materialized) return;
    const objects = this.render();
    this.materialized = true;
    const taken = new Set<string>();
    for (const object of objects) {
      const short = `${object.kind}-${object.metadata.name}`;
      const id = taken.has(short) ? `${short}-${object.metadata.namespace ?? ''}` : short;
      taken.add(id);
      this.objects.push(new RenderedObject(this, id, object));
    }
  }
}
