import type { Container, EnvVar, VolumeMount } from 'kubernetes-types/core/v1';
import type { SecretStoreModel } from '../../../model';
import { STORE_SCRIPTS } from '../bootstrap/scripts/store-push';
import type { StoreEnvironment } from '../bootstrap/scripts/store-push';
import { CONTAINER_SECURITY } from '../objects';

/** The root file system is read-only, and every tool keeps something. */
const HOMES: readonly EnvVar[] = [
  { name: 'HOME', value: '/tmp' },
  { name: 'CLOUDSDK_CONFIG', value: '/tmp/gcloud' },
  { name: 'AZURE_CONFIG_DIR', value: '/tmp/azure' },
];

/**
 * The container that puts a credential into a cloud's secret store: the cloud's own tool, with the pod's identity there and nothing of
 * the cluster's. It sees what the container before it left in memory.
 *
 * @param handover - where that is mounted
 */
export function storeContainer(store: SecretStoreModel, handover: VolumeMount): Container {
  const environment: StoreEnvironment = { SECRET: store.secret, LOCATION: locationOf(store) };
  return {
    name: 'store',
    image: store.image,
    imagePullPolicy: 'IfNotPresent',
    command: ['/bin/sh', '-c', STORE_SCRIPTS[store.kind]],
    env: [{ name: 'SECRET', value: environment.SECRET }, { name: 'LOCATION', value: environment.LOCATION }, ...HOMES],
    // The tools are Python programs with the cloud's whole API.
    resources: { requests: { cpu: '10m', memory: '128Mi' }, limits: { memory: '512Mi' } },
    securityContext: CONTAINER_SECURITY,
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }, handover],
  };
}

/** `az` takes a vault by its name, the first label of its host. */
function locationOf({ kind, location }: SecretStoreModel): string {
  if (kind !== 'azure-key-vault') return location;
  return URL.canParse(location) ? (new URL(location).hostname.split('.')[0] ?? location) : location;
}
