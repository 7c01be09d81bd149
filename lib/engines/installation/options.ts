/** How an operator comes into the management cluster. */
export interface InstallationOptions {
  /**
   * `prerequisite`: it is there already. `argo-cd`: an Application. `flux`: a source, and a HelmRelease or a Kustomization.
   *
   * @default 'prerequisite'
   */
  readonly install?: 'prerequisite' | 'argo-cd' | 'flux';
  /** Namespace of the Application, or of Flux' objects. @default - `argocd` or `flux-system` */
  readonly installerNamespace?: string;
}

/** Whether somebody installs an operator, and in which namespace their objects are. */
export type Installer = { readonly by: 'argo-cd' | 'flux'; readonly namespace: string } | undefined;

/** @returns `undefined` for a prerequisite */
export function installerOf({ install, installerNamespace }: InstallationOptions): Installer {
  if (install === undefined || install === 'prerequisite') return undefined;
  return { by: install, namespace: installerNamespace ?? (install === 'flux' ? 'flux-system' : 'argocd') };
}
