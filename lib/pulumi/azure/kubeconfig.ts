import { listManagedClusterUserCredentialsOutput } from '@pulumi/azure-native/containerservice/listManagedClusterUserCredentials';
import type { ManagedCluster } from '@pulumi/azure-native/containerservice/managedCluster';
import { secret } from '@pulumi/pulumi';
import type { Output } from '@pulumi/pulumi';
import { parse } from 'yaml';
import { execKubeconfig } from '../host';
import type { AzureScope } from './scope';

/** How kubelogin finds out who runs it. Source: https://azure.github.io/kubelogin/concepts/login-modes.html */
export type AzureLogin = 'azurecli' | 'spn' | 'msi' | 'workloadidentity';

/** Of AKS itself, in every tenant. Source: https://azure.github.io/kubelogin/concepts/aks.html */
const SERVER_ID = '6dae42f8-4368-4678-94ff-3960e28e3630';

/** Where a cluster answers, as far as it stands in a kubeconfig. */
interface Answers {
  readonly server: string;
  readonly certificateAuthority: string;
}

/** Azure says where the cluster answers in a kubeconfig alone; what it says of users there needs a browser. */
export function azureKubeconfig(
  { name, parent, group }: AzureScope,
  cluster: ManagedCluster,
  login: AzureLogin,
): Output<string> {
  const { kubeconfigs } = listManagedClusterUserCredentialsOutput(
    { resourceGroupName: group.name, resourceName: cluster.name },
    { parent },
  );
  return secret(
    kubeconfigs.apply((found) =>
      execKubeconfig({
        name,
        ...answersOf(Buffer.from(found[0]?.value ?? '', 'base64').toString('utf8')),
        token: {
          command: 'kubelogin',
          args: ['get-token', '--login', login, '--server-id', SERVER_ID],
          installHint: 'https://azure.github.io/kubelogin/install.html',
        },
      }),
    ),
  );
}

function answersOf(kubeconfig: string): Answers {
  const cluster = at(at(at(parse(kubeconfig), 'clusters'), 0), 'cluster');
  return { server: text(at(cluster, 'server')), certificateAuthority: text(at(cluster, 'certificate-authority-data')) };
}

function at(value: unknown, key: string | number): unknown {
  return typeof value === 'object' && value !== null ? (Reflect.get(value, key) as unknown) : undefined;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
