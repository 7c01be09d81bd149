import { CustomResource } from '@pulumi/pulumi';
import type { CustomResourceOptions, Input, Output } from '@pulumi/pulumi';
import type { ObjectReference } from '../engines';
import type { ResourceInputs } from './plan';
import { secretInputs } from './secret-data';

/**
 * One object of a cluster as a resource of `@pulumi/kubernetes`, with the same type as the class for it there, and with its provider.
 * That SDK holds a class for every kind of every version; none of them is loaded.
 */
export class KubernetesObjectResource extends CustomResource {
  /** The object's metadata, as the API server has it. */
  declare public readonly metadata: Output<unknown>;
  /** The object's status when it was last looked at. */
  declare public readonly status: Output<unknown>;
  /** What a Secret or a ConfigMap holds. */
  declare public readonly data: Output<Readonly<Record<string, string>> | undefined>;

  /** An object that something else makes. It is read, and never written. @param id - an Output, so that it is read once it is there */
  public static read(
    name: string,
    reference: ObjectReference,
    id: Input<string>,
    options: CustomResourceOptions,
  ): KubernetesObjectResource {
    const { apiVersion, kind } = reference;
    return new KubernetesObjectResource(name, { apiVersion, kind }, { metadata: undefined }, { ...options, id });
  }

  public constructor(
    name: string,
    type: { readonly apiVersion: string; readonly kind: string },
    inputs: ResourceInputs | { readonly metadata: undefined },
    options: CustomResourceOptions,
  ) {
    const isSecret = type.kind === 'Secret' && type.apiVersion === 'v1';
    super(
      resourceType(type),
      name,
      { status: undefined, data: undefined, ...(isSecret ? secretInputs(inputs) : inputs) },
      {
        version: sdkVersion(),
        ...options,
        ...(isSecret && { additionalSecretOutputs: ['data', 'stringData'] }),
      },
    );
  }
}

/** The type that the SDK has for a kind: the core group, which has no name, is called core. */
export function resourceType({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }): string {
  return `kubernetes:${apiVersion.includes('/') ? apiVersion : `core/${apiVersion}`}:${kind}`;
}

let version: string | undefined;

/** The provider has the version of its SDK. */
function sdkVersion(): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a part of the SDK that is no module
  version ??= (require('@pulumi/kubernetes/package.json') as { readonly version: string }).version;
  return version;
}
