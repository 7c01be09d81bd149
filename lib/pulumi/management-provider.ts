import { Provider } from '@pulumi/kubernetes/provider';
import type { CustomResourceOptions, Input } from '@pulumi/pulumi';

/** What is known of a management cluster that a program deploys to. */
export interface ManagementProviderArgs {
  /** Content of a kubeconfig. */
  readonly kubeconfig: Input<string>;
}

/**
 * A Kubernetes provider for a management cluster: server-side apply; what is there already is taken over, so that a run that was ended
 * in the middle can be repeated; and fields that somebody changed by hand are changed back.
 *
 * @see https://www.pulumi.com/registry/packages/kubernetes/api-docs/provider/
 */
export function managementProvider(
  name: string,
  { kubeconfig }: ManagementProviderArgs,
  options: CustomResourceOptions = {},
): Provider {
  return new Provider(
    name,
    { kubeconfig, enableServerSideApply: true, upsertExistingObjects: true, enablePatchForce: true },
    options,
  );
}
