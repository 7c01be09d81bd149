import type { Finding } from '../../findings';
import { dns1123LabelProblem } from '../../kubernetes';
import type { KubernetesObject } from '../../kubernetes';
import type { FleetOutput, OutputLayout } from '../../synth';
import { optionProblem } from '../problems';
import { boundedName } from '../shared/names';

/** How Rancher gets a fleet. */
export interface RancherOptions {
  /** Workspace of Rancher, which is a namespace of its management cluster. @default 'fleet-default' */
  readonly workspace?: string;
  /** Which clusters are imported: those that run control planes, or those control planes too. @default 'management-clusters' */
  readonly clusters?: 'management-clusters' | 'all';
}

/**
 * Clusters that Rancher imports, for its own management cluster: `rancher/clusters.yaml`, beside the manifests. For each, Rancher makes a
 * registration token and a manifest of its agent; both are secrets, and are fetched from Rancher.
 * https://ranchermanager.docs.rancher.com/how-to-guides/new-user-guides/kubernetes-clusters-in-rancher-setup/register-existing-clusters
 *
 * With Pulumi, `colonnade/pulumi/rancher` does the same and gives the token as a secret.
 *
 * @throws ColonnadeError at synthesis: `CLN8101` options of a wrong form
 */
export function rancher(options: RancherOptions = {}): OutputLayout {
  const { workspace = 'fleet-default', clusters = 'management-clusters' } = options;
  return Object.freeze({
    name: 'rancher',
    validate: (fleet: FleetOutput) => validate(fleet, workspace),
    annotated: (object) => object,
    files: (fleet: FleetOutput) => [
      { path: 'rancher/clusters.yaml', objects: importedClusters(fleet, workspace, clusters === 'all') },
    ],
    next: (_fleet: FleetOutput, outdir: string) => [`kubectl apply --server-side -f ${outdir}/rancher/clusters.yaml`],
  } satisfies OutputLayout);
}

function importedClusters(fleet: FleetOutput, namespace: string, withTenants: boolean): readonly KubernetesObject[] {
  return fleet.clusters.flatMap(({ name, parts }) => {
    const common = { 'colonnade.dev/fleet': fleet.name, 'colonnade.dev/management-cluster': name };
    const tenants = withTenants ? parts.flatMap(({ tenant }) => (tenant === undefined ? [] : [tenant.name])) : [];
    return [
      imported(name, namespace, common),
      ...tenants.map((tenant) =>
        imported(boundedName(name, tenant), namespace, { ...common, 'colonnade.dev/tenant': tenant }),
      ),
    ];
  });
}

/** Without a specification: Rancher makes nothing, and waits for an agent. */
function imported(name: string, namespace: string, labels: Readonly<Record<string, string>>): KubernetesObject {
  return {
    apiVersion: 'provisioning.cattle.io/v1',
    kind: 'Cluster',
    metadata: { name, namespace, labels },
    spec: {},
  };
}

function validate(fleet: FleetOutput, workspace: string): readonly Finding[] {
  const problem = dns1123LabelProblem(workspace);
  if (problem === undefined) return [];
  return [
    optionProblem('option', {
      path: fleet.path,
      property: 'workspace',
      message: `${JSON.stringify(workspace)} ${problem}.`,
      fix: "workspace: 'fleet-default'.",
    }),
  ];
}
