import type { ComponentResource } from '@pulumi/pulumi';
import type { GcpSettings } from '../../hosts/gcp';

/** What every part of a management cluster at Google Cloud is made with. */
export interface GcpScope {
  /** Names of all resources begin with it. */
  readonly name: string;
  readonly settings: GcpSettings;
  readonly parent: ComponentResource;
  /** Of everything that can have any. */
  readonly labels: Readonly<Record<string, string>>;
}
