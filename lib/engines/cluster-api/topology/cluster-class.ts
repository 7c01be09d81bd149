import type { JsonObject, KubernetesObject } from '../../../kubernetes';
import { metadataFor } from '../../native/objects';
import type { Owner } from '../../native/objects';
import { API, versionedReferenceTo, withoutEmpty } from '../api';
import { templateName } from '../names';
import type { ControlPlaneProvider, InfrastructureProvider } from '../provider';
import { machineTemplate } from '../workers/templates';
import type { RenderedTemplate } from '../workers/templates';
import type { ClassReference } from './options';
import { controlPlaneTemplate, infrastructureTemplate } from './templates';
import type { ClassTemplate } from './templates';
import { variableDefinitions, variablePatches } from './variables';
import type { VariablePart } from './variables';
import { workerTemplate } from './worker-classes';

/** `app.kubernetes.io/name` of a class and its templates. */
const COMPONENT = 'cluster-class';

/** What clusters are made from, of one control plane and one infrastructure. */
export interface ClusterKind {
  readonly controlPlane: ControlPlaneProvider;
  readonly infrastructure: InfrastructureProvider;
}

/** The templates of a class by what they are for. */
export function classTemplates({ controlPlane, infrastructure }: ClusterKind) {
  return {
    controlPlane: controlPlaneTemplate(controlPlane),
    infrastructure: infrastructureTemplate(infrastructure, controlPlane),
    worker: workerTemplate(controlPlane),
  } as const satisfies Readonly<Record<VariablePart, ClassTemplate>>;
}

/**
 * A ClusterClass and its templates: what the clusters of an engine have in common, with a variable for each field in which they differ.
 * Nothing of it depends on a cluster, so one more changes nothing here. The class keeps its name; templates are immutable, and their names
 * end in a hash of their content: a changed one is a new one that the class then refers to, and its clusters follow.
 *
 * https://cluster-api.sigs.k8s.io/tasks/experimental-features/cluster-class/change-clusterclass
 */
export function clusterClass(owner: Owner, kind: ClusterKind, reference: ClassReference): readonly KubernetesObject[] {
  const templates = classTemplates(kind);
  const own = rendererOf(owner, reference);
  const controlPlane = own.template('control-plane', templates.controlPlane);
  const infrastructure = own.template('infrastructure', templates.infrastructure);
  const worker = own.template('worker', templates.worker);
  const machines = Object.keys(kind.infrastructure.machines).map(
    (name) => [name, own.machines(name, kind.infrastructure)] as const,
  );
  const planeMachines = controlPlaneMachines(kind, own);
  return [
    ...[controlPlane, infrastructure, worker].map(({ object }) => object),
    ...onceByName([...machines.map(([, each]) => each), ...(planeMachines === null ? [] : [planeMachines])]).flatMap(
      (each) => own.objects(each),
    ),
    {
      apiVersion: API.core,
      kind: 'ClusterClass',
      metadata: metadataFor(owner, reference.name, COMPONENT, { namespace: reference.namespace }),
      spec: withoutEmpty({
        infrastructure: { templateRef: infrastructure.reference, naming: NAMED_AS_CLUSTER },
        controlPlane: {
          templateRef: controlPlane.reference,
          naming: NAMED_AS_CLUSTER,
          ...(planeMachines !== null && { machineInfrastructure: { templateRef: referenceOf(planeMachines) } }),
        },
        workers: withoutEmpty({
          machineDeployments: machines.map(([name, each]) => ({
            class: name,
            naming: { template: '{{ .machineDeployment.topologyName }}' },
            bootstrap: { templateRef: worker.reference },
            infrastructure: { templateRef: referenceOf(each) },
          })),
        }),
        variables: eachPart((part) => variableDefinitions(part, templates[part].variables)),
        patches: eachPart((part) =>
          part === 'worker' && machines.length === 0
            ? []
            : variablePatches(part, templates[part].variables, selectorOf(part, templates[part])),
        ),
      }),
    },
  ];
}

/** What stands around a control plane selects its pods by the name that the plain form has. */
const NAMED_AS_CLUSTER: JsonObject = { template: '{{ .cluster.name }}' };

const RESOURCES: Readonly<Record<VariablePart, JsonObject>> = {
  controlPlane: { controlPlane: true },
  infrastructure: { infrastructureCluster: true },
  worker: { machineDeploymentClass: { names: ['*'] } },
};

function selectorOf(part: VariablePart, { apiVersion, kind }: ClassTemplate): JsonObject {
  return { apiVersion, kind, matchResources: RESOURCES[part] };
}

function eachPart(of: (part: VariablePart) => readonly JsonObject[]): readonly JsonObject[] {
  return (['controlPlane', 'infrastructure', 'worker'] as const).flatMap(of);
}

function controlPlaneMachines(
  { controlPlane, infrastructure }: ClusterKind,
  own: ReturnType<typeof rendererOf>,
): RenderedTemplate | null {
  const name = controlPlane.options['machines'];
  return controlPlane.hosted || typeof name !== 'string' ? null : own.machines(name, infrastructure);
}

function rendererOf(owner: Owner, { name: className, namespace }: ClassReference) {
  const metadata = (name: string) => metadataFor(owner, name, COMPONENT, { namespace });
  return {
    template(part: string, { apiVersion, kind, spec, annotations }: ClassTemplate) {
      const metadataOfMade = withoutEmpty({ annotations });
      const content = { template: withoutEmptyMetadata(metadataOfMade, spec) };
      const name = templateName(`${className}-${part}`, content);
      return {
        object: { apiVersion, kind, metadata: metadata(name), spec: content },
        reference: versionedReferenceTo({ apiVersion, kind }, name),
      };
    },
    machines: (name: string, infrastructure: InfrastructureProvider): RenderedTemplate =>
      machineTemplate({ ...infrastructure.machineTemplate, name }, `${className}-${name}`, infrastructure),
    objects: ({ template: { apiVersion, kind, name }, spec }: RenderedTemplate): readonly KubernetesObject[] =>
      spec === null ? [] : [{ apiVersion, kind, metadata: metadata(name), spec }],
  };
}

function withoutEmptyMetadata(metadata: JsonObject, spec: JsonObject): JsonObject {
  return Object.keys(metadata).length === 0 ? { spec } : { metadata, spec };
}

function referenceOf({ template }: RenderedTemplate): JsonObject {
  return versionedReferenceTo(template, template.name);
}

/** Workers and control plane may be made from the same machines. */
function onceByName(templates: readonly RenderedTemplate[]): readonly RenderedTemplate[] {
  return templates.filter(
    ({ template }, index) => templates.findIndex((other) => other.template.name === template.name) === index,
  );
}
