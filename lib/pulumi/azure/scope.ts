import type { ResourceGroup } from '@pulumi/azure-native/resources/resourceGroup';
import type { ComponentResource, Output } from '@pulumi/pulumi';
import type { AzureSettings } from '../../hosts/azure';

/** What every part of a management cluster at Azure is made with. */
export interface AzureScope {
  /** Names of all resources begin with it. */
  readonly name: string;
  readonly settings: AzureSettings;
  readonly parent: ComponentResource;
  readonly group: ResourceGroup;
  /** Who the program is: its subscription and its tenant. */
  readonly client: Output<{ readonly subscriptionId: string; readonly tenantId: string }>;
  /** Of everything that can have any. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Where a resource is, and its tags: what nearly all of them say. */
export function placed({ group, settings, tags }: AzureScope): {
  readonly resourceGroupName: Output<string>;
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
} {
  return { resourceGroupName: group.name, location: settings.region, tags };
}
