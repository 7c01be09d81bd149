import type { ComponentResource } from '@pulumi/pulumi';
import type { HetznerSettings } from '../../hosts/hetzner';

/** What every part of a management cluster at Hetzner is made with. */
export interface HetznerScope {
  /** Names of all resources begin with it. */
  readonly name: string;
  readonly settings: HetznerSettings;
  readonly parent: ComponentResource;
  /** Of everything that can have any. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Ids of Hetzner are numbers, which some resources want as numbers. */
export function numberOf(id: string): number {
  return Number.parseInt(id, 10);
}
