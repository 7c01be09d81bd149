import { CustomResource } from '@pulumi/pulumi';
import type { ComponentResource, CustomResourceOptions, Input, Output } from '@pulumi/pulumi';
import { VSPHERE_PROVIDER_VERSION } from './virtual-machine';

/** https://www.pulumi.com/registry/packages/vsphere/api-docs/tagcategory/ */
export interface VsphereTagCategoryArgs {
  /** One of its kind in vCenter. */
  readonly name: Input<string>;
  readonly description?: Input<string>;
  /** Whether an object has one tag of the category, or several. */
  readonly cardinality: Input<'SINGLE' | 'MULTIPLE'>;
  /** For example `VirtualMachine`. */
  readonly associableTypes: Input<string>[];
}

/** What tags are about. */
export class VsphereTagCategory extends CustomResource {
  public constructor(name: string, args: VsphereTagCategoryArgs, options: CustomResourceOptions = {}) {
    super(
      'vsphere:index/tagCategory:TagCategory',
      name,
      { ...args },
      { version: VSPHERE_PROVIDER_VERSION, ...options },
    );
  }
}

/** https://www.pulumi.com/registry/packages/vsphere/api-docs/tag/ */
export interface VsphereTagArgs {
  readonly name: Input<string>;
  readonly categoryId: Input<string>;
  readonly description?: Input<string>;
}

/** A tag of the inventory. */
export class VsphereTag extends CustomResource {
  public constructor(name: string, args: VsphereTagArgs, options: CustomResourceOptions = {}) {
    super('vsphere:index/tag:Tag', name, { ...args }, { version: VSPHERE_PROVIDER_VERSION, ...options });
  }
}

/** Ids of the tags of machines by what these are for: one category for the management cluster, a tag in it for each role. */
export function vsphereRoleTags<R extends string>(
  name: string,
  roles: readonly R[],
  parent: ComponentResource,
): ReadonlyMap<R, Output<string>> {
  const category = new VsphereTagCategory(
    name,
    {
      name: `colonnade-${name}`,
      description: `Roles of machines of management cluster ${name}, made by colonnade`,
      cardinality: 'SINGLE',
      associableTypes: ['VirtualMachine'],
    },
    { parent },
  );
  return new Map(
    [...new Set(roles)].map((role) => {
      const tag = new VsphereTag(`${name}-${role}`, { name: role, categoryId: category.id }, { parent: category });
      return [role, tag.id] as const;
    }),
  );
}
