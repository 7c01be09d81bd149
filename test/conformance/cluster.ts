import { join } from 'node:path';
import { TENANT_POD_CIDR } from '../e2e/fleet';
import { GENERAL } from '../e2e/run/cast';
import { joinAs } from '../e2e/run/joining';
import { untilNodes, untilPods } from '../e2e/run/nodes';
import { isReady } from '../e2e/run/objects';
import { openTenant } from '../e2e/run/tenant';
import type { Tenant } from '../e2e/run/tenant';
import { applyAsWritten, untilSettled } from '../e2e/scenarios/apply';
import type { Kubectl } from '../e2e/testbed/kubectl';
import { placesOf } from '../e2e/testbed/plan';
import { connectPods } from '../e2e/testbed/workers/pod-network';
import { preloadImages } from '../e2e/testbed/workers/worker';
import type { Worker } from '../e2e/testbed/workers/worker';
import { conformanceFleet, POOL, TENANT } from './fleet';
import { ensureStandIns } from './images';

/** Makes the tenant and its two nodes, as a person would who has the management cluster. @param outdir - of the manifests */
export async function makeCluster(kubectl: Kubectl, outdir: string, tell: (line: string) => void): Promise<Tenant> {
  conformanceFleet(outdir).synth();
  const context = { kubectl, manifests: join(outdir, 'eu-1') };
  await applyAsWritten(context);
  await untilSettled(context, 300, [TENANT]);
  tell('the control plane is ready');
  const tenant = await openTenant(kubectl, TENANT);
  const joined = await Promise.all(GENERAL.map((spec) => joinAs(context, TENANT, POOL, spec)));
  const workers = joined.map(({ worker }) => worker);
  await connectPods(workers, tenant.kubectl, TENANT_POD_CIDR);
  const names = GENERAL.map(({ name }) => name);
  await untilNodes(tenant.kubectl, names, 'Ready', 180);
  tell(`${names.join(' and ')} are Ready`);
  await bringStandIns(workers);
  tell('they have the images of the tests');
  await untilPods(
    tenant.kubectl,
    ['-n', 'kube-system'],
    'the pods of kube-system',
    (pods) => pods.length >= 4 && pods.every(isReady),
    180,
  );
  return tenant;
}

/** Brings images to machines, as a registry would. @param wanted - names. @default - all stand-ins */
export async function bringStandIns(workers: readonly Worker[], wanted = /./): Promise<void> {
  const archives = Object.entries(await ensureStandIns(placesOf().imageCache));
  const chosen = archives.flatMap(([name, archive]) => (wanted.test(name) ? [archive] : []));
  await Promise.all(workers.map((worker) => preloadImages(worker, chosen)));
}
