import { Release } from '@pulumi/kubernetes/helm/v3/release';
import type { CustomResourceOptions } from '@pulumi/pulumi';
import type { Operator } from '../engines';

/**
 * What an engine needs in a management cluster, as Helm releases in their order: `native().operators`, for example. What is deployed
 * afterwards has to wait for them: give them to the provider of the fleet as `dependsOn`.
 *
 * @param name - names of the releases begin with it
 * @param options - with the `provider` of the management cluster
 * @returns releases of the operators that have a chart; others have to be installed as their page says
 *
 * @example
 * const operators = operatorReleases('eu-1', native().operators, { provider: eu.provider });
 * const provider = managementProvider('eu-1-fleet', { kubeconfig: eu.kubeconfig }, { dependsOn: operators });
 */
export function operatorReleases(
  name: string,
  operators: readonly Operator[],
  options: CustomResourceOptions,
): readonly Release[] {
  const made = new Map<string, Release>();
  for (const operator of operators) {
    if (operator.chart === null) continue;
    const before = operator.after.flatMap((other) => made.get(other) ?? []);
    made.set(operator.name, release(`${name}-${operator.name}`, operator, operator.chart, before, options));
  }
  return [...made.values()];
}

function release(
  name: string,
  { name: operator, namespace }: Operator,
  { repository, name: chart, version, values }: NonNullable<Operator['chart']>,
  before: readonly Release[],
  options: CustomResourceOptions,
): Release {
  const isOci = repository.startsWith('oci://');
  return new Release(
    name,
    {
      name: operator,
      namespace,
      createNamespace: true,
      chart: isOci ? `${repository}/${chart}` : chart,
      version,
      ...(!isOci && { repositoryOpts: { repo: repository } }),
      values: { ...values },
    },
    { ...options, dependsOn: [...before] },
  );
}
