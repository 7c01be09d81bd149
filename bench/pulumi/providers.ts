/** Both providers in one process, before the same API server: `providers.ts <port of the API>`. Prints their ports: `<kubernetes> <colonnade-objects>`. */
import { Client } from '../../lib/pulumi/coarse/plugin/client';
import { readKubeconfig } from '../../lib/pulumi/coarse/plugin/kubeconfig';
import { serveObjects } from '../../lib/pulumi/coarse/plugin/service';
import { KubernetesProviderDouble } from '../../test/support/pulumi/provider-double';
import { kubeconfigOf } from './kubeconfig';

async function main(): Promise<void> {
  const kubeconfig = kubeconfigOf(Number(process.argv[2]));
  const client = new Client(readKubeconfig(kubeconfig));
  const double = await KubernetesProviderDouble.start({
    kubeconfig,
    request: (method, path, body, options) => client.request(method, path, body, options?.contentType),
  });
  const objects = await serveObjects();
  console.log(`${double.port} ${objects.port}`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
