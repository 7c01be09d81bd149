import type { ComponentResource, Input } from '@pulumi/pulumi';
import type { IbmSettings } from '../../hosts/ibm';
import type { IbmSdk } from './sdk';

/** What the parts of a management cluster at IBM Cloud have in common. */
export interface IbmScope {
  /** Of the management cluster. */
  readonly name: string;
  readonly settings: IbmSettings;
  readonly parent: ComponentResource;
  readonly sdk: IbmSdk;
  /** Id of the resource group. */
  readonly resourceGroup: Input<string>;
  readonly tags: string[];
}
