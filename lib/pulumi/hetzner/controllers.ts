import { Secret } from '@pulumi/kubernetes/core/v1/secret';
import { Release } from '@pulumi/kubernetes/helm/v3/release';
import type { Provider } from '@pulumi/kubernetes/provider';
import type { Input } from '@pulumi/pulumi';
import { RandomPassword } from '@pulumi/random/randomPassword';
import { HETZNER_VOLUME_SECRET } from '../../hosts/hetzner';
import { secretData } from '../secret-data';
import type { HetznerNetwork } from './network';
import type { HetznerScope } from './scope';

const NAMESPACE = 'kube-system';
const CHARTS = 'https://charts.hetzner.cloud';

/** What runs in the cluster and speaks with Hetzner. */
export interface HetznerControllers {
  /** Cloud controller manager: nodes and balancers. */
  readonly cloud: Release;
  /** Volumes. */
  readonly csi: Release;
  /** What volumes of etcd are encrypted with. */
  readonly passphrase: RandomPassword;
}

/** Charts of the two controllers. @default - the newest */
export interface HetznerChartVersions {
  readonly cloudController?: string;
  readonly csi?: string;
}

/**
 * The two controllers with the token of the project, which Hetzner cannot limit to less, and the passphrase of volumes.
 *
 * Sources: https://github.com/hetznercloud/hcloud-cloud-controller-manager/tree/main/chart,
 * https://github.com/hetznercloud/csi-driver/blob/main/docs/kubernetes/README.md
 */
export function hetznerControllers(
  { name, parent }: HetznerScope,
  { network }: HetznerNetwork,
  token: Input<string>,
  options: { readonly provider: Provider; readonly versions: HetznerChartVersions },
): HetznerControllers {
  const { provider, versions } = options;
  const within = { parent, provider };
  const credentials = new Secret(
    `${name}-hcloud`,
    { metadata: { name: 'hcloud', namespace: NAMESPACE }, data: secretData({ token, network: network.id }) },
    { ...within, additionalSecretOutputs: ['data', 'stringData'] },
  );
  const passphrase = new RandomPassword(`${name}-volumes`, { length: 48, special: false }, { parent });
  const key = new Secret(
    `${name}-volumes`,
    {
      metadata: { name: HETZNER_VOLUME_SECRET, namespace: NAMESPACE },
      data: secretData({ 'encryption-passphrase': passphrase.result }),
    },
    // Without it nobody reads what is on the volumes.
    { ...within, additionalSecretOutputs: ['data', 'stringData'], protect: true },
  );
  const chart = (chartName: string, version: string | undefined, values: Record<string, unknown>) =>
    new Release(
      `${name}-${chartName}`,
      {
        chart: chartName,
        name: chartName,
        namespace: NAMESPACE,
        repositoryOpts: { repo: CHARTS },
        values,
        ...(version !== undefined && { version }),
      },
      { ...within, dependsOn: [credentials, key] },
    );
  const cloud = chart('hcloud-cloud-controller-manager', versions.cloudController, {
    networking: { enabled: true },
    // The pod network is the cluster's own.
    env: { HCLOUD_NETWORK_ROUTES_ENABLED: { value: 'false' } },
  });
  // Its StorageClass is not the one of etcd, which the fleet renders.
  const csi = chart('hcloud-csi', versions.csi, { storageClasses: [] });
  return { cloud, csi, passphrase };
}
