import { FleetApp } from 'colonnade';
import type { Fleet, FleetModel, KubernetesObject } from 'colonnade';
import type { Construct } from 'constructs';
import type { PodSpec } from 'kubernetes-types/core/v1';
import { parseAllDocuments } from 'yaml';
import { buildFleet } from './build';
import { composed } from '../composed';
import type { FleetData } from './data';

/** A fleet as it is synthesized, in memory. */
export interface RenderedFleet {
  readonly model: FleetModel;
  /** Objects by management cluster, in the order in which they are applied. */
  readonly clusters: readonly { readonly name: string; readonly objects: readonly KubernetesObject[] }[];
}

/** Renders the fleet of a description. */
export function renderData(data: FleetData): RenderedFleet {
  return renderProgram((scope) => buildFleet(scope, data));
}

/** Renders the fleet that a program makes. */
export function renderProgram(program: (scope: Construct) => Fleet): RenderedFleet {
  const fleet = program(new FleetApp());
  const { model, findings } = fleet.validateFleet();
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(`A fleet that should be valid is refused: ${JSON.stringify(errors)}`);
  return {
    model,
    clusters: fleet.charts.map(({ cluster, charts }) => ({
      name: cluster.node.id,
      objects: charts.flatMap((chart) => chart.renderObjects()),
    })),
  };
}

/** What lives inside a tenant: the documents of its ConfigMap `bootstrap-manifests`, with what its Job fills in. */
export function objectsInside(objects: readonly KubernetesObject[], namespace: string): readonly KubernetesObject[] {
  const map = objects.find(
    ({ kind, metadata }) =>
      kind === 'ConfigMap' && metadata.name === 'bootstrap-manifests' && metadata.namespace === namespace,
  );
  const data = map?.['data'] as Readonly<Record<string, string>> | undefined;
  if (data === undefined) throw new Error(`No bootstrap-manifests in ${namespace}.`);
  const environment = bootstrapEnvironment(objects, namespace);
  return Object.values(data).flatMap((text) =>
    parseAllDocuments(filledIn(composed(text, environment))).map((document) => document.toJS() as KubernetesObject),
  );
}

function bootstrapEnvironment(
  objects: readonly KubernetesObject[],
  namespace: string,
): Readonly<Record<string, string>> {
  const job = objects.find(
    ({ kind, metadata }) =>
      kind === 'Job' && metadata.namespace === namespace && metadata.name.startsWith('bootstrap-'),
  );
  const spec = job?.['spec'] as { template: { spec: PodSpec } } | undefined;
  const variables = spec?.template.spec.containers[0]?.env ?? [];
  return Object.fromEntries(variables.map(({ name, value }) => [name, value ?? '']));
}

/** Certificates that a Job applies once it knows the address of a load balancer, with an address. */
export function certificatesOfJobs(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return objects
    .filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'serving-certificates')
    .flatMap((map) => Object.values(map['data'] as Readonly<Record<string, string>>))
    .map((text) => JSON.parse(filledIn(text)) as KubernetesObject);
}

function filledIn(text: string): string {
  return text
    .replaceAll('__TENANT_CA_DATA__', Buffer.from('a certificate').toString('base64'))
    .replaceAll('__ENDPOINT_HOST__', '203.0.113.250')
    .replaceAll('__ENDPOINT_ADDRESS__', '203.0.113.250');
}
