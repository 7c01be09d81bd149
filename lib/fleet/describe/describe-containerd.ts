import type { ContainerdModel, MachinesModel, RegistryMirrorModel } from '../../model';
import { NONE } from '../defaults';
import type { ContainerdProps } from '../props/containerd-props';
import { copyOf } from './freeze';
import { CONTAINERD_2, PAUSE_VERSION } from './node-defaults';

/** Configuration of containerd for the operating system and accelerators of the machines. */
export function describeContainerd(
  props: ContainerdProps | undefined,
  { operatingSystem, gpu }: MachinesModel,
  registry: string,
): ContainerdModel {
  return {
    configVersion: props?.configVersion ?? (CONTAINERD_2.includes(operatingSystem) ? 3 : 2),
    sandboxImage: props?.sandboxImage ?? `${registry}/pause:${PAUSE_VERSION}`,
    mirrors: props?.mirrors === undefined ? NONE : describeMirrors(props.mirrors),
    mirrorsOnly: props?.mirrorsOnly ?? false,
    runtimes:
      props?.runtimes === undefined ? (gpu?.vendor === 'nvidia' ? NVIDIA_RUNTIME : NONE) : copyOf(props.runtimes),
  };
}

/** Source: https://docs.nvidia.com/datacenter/cloud-native/container-toolkit/latest/install-guide.html#configuring-containerd-for-kubernetes */
const NVIDIA_RUNTIME: ContainerdModel['runtimes'] = Object.freeze({
  nvidia: Object.freeze({ binary: '/usr/bin/nvidia-container-runtime' }),
});

function describeMirrors(props: NonNullable<ContainerdProps['mirrors']>): ContainerdModel['mirrors'] {
  return Object.fromEntries(
    Object.entries(props).map(([host, mirrors]): [string, readonly RegistryMirrorModel[]] => [
      host,
      mirrors.map(({ url, ca, overridePath }) => ({ url, ca: ca ?? null, overridePath: overridePath ?? false })),
    ]),
  );
}
