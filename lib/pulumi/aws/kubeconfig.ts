import type { Cluster } from '@pulumi/aws/eks/cluster';
import { all, secret } from '@pulumi/pulumi';
import type { Output } from '@pulumi/pulumi';

/**
 * A kubeconfig that asks the AWS command line for a token whenever one is needed, as whoever uses it. It holds no credential; it is a secret
 * all the same, as those of every place are.
 *
 * https://docs.aws.amazon.com/eks/latest/userguide/create-kubeconfig.html
 */
export function kubeconfigOf(
  cluster: Pick<Cluster, 'name' | 'endpoint' | 'certificateAuthority'>,
  region: string,
): Output<string> {
  const known = all([cluster.name, cluster.endpoint, cluster.certificateAuthority]);
  return secret(
    known.apply(([name, server, ca]) =>
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        clusters: [{ name, cluster: { server, 'certificate-authority-data': ca.data } }],
        users: [{ name, user: { exec: tokenOf(name, region) } }],
        contexts: [{ name, context: { cluster: name, user: name } }],
        'current-context': name,
      }),
    ),
  );
}

function tokenOf(name: string, region: string): object {
  return {
    apiVersion: 'client.authentication.k8s.io/v1beta1',
    command: 'aws',
    args: ['--region', region, 'eks', 'get-token', '--cluster-name', name, '--output', 'json'],
    interactiveMode: 'Never',
    installHint: 'Install the AWS CLI: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html',
  };
}
