import { output, ProviderResource, secret } from '@pulumi/pulumi';
import type { Input, ResourceOptions } from '@pulumi/pulumi';
import { PACKAGE } from './set';

const MARK = Symbol.for('colonnade.ObjectsProvider');

/** What is known of a management cluster that a program deploys to in the coarse grain. */
export interface ObjectsProviderArgs {
  /**
   * Content of a kubeconfig. Its user has a client certificate, a token (or a file with one), or a command that prints either, such as
   * `aws eks get-token`; passwords, proxies and impersonation are refused (CLN9081).
   *
   * @default - the file that `KUBECONFIG` names, else `~/.kube/config`, where Pulumi runs
   */
  readonly kubeconfig?: Input<string>;
  /**
   * Whether a deletion gives up what is in a cluster that does not answer: it is forgotten, and stays if the cluster comes back.
   *
   * @default false - it fails
   */
  readonly deleteUnreachable?: Input<boolean>;
}

/**
 * A management cluster in the coarse grain (`grain: 'tenant'`): {@link objectsProvider} makes one. Its program,
 * `pulumi-resource-colonnade-objects`, comes with this package.
 */
export class ObjectsProvider extends ProviderResource {
  /** Whether a value is one, from whichever copy of the package. */
  public static isObjectsProvider(value: unknown): value is ObjectsProvider {
    return typeof value === 'object' && value !== null && MARK in value;
  }

  public constructor(name: string, args: ObjectsProviderArgs = {}, options: ResourceOptions = {}) {
    const { kubeconfig, deleteUnreachable = false } = args;
    // Configuration of providers is text.
    const inputs = {
      ...(kubeconfig !== undefined && { kubeconfig: secret(kubeconfig) }),
      deleteUnreachable: output(deleteUnreachable).apply(String),
    };
    super(PACKAGE, name, inputs, options);
    Object.defineProperty(this, MARK, { value: true });
  }
}

/**
 * The provider of a management cluster for the coarse grain. What is there already is taken over, and fields that somebody changed by
 * hand are changed back.
 *
 * The engine finds its program through `Pulumi.yaml`, or on PATH, where `npx` and npm's scripts have it:
 *
 *     plugins:
 *       providers:
 *         - name: colonnade-objects
 *           path: node_modules/.bin
 *
 * @see https://www.pulumi.com/docs/iac/concepts/projects/project-file/
 */
export function objectsProvider(
  name: string,
  args: ObjectsProviderArgs = {},
  options: ResourceOptions = {},
): ObjectsProvider {
  return new ObjectsProvider(name, args, options);
}
