import { Secret } from '@pulumi/kubernetes/core/v1/secret';
import { Release } from '@pulumi/kubernetes/helm/v3/release';
import type { Provider } from '@pulumi/kubernetes/provider';
import { ApplicationCredential } from '@pulumi/openstack/identity/applicationCredential';
import { interpolate } from '@pulumi/pulumi';
import type { Input } from '@pulumi/pulumi';
import { secretData } from '../secret-data';
import type { OpenStackNetwork } from './network';
import type { OpenStackScope } from './scope';

const NAMESPACE = 'kube-system';
const CHARTS = 'https://kubernetes.github.io/cloud-provider-openstack';
const SECRET = 'cloud-config';

/** What runs in the cluster and speaks with the cloud. */
export interface OpenStackControllers {
  /** Who the controllers are: a credential of this project with the role `member`, which is revoked by deleting it. */
  readonly credential: ApplicationCredential;
  /** Cloud controller manager: nodes and balancers. */
  readonly cloud: Release;
  /** Volumes. */
  readonly csi: Release;
}

/** Charts of the two controllers. @default - the newest */
export interface OpenStackChartVersions {
  readonly cloudController?: string;
  readonly csi?: string;
}

/**
 * The two controllers with a credential of their own.
 *
 * Sources: https://github.com/kubernetes/cloud-provider-openstack/tree/master/charts,
 * https://github.com/kubernetes/cloud-provider-openstack/blob/master/docs/openstack-cloud-controller-manager/using-openstack-cloud-controller-manager.md
 */
export function openStackControllers(
  { name, settings, parent }: OpenStackScope,
  { externalNetworkId, subnet }: OpenStackNetwork,
  authUrl: Input<string>,
  options: { readonly provider: Provider; readonly versions: OpenStackChartVersions },
): OpenStackControllers {
  const { provider, versions } = options;
  const { region } = settings;
  const credential = new ApplicationCredential(
    name,
    { region, description: `Controllers of management cluster ${name}`, roles: ['member'], unrestricted: false },
    { parent, additionalSecretOutputs: ['secret'] },
  );
  const configuration = interpolate`[Global]
auth-url=${authUrl}
region=${region}
application-credential-id=${credential.id}
application-credential-secret=${credential.secret}

[LoadBalancer]
floating-network-id=${externalNetworkId}
subnet-id=${subnet.id}
create-monitor=true
`;
  const config = new Secret(
    `${name}-cloud-config`,
    { metadata: { name: SECRET, namespace: NAMESPACE }, data: secretData({ 'cloud.conf': configuration }) },
    { parent, provider, additionalSecretOutputs: ['data', 'stringData'] },
  );
  const chart = (chartName: string, version: string | undefined, values: Record<string, unknown>) =>
    new Release(
      `${name}-${chartName}`,
      {
        chart: chartName,
        name: chartName,
        namespace: NAMESPACE,
        repositoryOpts: { repo: CHARTS },
        values: { secret: { enabled: true, create: false, name: SECRET }, ...values },
        ...(version !== undefined && { version }),
      },
      { parent, provider, dependsOn: [config] },
    );
  const cloud = chart('openstack-cloud-controller-manager', versions.cloudController, { cluster: { name } });
  // Its StorageClasses are not the one of etcd, which the fleet renders.
  const csi = chart('openstack-cinder-csi', versions.csi, { storageClass: { enabled: false }, clusterID: name });
  return { credential, cloud, csi };
}
