import type { CustomResourceOptions, Input, Resource } from '@pulumi/pulumi';
import { KubernetesObjectResource } from '../kubernetes-object';

/** A machine in the infrastructure cluster. */
interface MachinePlace {
  readonly name: string;
  readonly namespace: string;
}

/** Name of the Secret with the document of a machine. */
export function bootSecretName(machine: string): string {
  return `${machine}-user-data`;
}

/** The first-boot document of a machine, where KubeVirt reads it. It holds no secret. */
export function bootSecret(
  { name, namespace }: MachinePlace,
  userdata: Input<string>,
  options: CustomResourceOptions,
): KubernetesObjectResource {
  const object = { apiVersion: 'v1', kind: 'Secret' };
  const metadata = {
    name: bootSecretName(name),
    namespace,
    labels: { 'app.kubernetes.io/managed-by': 'colonnade' },
  };
  return new KubernetesObjectResource(
    bootSecretName(name),
    object,
    { ...object, metadata, type: 'Opaque', stringData: { userdata } },
    options,
  );
}

/** A newer image is for new machines; and the disk of a machine that goes has the name of the one that comes. */
export function machineOptions(dependsOn: Resource[]): CustomResourceOptions {
  return { dependsOn, ignoreChanges: ['spec.dataVolumeTemplates'], deleteBeforeReplace: true };
}
