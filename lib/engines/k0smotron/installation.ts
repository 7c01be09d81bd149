import type { KubernetesObject } from '../../kubernetes';
import { kustomizeInstallation } from '../installation';
import type { InstallationOptions } from '../installation';
import type { Owner } from '../native/objects';
import { K0SMOTRON_NAMESPACE, K0SMOTRON_VERSION } from './names';

/**
 * Objects that have k0smotron installed; none when it is a prerequisite. Its releases are manifests without a chart, which are this folder
 * of its repository with the image of the release.
 *
 * https://docs.k0smotron.io/stable/install/
 */
export function installationObjects(owner: Owner, options?: InstallationOptions): KubernetesObject[] {
  return kustomizeInstallation(
    owner,
    { name: 'k0smotron', namespace: K0SMOTRON_NAMESPACE },
    {
      repository: 'https://github.com/k0sproject/k0smotron',
      tag: `v${K0SMOTRON_VERSION}`,
      folder: 'config/default',
      image: { named: 'k0s/k0smotron', released: 'quay.io/k0sproject/k0smotron', tag: `v${K0SMOTRON_VERSION}` },
    },
    options,
  );
}
