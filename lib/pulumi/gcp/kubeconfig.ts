import type { Cluster } from '@pulumi/gcp/container/cluster';
import { all, secret } from '@pulumi/pulumi';
import type { Output } from '@pulumi/pulumi';
import { execKubeconfig } from '../host';
import type { GcpScope } from './scope';

/** Google's command that prints a token. Source: https://cloud.google.com/kubernetes-engine/docs/how-to/cluster-access-for-kubectl */
const TOKEN = {
  command: 'gke-gcloud-auth-plugin',
  args: [],
  installHint: 'gcloud components install gke-gcloud-auth-plugin',
};

/** By the address of the API server where there are networks that may use it, otherwise by its DNS name, whose certificate everybody trusts. */
export function gcpKubeconfig({ name, settings }: GcpScope, cluster: Cluster): Output<string> {
  const { endpoint, masterAuth, controlPlaneEndpointsConfig } = cluster;
  const byAddress = settings.authorizedNetworks.length > 0;
  return secret(
    all([endpoint, masterAuth, controlPlaneEndpointsConfig]).apply(([address, { clusterCaCertificate }, endpoints]) =>
      execKubeconfig({
        name,
        server: `https://${byAddress ? address : (endpoints.dnsEndpointConfig?.endpoint ?? address)}`,
        certificateAuthority: byAddress ? clusterCaCertificate : null,
        token: TOKEN,
      }),
    ),
  );
}
