import type { ComponentResource } from '@pulumi/pulumi';
import type { OpenStackSettings } from '../../hosts/openstack';

/** What every part of a management cluster in an OpenStack cloud is made with. */
export interface OpenStackScope {
  /** Names of all resources begin with it. */
  readonly name: string;
  readonly settings: OpenStackSettings;
  readonly parent: ComponentResource;
  /** Of everything that can have any. */
  readonly tags: string[];
}
