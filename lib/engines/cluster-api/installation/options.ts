import type { InstallationOptions } from '../../installation';
import type { KamajiOperatorOptions } from '../../kamaji';

/** How Cluster API and its providers come into the management cluster. */
export interface ClusterApiInstallation extends InstallationOptions {
  /** Version of the chart of cluster-api-operator. @default '0.29.0', built with the release of Cluster API that it installs */
  readonly operatorVersion?: string;
  /** Secret with what the provider of the infrastructure needs to reach it, as variables that its manifests name. @default - none */
  readonly credentials?: { readonly name: string; readonly namespace: string };
  /** Of Kamaji itself, where it runs the control planes: installed the same way. @default - as Kamaji's engine has it */
  readonly kamaji?: Omit<KamajiOperatorOptions, 'install' | 'installerNamespace'>;
}
