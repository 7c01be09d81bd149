import type { ComponentResource } from '@pulumi/pulumi';
import type { DigitalOceanSettings } from '../../hosts/digitalocean';

/** What every part of a management cluster at DigitalOcean is made with. */
export interface DigitalOceanScope {
  /** Names of all resources begin with it. */
  readonly name: string;
  readonly settings: DigitalOceanSettings;
  readonly parent: ComponentResource;
  /** Of everything that can have any. */
  readonly tags: readonly string[];
}
